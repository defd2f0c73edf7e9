import { BlockStack, Page as PolarisPage } from '@shopify/polaris'
import { type ReactNode, useEffect } from 'react'

export type PageAction = {
  readonly text: string
  readonly isBusy?: boolean
  readonly isCritical?: boolean
  /** Why it cannot be done now, as a hint. */
  readonly refusal?: string | null
} & ({ onAction(): void } | { readonly url: string })

type Props = {
  readonly title: string
  readonly subtitle?: string
  /** Beside the title. */
  readonly status?: ReactNode
  readonly back?: { readonly text: string; readonly url: string }
  /** What the page is for. */
  readonly primary?: PageAction | null
  /** What else can be done. */
  readonly actions?: readonly PageAction[]
  /** Something that is seldom done. */
  readonly more?: { readonly text: string; onAction(): void }
  /** A list of many columns: it takes the width that the screen has. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

export function Page({ title, subtitle, status, back, primary, actions = [], more, isWide = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Backline`
  }, [title])
  const secondary = [...actions, ...(more ? [more] : [])]
  return (
    <PolarisPage
      title={title}
      fullWidth={isWide}
      {...(subtitle && { subtitle })}
      {...(status && { titleMetadata: status })}
      {...(primary && { primaryAction: button(primary) })}
      {...(secondary.length > 0 && { secondaryActions: secondary.map(button) })}
      {...(back && { backAction: { content: back.text, url: back.url } })}
    >
      <BlockStack gap="400">{children}</BlockStack>
    </PolarisPage>
  )
}

function button(action: PageAction) {
  const { text, isBusy = false, isCritical = false, refusal = null } = action
  return {
    content: text,
    loading: isBusy,
    disabled: refusal !== null,
    ...(refusal !== null && { helpText: refusal }),
    ...(isCritical && { destructive: true }),
    ...('url' in action ? { url: action.url } : { onAction: action.onAction }),
  }
}
