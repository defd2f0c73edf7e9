import { Link } from 'react-router'
import styles from './filter-tabs.module.css'

/** `count`: null while it is not known; absent where nothing is counted. */
type Filter = { readonly key: string; readonly text: string; readonly count?: string | null; readonly url: string }
type Props = { readonly label: string; readonly filters: readonly Filter[]; readonly current: string }

/** Filters that are addresses. They scroll inside their own strip where they do not fit. */
export function FilterTabs({ label, filters, current }: Props) {
  return (
    <nav aria-label={label} className={styles['strip']}>
      <ul className={styles['tabs']}>
        {filters.map(({ key, text, count, url }) => (
          <li key={key}>
            <Link to={url} className={styles['tab']} aria-current={key === current ? 'page' : undefined}>
              {text} {count !== undefined && <span className={styles['count']}>{count ?? '\u00a0'}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The room of tabs whose numbers are still being loaded. */
export function FilterTabsSkeleton({ tabs }: { tabs: number }) {
  return (
    <div className={styles['tabs']} aria-hidden="true">
      {Array.from({ length: tabs }, (_, tab) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pills are all alike
        <span key={tab} className={styles['pill']} />
      ))}
    </div>
  )
}
