import { FooterHelp, Link } from '@shopify/polaris'

/** A remark at the end of a page, and where it leads. */
export function FootNote({ text, linkText, url }: { text: string; linkText: string; url: string }) {
  return (
    <FooterHelp>
      {text} <Link url={url}>{linkText}</Link>
    </FooterHelp>
  )
}
