import { Checkbox } from '@shopify/polaris'
import styles from './row-choice.module.css'

/** Rows of a table that are chosen for something. They stay chosen while other pages are looked at. */
export type RowSelection<Row> = {
  readonly chosen: ReadonlySet<string>
  /** For the box above the others. */
  readonly allLabel: string
  /** What choosing it would be called; null where the row cannot be chosen. */
  labelOf(row: Row): string | null
  onChoose(rows: readonly Row[], isChosen: boolean): void
}

type RowProps<Row> = { readonly selection: RowSelection<Row>; readonly row: Row; readonly rowKey: string }

export function RowChoice<Row>({ selection, row, rowKey }: RowProps<Row>) {
  const label = selection.labelOf(row)
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the table is not laid out as one on a phone
    <td role="cell" className={styles['choice']}>
      {label !== null && (
        <Checkbox
          label={label}
          labelHidden
          checked={selection.chosen.has(rowKey)}
          onChange={(isChosen) => selection.onChoose([row], isChosen)}
        />
      )}
    </td>
  )
}

type AllProps<Row> = {
  readonly selection: RowSelection<Row>
  readonly rows: readonly Row[]
  keyOf(row: Row): string
}

/** Every row of the page at once. */
export function AllRowsChoice<Row>({ selection, rows, keyOf }: AllProps<Row>) {
  const choosable = rows.filter((row) => selection.labelOf(row) !== null)
  const chosen = choosable.filter((row) => selection.chosen.has(keyOf(row))).length
  const some = chosen === choosable.length ? true : 'indeterminate'
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the table is not laid out as one on a phone
    <th role="columnheader" scope="col" className={styles['all']}>
      <Checkbox
        label={selection.allLabel}
        labelHidden
        disabled={choosable.length === 0}
        checked={chosen > 0 && some}
        onChange={() => selection.onChoose(choosable, chosen < choosable.length)}
      />
    </th>
  )
}
