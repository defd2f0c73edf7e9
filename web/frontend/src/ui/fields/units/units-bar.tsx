import styles from './units-bar.module.css'

type Part = { readonly part: 'shipped' | 'covered' | 'pegged' | 'uncovered'; readonly units: number }
type Props = { readonly parts: readonly Part[]; readonly size?: 'small' | 'large' }

/** How a line's units are spread. For the eye only: the numbers stand beside it. */
export function UnitsBar({ parts, size = 'small' }: Props) {
  return (
    <span className={styles['bar']} data-size={size} aria-hidden="true">
      {parts.map(({ part, units }) => (
        <span key={part} className={styles['part']} data-part={part} style={{ flexGrow: units }} />
      ))}
    </span>
  )
}
