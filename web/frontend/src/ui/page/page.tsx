import { BlockStack, Page as PolarisPage } from '@shopify/polaris'
import { type ReactNode, useEffect } from 'react'
import { useIsSettled } from './first-loads.ts'
import styles from './page.module.css'

export type PageAction = {
  readonly text: string
  readonly isBusy?: boolean
  readonly isCritical?: boolean
  /** Why it cannot be done now, as a hint. */
  readonly refusal?: string | null
} & ({ onAction(): void } | { readonly url: string })

type Neighbours = {
  readonly previousText: string
  readonly nextText: string
  /** Null where there is none. */
  readonly onPrevious: (() => void) | null
  readonly onNext: (() => void) | null
}

type Props = {
  readonly title: string
  readonly subtitle?: string
  /** Beside the title. */
  readonly status?: ReactNode
  readonly back?: { readonly text: string; readonly url: string }
  /** The rows before and after this one in the list that it was opened from; null, or absent, where there is no such list. */
  readonly neighbours?: Neighbours | null
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

export function Page(props: Props) {
  const {
    title,
    subtitle,
    status,
    back,
    neighbours = null,
    primary,
    actions = [],
    more,
    isWide = false,
    children,
  } = props
  useEffect(() => {
    document.title = `${title} · Backline`
  }, [title])
  const isSettled = useIsSettled()
  const secondary = [...actions, ...(more ? [more] : [])]
  return (
    <div className={isSettled ? undefined : styles['settling']}>
      <PolarisPage
        title={title}
        fullWidth={isWide}
        {...(subtitle && { subtitle })}
        {...(status && { titleMetadata: status })}
        {...(primary && { primaryAction: button(primary) })}
        {...(secondary.length > 0 && { secondaryActions: secondary.map(button) })}
        {...(neighbours && { pagination: pagination(neighbours) })}
        {...(back && { backAction: { content: back.text, url: back.url } })}
      >
        <BlockStack gap="400">{children}</BlockStack>
      </PolarisPage>
    </div>
  )
}

function pagination({ previousText, nextText, onPrevious, onNext }: Neighbours) {
  return {
    accessibilityLabels: { previous: previousText, next: nextText },
    hasPrevious: onPrevious !== null,
    hasNext: onNext !== null,
    ...(onPrevious && { onPrevious }),
    ...(onNext && { onNext }),
  }
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
