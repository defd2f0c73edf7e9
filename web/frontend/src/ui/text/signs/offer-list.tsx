import { Button } from '@shopify/polaris'
import { type Status, StatusBadges } from '../../notices/status-badges.tsx'
import styles from './offer-list.module.css'

export type ListedOffer = {
  readonly key: string
  readonly name: string
  readonly text: string
  /** Null while it is not known. */
  readonly status: Status | null
  readonly action: OfferAction | null
}

type Way = { readonly url: string } | { onAction(): void; readonly isBusy: boolean }
/** Something to do, or a page to go to. */
type OfferAction = Way & { readonly text: string; readonly label: string; readonly isMain: boolean }

/** Things that can be switched on, how each of them is, and where that is done. */
export function OfferList({ label, offers }: { label: string; offers: readonly ListedOffer[] }) {
  return (
    <ul className={styles['offers']} aria-label={label}>
      {offers.map(({ key, name, text, status, action }) => (
        <li key={key} className={styles['offer']}>
          <div className={styles['words']}>
            <span className={styles['head']}>
              {name}
              {status && <StatusBadges statuses={[status]} />}
            </span>
            <span className={styles['text']}>{text}</span>
          </div>
          {action && (
            <div>
              <Button
                accessibilityLabel={action.label}
                {...('url' in action ? { url: action.url } : { onClick: action.onAction, loading: action.isBusy })}
                {...(action.isMain && { variant: 'primary' })}
              >
                {action.text}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
