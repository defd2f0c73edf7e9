import type { ReactNode } from 'react'
import styles from './fields.module.css'

/** Fields beside each other, as many as there is room for; beneath each other on a phone. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={styles['fields']}>{children}</div>
}
