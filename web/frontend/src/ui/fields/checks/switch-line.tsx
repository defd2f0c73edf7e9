import { Button } from '@shopify/polaris'
import { type Status, StatusBadges } from '../../notices/status-badges.tsx'
import styles from './switch-line.module.css'

type Props = {
  readonly status: Status
  readonly text: string
  readonly button: {
    readonly text: string
    readonly label: string
    readonly isBusy: boolean
    onTurn(): void
  }
}

/** Whether something is on, and the button that turns it. The button stays the same, so that it keeps the focus. */
export function SwitchLine({ status, text, button }: Props) {
  return (
    <div className={styles['line']}>
      <p className={styles['sentence']} role="status">
        <StatusBadges statuses={[status]} />
        <span>{text}</span>
      </p>
      <div>
        <Button accessibilityLabel={button.label} loading={button.isBusy} onClick={button.onTurn}>
          {button.text}
        </Button>
      </div>
    </div>
  )
}
