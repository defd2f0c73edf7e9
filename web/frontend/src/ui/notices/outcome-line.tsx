import { Text } from '@shopify/polaris'
import { useEffect, useRef } from 'react'
import styles from './outcome-line.module.css'

/** Says what was just done, in a place that is always there, and takes the focus of what is gone by then. */
export function OutcomeLine({ text, hint }: { text: string | null; hint: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text !== null) place.current?.focus()
  }, [text])
  return (
    <div ref={place} role="status" tabIndex={-1} className={styles['outcome']}>
      <Text as="p" tone="subdued">
        {text ?? hint}
      </Text>
    </div>
  )
}
