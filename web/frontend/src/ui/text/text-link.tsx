import { Link } from '@shopify/polaris'

export function TextLink({ text, url }: { text: string; url: string }) {
  return <Link url={url}>{text}</Link>
}
