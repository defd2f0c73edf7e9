import { Link } from '@shopify/polaris'

/** A link inside a table or a text. */
export function PlainLink({ text, url }: { text: string; url: string }) {
  return (
    <Link url={url} removeUnderline monochrome>
      {text}
    </Link>
  )
}
