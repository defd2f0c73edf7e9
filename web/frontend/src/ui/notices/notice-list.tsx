import { Link, Card as PolarisCard } from '@shopify/polaris'
import { Fragment } from 'react'
import styles from './notice-list.module.css'

export type NoticeLine = {
  readonly key: string
  /** `attention`: something is to be done. */
  readonly tone: 'calm' | 'attention'
  readonly text: string
  /** Why what was pressed did not work. */
  readonly trouble?: string | null
  readonly action: { readonly text: string } & (
    | { readonly url: string }
    | { readonly isBusy: boolean; onAction(): void }
  )
}

/** What a page tells before its list, one sentence and one way on for each; nothing where there is nothing to tell. */
export function NoticeList({ label, lines }: { label: string; lines: readonly NoticeLine[] }) {
  if (lines.length === 0) return null
  return (
    <section aria-label={label}>
      <PolarisCard padding="0">
        <ul className={styles['lines']}>
          {lines.map(({ key, tone, text, trouble = null, action }) => (
            <li key={key} className={styles['line']} data-tone={tone}>
              <span className={styles['sign']} aria-hidden="true" />
              <span className={styles['text']}>
                {text}
                <span role="alert">{trouble !== null && <Fragment> {trouble}</Fragment>}</span>
              </span>
              {'url' in action ? (
                <Link url={action.url}>{action.text}</Link>
              ) : (
                <Link onClick={() => action.isBusy || action.onAction()}>{action.text}</Link>
              )}
            </li>
          ))}
        </ul>
      </PolarisCard>
    </section>
  )
}
