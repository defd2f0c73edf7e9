import styles from './table-skeleton.module.css'

type Props = { readonly label: string; readonly rows: number }

/** The room of a table that is still being loaded. */
export function TableSkeleton({ label, rows }: Props) {
  return (
    <div role="status" aria-label={label} className={styles['skeleton']}>
      <div className={styles['head']} />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className={styles['row']}>
          <span className={styles['short']} />
          <span className={styles['square']} />
          <span className={styles['lines']} />
          <span className={styles['short']} />
          <span className={styles['lines']} />
          <span className={styles['short']} />
        </div>
      ))}
    </div>
  )
}
