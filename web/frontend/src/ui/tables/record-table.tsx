import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { RowCheck } from '../fields/checks/row-check.tsx'
import type { RowChoice } from '../fields/checks/use-selection.ts'
import styles from './record-table.module.css'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  /** Of the table's width, in percent. */
  readonly width: number
  /** Numbers stand at the end. */
  readonly isNumber?: boolean
  /** Where it is on a phone: beside the first one, on a line of its own with its title before it or without, or half of a line. */
  readonly onPhone?: 'corner' | 'line' | 'whole' | 'half'
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
  /** Where rows can be chosen. */
  readonly choice?: RowChoice<Row>
  keyOf(row: Row): string
  urlOf(row: Row): string
}

/**
 * A table whose rows are links, the first column being the link. On a phone each row is a card of its cells. Roles are
 * spelled out, as a table that is not laid out as one is no table to a screen reader.
 */
export function RecordTable<Row>({ isBusy = false, ...props }: Props<Row>) {
  const { label, columns, rows, scope, fresh, choice, keyOf, urlOf } = props
  // Where the way back leads.
  const from = useLocation().search
  const choosable = rows.filter((row) => choice?.canChoose?.(row) !== false).map(keyOf)
  // Rows that still stand in for those of another page are not the ones that are meant.
  const held = isBusy ? { onChange: () => undefined } : {}
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table className={styles['table']} role="table" aria-label={label} aria-busy={isBusy}>
      <colgroup>
        {choice && <col className={styles['checkColumn']} />}
        {columns.map(({ key, width }) => (
          <col key={key} style={{ inlineSize: `${width}%` }} />
        ))}
      </colgroup>
      <TableHead
        columns={columns}
        {...(choice && {
          check: (
            <>
              <RowCheck label={choice.allLabel} {...choice.selection.ofAll(choosable)} {...held} />
              <span className={styles['all']} aria-hidden="true">
                {choice.allLabel}
              </span>
            </>
          ),
        })}
      />
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody key={scope} role="rowgroup">
        {rows.map((row) => (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <tr key={keyOf(row)} role="row" className={styles['row']} data-fresh={fresh?.has(keyOf(row)) ?? false}>
            {choice && (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <td role="cell" className={styles['check']}>
                {choice.canChoose?.(row) !== false && (
                  <RowCheck label={choice.rowLabel(row)} {...choice.selection.of(keyOf(row))} {...held} />
                )}
              </td>
            )}
            {columns.map(({ key, title, cell, isNumber = false, onPhone = 'half' }, index) => (
              <td
                key={key}
                // biome-ignore lint/a11y/noRedundantRoles: see above
                role="cell"
                className={styles['cell']}
                data-column={key}
                data-phone={index === 0 ? 'first' : onPhone}
                data-number={isNumber}
              >
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

type HeadProps = {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly isNumber?: boolean }[]
  readonly check?: ReactNode
}

function TableHead({ columns, check }: HeadProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <thead role="rowgroup" className={styles['head']}>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tr role="row">
        {check && (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <th role="columnheader" scope="col" className={styles['heading']} data-all="true">
            {check}
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
  )
}
