import { Banner } from '@shopify/polaris'
import type { ReactNode } from 'react'

type Way = { readonly url: string } | { onAction(): void; readonly isBusy?: boolean }

type Props = {
  readonly tone: 'info' | 'success' | 'warning' | 'critical'
  readonly title?: string
  /** Something to do, or a page to go to. */
  readonly action?: { readonly text: string } & Way
  readonly children: ReactNode
}

export function Notice({ tone, title, action, children }: Props) {
  return (
    <Banner tone={tone} {...(title && { title })} {...(action && { action: bannerAction(action) })}>
      <p>{children}</p>
    </Banner>
  )
}

function bannerAction(action: { readonly text: string } & Way) {
  if ('url' in action) return { content: action.text, url: action.url }
  return { content: action.text, onAction: action.onAction, loading: action.isBusy ?? false }
}
