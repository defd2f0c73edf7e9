import styles from './explained.module.css'

/** A sentence, and beneath it what an expert would want to read. */
export function Explained({ sentence, exactly }: { sentence: string; exactly: string }) {
  return (
    <span className={styles['both']}>
      <span>{sentence}</span>
      <span className={styles['exactly']} title={exactly}>
        {exactly}
      </span>
    </span>
  )
}
