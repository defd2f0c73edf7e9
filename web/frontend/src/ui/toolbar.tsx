import type { ReactNode } from 'react'
import styles from './toolbar.module.css'

type Props = {
  readonly tabs: ReactNode
  readonly search: ReactNode
  /** A further way to narrow the list down. */
  readonly filter?: ReactNode
  readonly sign: ReactNode
}

/** What stands above a list: the tabs, then the search and the sign beside it. */
export function Toolbar({ tabs, search, filter, sign }: Props) {
  return (
    <div className={styles['toolbar']}>
      <div className={styles['tabs']}>{tabs}</div>
      <div className={styles['tools']}>
        <div className={styles['search']}>{search}</div>
        {filter && <div className={styles['filter']}>{filter}</div>}
        <div className={styles['sign']}>{sign}</div>
      </div>
    </div>
  )
}
