import { BlockStack, Page as PolarisPage } from '@shopify/polaris'
import { type ReactNode, useEffect } from 'react'

type Props = {
  readonly title: string
  readonly subtitle?: string
  /** Beside the title. */
  readonly status?: ReactNode
  readonly back?: { readonly text: string; readonly url: string }
  /** Something that is seldom done. */
  readonly more?: { readonly text: string; onAction(): void }
  readonly children: ReactNode
}

export function Page({ title, subtitle, status, back, more, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Backline`
  }, [title])
  return (
    <PolarisPage
      title={title}
      {...(subtitle && { subtitle })}
      {...(status && { titleMetadata: status })}
      {...(more && { secondaryActions: [{ content: more.text, onAction: more.onAction }] })}
      {...(back && { backAction: { content: back.text, url: back.url } })}
    >
      <BlockStack gap="400">{children}</BlockStack>
    </PolarisPage>
  )
}
