import type { ReactNode } from 'react'
import { Framed } from './framed.tsx'
import styles from './text-and-view.module.css'

type Props = { readonly name: string; readonly view: ReactNode; readonly children: ReactNode }

/** A field, and beside it what becomes of what is written there. */
export function TextAndView({ name, view, children }: Props) {
  return (
    <div className={styles['both']}>
      <div>{children}</div>
      <div className={styles['view']}>
        <Framed name={name}>{view}</Framed>
      </div>
    </div>
  )
}
