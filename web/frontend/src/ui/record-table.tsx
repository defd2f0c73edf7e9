import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import styles from './record-table.module.css'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  /** Of the table's width, in percent. */
  readonly width: number
  cell(row: Row): ReactNode
}

type Props<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Which page of which list the rows are: another one is drawn anew, and none of its rows moves. */
  readonly scope: string
  readonly isBusy?: boolean
  /** Keys of rows that just came or changed. */
  readonly fresh?: ReadonlySet<string>
  keyOf(row: Row): string
  urlOf(row: Row): string
}

/**
 * A table whose rows are links, the first column being the link. On a phone each row is a card of its cells. Roles are
 * spelled out, as a table that is not laid out as one is no table to a screen reader.
 */
export function RecordTable<Row>({ label, columns, rows, scope, isBusy = false, fresh, keyOf, urlOf }: Props<Row>) {
  // Where the way back leads.
  const from = useLocation().search
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table className={styles['table']} role="table" aria-label={label} aria-busy={isBusy}>
      <colgroup>
        {columns.map(({ key, width }) => (
          <col key={key} style={{ inlineSize: `${width}%` }} />
        ))}
      </colgroup>
      <TableHead columns={columns} />
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody key={scope} role="rowgroup">
        {rows.map((row) => (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <tr key={keyOf(row)} role="row" className={styles['row']} data-fresh={fresh?.has(keyOf(row)) ?? false}>
            {columns.map(({ key, title, cell }, index) => (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <td key={key} role="cell" className={styles['cell']} data-column={key}>
                <span className={styles['name']} aria-hidden="true">
                  {title}
                </span>
                {index === 0 ? (
                  <Link to={urlOf(row)} state={{ from }} className={styles['link']}>
                    {cell(row)}
                  </Link>
                ) : (
                  cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function TableHead({ columns }: { columns: readonly { key: string; title: string }[] }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
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
  )
}
