import type { ReactNode } from 'react'
import { RowCheck } from '../fields/checks/row-check.tsx'
import type { RowChoice } from '../fields/checks/use-selection.ts'
import styles from './plain-table.module.css'

export type PlainColumn<Row> = {
  readonly key: string
  readonly title: string
  /** Of the table's width, in percent. */
  readonly width: number
  /** Numbers stand at the end. */
  readonly isNumber?: boolean
  /** On a phone it shares its line with its neighbour. */
  readonly isHalf?: boolean
  cell(row: Row): ReactNode
}

type Props<Row> = {
  readonly label: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly isBusy?: boolean
  /** Rows whose cells are not much text. */
  readonly isCentred?: boolean
  /** Where rows can be chosen. */
  readonly choice?: RowChoice<Row>
  keyOf(row: Row): string
}

/** A table to read. On a phone each row is a list of its cells. Roles are spelled out for that reason. */
export function PlainTable<Row>({ isBusy = false, isCentred = false, ...props }: Props<Row>) {
  const { label, columns, rows, choice, keyOf } = props
  const choosable = rows.filter((row) => choice?.canChoose?.(row) !== false).map(keyOf)
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table className={styles['table']} role="table" aria-label={label} aria-busy={isBusy} data-centred={isCentred}>
      <colgroup>
        {choice && <col className={styles['checkColumn']} />}
        {columns.map(({ key, width }) => (
          <col key={key} style={{ inlineSize: `${width}%` }} />
        ))}
      </colgroup>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <thead role="rowgroup" className={styles['head']}>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tr role="row">
          {choice && (
            // biome-ignore lint/a11y/noRedundantRoles: see above
            <th role="columnheader" scope="col" className={styles['heading']} data-all="true">
              <RowCheck label={choice.allLabel} {...choice.selection.ofAll(choosable)} />
              <span className={styles['all']} aria-hidden="true">
                {choice.allLabel}
              </span>
            </th>
          )}
          {columns.map(({ key, title, isNumber = false }) => (
            <th
              key={key}
              // biome-ignore lint/a11y/noRedundantRoles: see above
              role="columnheader"
              scope="col"
              className={styles['heading']}
              data-number={isNumber}
            >
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
            {choice && (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <td role="cell" className={styles['check']}>
                {choice.canChoose?.(row) !== false && (
                  <RowCheck label={choice.rowLabel(row)} {...choice.selection.of(keyOf(row))} />
                )}
              </td>
            )}
            {columns.map(({ key, title, isNumber = false, isHalf = false, cell }) => (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <td key={key} role="cell" className={styles['cell']} data-number={isNumber} data-half={isHalf}>
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
