import type { ReactNode } from 'react'
import styles from './framed.module.css'

type Props = { readonly name: string; readonly remark?: string | null; readonly children: ReactNode }

/** Something that others will see, set apart from what is around it. It is told anew when it changes. */
export function Framed({ name, remark = null, children }: Props) {
  return (
    <div className={styles['frame']} role="status">
      <p className={styles['name']}>{name}</p>
      {children}
      {remark !== null && <p className={styles['remark']}>{remark}</p>}
    </div>
  )
}
