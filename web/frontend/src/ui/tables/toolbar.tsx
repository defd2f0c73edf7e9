import type { ReactNode } from 'react'
import styles from './toolbar.module.css'

type Props = {
  readonly tabs: ReactNode
  readonly search: ReactNode
  /** A further way to narrow the list down. */
  readonly filter?: ReactNode
  readonly sign: ReactNode
}

/** What stands above a list: the tabs, then the search and the sign beside it. Null: there is none, and no room is kept. */
export function Toolbar({ tabs, search, filter, sign }: Props) {
  return (
    <div className={styles['toolbar']}>
      {tabs !== null && <div className={styles['tabs']}>{tabs}</div>}
      <div className={styles['tools']}>
        <div className={styles['search']}>{search}</div>
        {filter && <div className={styles['filter']}>{filter}</div>}
        {sign !== null && <div className={styles['sign']}>{sign}</div>}
      </div>
    </div>
  )
}
