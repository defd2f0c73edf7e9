import styles from './stale-bar.module.css'

/** Says, above everything and moving nothing, that what is shown is no longer of now. */
export function StaleBar({ text }: { text: string | null }) {
  return (
    <div role="status" className={styles['bar']}>
      {text !== null && <p className={styles['text']}>{text}</p>}
    </div>
  )
}
