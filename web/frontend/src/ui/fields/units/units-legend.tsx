import { UnitsBar } from './units-bar.tsx'
import styles from './units-legend.module.css'

type Part = {
  readonly part: 'shipped' | 'covered' | 'pegged' | 'uncovered'
  readonly units: number
  readonly text: string
}

/** A line's units as a bar, and what each part of it is. */
export function UnitsLegend({ parts }: { parts: readonly Part[] }) {
  return (
    <div className={styles['legend']}>
      <UnitsBar parts={parts} size="large" />
      <ul className={styles['parts']}>
        {parts.map(({ part, units, text }) => (
          <li key={part} className={styles['part']} data-part={part}>
            <strong className={styles['units']}>{units}</strong> {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
