import { Text } from '@shopify/polaris'
import styles from './outcome.module.css'

/** Says what was just done, in a place that is always there: nothing moves. */
export function Outcome({ text }: { text: string }) {
  return (
    <div role="status" className={styles['outcome']}>
      <Text as="p" tone="subdued">
        {text}
      </Text>
    </div>
  )
}
