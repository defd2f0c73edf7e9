import { Link, Card as PolarisCard } from '@shopify/polaris'
import styles from './status-line.module.css'

type Props = {
  readonly title: string
  readonly tone: 'calm' | 'attention'
  /** Undefined while it is not known. */
  readonly text: string | undefined
  /** Said to those who do not see that it is not known yet. */
  readonly waiting: string
  readonly links: readonly { readonly text: string; readonly label?: string; readonly url: string }[]
}

/** One sentence about how something is, what can be done about it, and where more of it stands. */
export function StatusLine({ title, tone, text, waiting, links }: Props) {
  return (
    <section aria-label={title}>
      <PolarisCard padding="300">
        <div className={styles['line']} data-tone={text === undefined ? 'waiting' : tone}>
          <span className={styles['sentence']} role="status" aria-label={text === undefined ? waiting : undefined}>
            <span className={styles['sign']} aria-hidden="true" />
            <span>{text}</span>
          </span>
          {text !== undefined && (
            <span className={styles['links']}>
              {links.map(({ text: name, label, url }) => (
                <Link key={name} url={url} {...(label && { accessibilityLabel: label })}>
                  {name}
                </Link>
              ))}
            </span>
          )}
        </div>
      </PolarisCard>
    </section>
  )
}
