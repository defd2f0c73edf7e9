import type { ReactNode } from 'react'
import styles from './sheet-table.module.css'

type Column = { readonly header: string; readonly hint: string; readonly isOff: boolean }
type Row = {
  readonly key: string
  /** What stands before its cells, in the order of `lead`. */
  readonly lead: readonly ReactNode[]
  readonly cells: readonly string[]
  /** Columns whose cells are marked. */
  readonly marked: ReadonlySet<number>
}

type Props = {
  readonly label: string
  readonly lead: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly isBusy: boolean
}

/** A file as it is, with as many columns as it has: it scrolls in its own strip, and its first column stays. */
export function SheetTable({ label, lead, columns, rows, isBusy }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles['strip']} tabIndex={0} aria-label={label}>
      <table className={styles['table']} aria-label={label} aria-busy={isBusy}>
        <thead>
          <tr>
            {lead.map((title) => (
              <th key={title} scope="col" className={styles['heading']}>
                {title}
              </th>
            ))}
            {columns.map(({ header, hint, isOff }, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike
              <th key={column} scope="col" className={styles['heading']} data-off={isOff}>
                {header || '\u00a0'}
                <span className={styles['hint']}>{hint}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, lead: before, cells, marked }) => (
            <tr key={key}>
              {before.map((cell, index) => (
                <td key={lead[index]} className={styles['cell']} data-lead="">
                  {cell}
                </td>
              ))}
              {columns.map(({ isOff }, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  key={column}
                  className={styles['cell']}
                  data-off={isOff}
                  data-marked={marked.has(column)}
                  title={cells[column]}
                >
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
