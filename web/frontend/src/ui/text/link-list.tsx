import { BlockStack, Link } from '@shopify/polaris'

type Props = { readonly links: readonly { readonly key: string; readonly text: string; readonly url: string }[] }

/** Pages to go on to, one beneath the other. */
export function LinkList({ links }: Props) {
  return (
    <BlockStack gap="200">
      {links.map(({ key, text, url }) => (
        <div key={key}>
          <Link url={url}>{text}</Link>
        </div>
      ))}
    </BlockStack>
  )
}
