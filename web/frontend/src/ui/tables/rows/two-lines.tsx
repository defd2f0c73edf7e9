import type { ReactNode } from 'react'
import styles from './two-lines.module.css'

type Props = {
  readonly picture?: ReactNode
  readonly first: ReactNode
  readonly second: ReactNode
  /** The whole of a first line that is cut where it does not fit. */
  readonly hint?: string
  /** A second line that is a sentence takes as many lines as it needs. */
  readonly isWrapped?: boolean
}

export function TwoLines({ picture, first, second, hint, isWrapped = false }: Props) {
  return (
    <span className={styles['both']}>
      {picture}
      <span className={styles['lines']}>
        <span className={styles['first']} title={hint}>
          {first}
        </span>
        <span className={styles['second']} data-wrapped={isWrapped}>
          {second}
        </span>
      </span>
    </span>
  )
}
