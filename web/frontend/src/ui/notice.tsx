import { Banner } from '@shopify/polaris'
import type { ReactNode } from 'react'

type Props = {
  readonly tone: 'warning' | 'critical'
  readonly title?: string
  readonly action?: { readonly text: string; onAction(): void; readonly isBusy?: boolean }
  readonly children: ReactNode
}

export function Notice({ tone, title, action, children }: Props) {
  return (
    <Banner
      tone={tone}
      {...(title && { title })}
      {...(action && { action: { content: action.text, onAction: action.onAction, loading: action.isBusy ?? false } })}
    >
      <p>{children}</p>
    </Banner>
  )
}
