import type { ReactNode } from 'react'
import styles from './toolbar.module.css'

/** What stands above a list: the tabs, then the search and the sign beside it. */
export function Toolbar({ tabs, search, sign }: { tabs: ReactNode; search: ReactNode; sign: ReactNode }) {
  return (
    <div className={styles['toolbar']}>
      <div className={styles['tabs']}>{tabs}</div>
      <div className={styles['tools']}>
        <div className={styles['search']}>{search}</div>
        <div className={styles['sign']}>{sign}</div>
      </div>
    </div>
  )
}
