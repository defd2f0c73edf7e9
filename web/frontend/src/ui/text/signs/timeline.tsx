import type { ReactNode } from 'react'
import styles from './timeline.module.css'

type Entry = { readonly key: string; readonly text: string; readonly detail: string; readonly time: ReactNode }

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  return (
    <ol className={styles['timeline']}>
      {entries.map(({ key, text, detail, time }) => (
        <li key={key} className={styles['entry']}>
          <p className={styles['text']}>{text}</p>
          <p className={styles['detail']}>
            {time} · {detail}
          </p>
        </li>
      ))}
    </ol>
  )
}
