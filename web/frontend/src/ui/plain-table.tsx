import type { ReactNode } from 'react'
import styles from './plain-table.module.css'

export type PlainColumn<Row> = {
  readonly key: string
  readonly title: string
  /** Of the table's width, in percent. */
  readonly width: number
  cell(row: Row): ReactNode
}

type Props<Row> = {
  readonly label: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly isBusy?: boolean
  keyOf(row: Row): string
}

/** A table to read. On a phone each row is a list of its cells. Roles are spelled out for that reason. */
export function PlainTable<Row>({ label, columns, rows, isBusy = false, keyOf }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table className={styles['table']} role="table" aria-label={label} aria-busy={isBusy}>
      <colgroup>
        {columns.map(({ key, width }) => (
          <col key={key} style={{ inlineSize: `${width}%` }} />
        ))}
      </colgroup>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <thead role="rowgroup" className={styles['head']}>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tr role="row">
          {columns.map(({ key, title }) => (
            // biome-ignore lint/a11y/noRedundantRoles: see above
            <th key={key} role="columnheader" scope="col" className={styles['heading']}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody role="rowgroup">
        {rows.map((row) => (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <tr key={keyOf(row)} role="row" className={styles['row']}>
            {columns.map(({ key, title, cell }) => (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <td key={key} role="cell" className={styles['cell']}>
                <span className={styles['name']} aria-hidden="true">
                  {title}
                </span>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
