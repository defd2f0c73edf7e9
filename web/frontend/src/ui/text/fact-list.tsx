import type { ReactNode } from 'react'
import styles from './fact-list.module.css'

type Props = { readonly facts: readonly { readonly name: string; readonly value: ReactNode }[] }

export function FactList({ facts }: Props) {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt className={styles['name']}>{name}</dt>
          <dd className={styles['value']}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
