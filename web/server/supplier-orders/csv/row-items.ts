import { comparable, type ItemCode } from '../../db/suppliers/csv-lookups.ts'
import { idOf, textOf } from './cell-values.ts'
import type { Lookups } from './lookups.ts'
import type { RowReader } from './row-reader.ts'
import type { Meaning } from './written-number.ts'

type Code = { readonly field: ItemCode; readonly meaning: (cell: string) => Meaning<string>; readonly unknown: string }

/** The surest first: where a row has several, the next is asked only where one finds nothing. */
const codes: readonly Code[] = [
  { field: 'itemId', meaning: idOf, unknown: 'is not the id of an item of the shop' },
  { field: 'variantId', meaning: idOf, unknown: 'is not the id of a variant of the shop' },
  { field: 'sku', meaning: textOf(255), unknown: 'is not the SKU of an item of the shop' },
  { field: 'barcode', meaning: textOf(255), unknown: 'is not the barcode of an item of the shop' },
]

/** What one code of a row found. */
type Try = { readonly code: Code; readonly items: readonly string[] }

/** For every row its item, where its codes name exactly one; what is wrong is noted with the first code it has. */
export async function itemsOfRows(
  lookups: Lookups,
  rows: readonly RowReader[],
): Promise<ReadonlyMap<RowReader, string>> {
  const tries = new Map(rows.map((row): [RowReader, Try[]] => [row, []]))
  for (const code of codes) {
    const open = rows.filter((row) => itemOf(tries.get(row)) === undefined)
    for (const [row, items] of await itemsByCode(lookups, open, code)) tries.get(row)?.push({ code, items })
  }
  const found = new Map<RowReader, string>()
  for (const [row, made] of tries) {
    const item = itemOf(made)
    if (item === undefined) blame(row, made[0])
    else found.set(row, item)
  }
  return found
}

function itemOf(tries: readonly Try[] = []): string | undefined {
  return tries.find(({ items }) => items.length === 1)?.items[0]
}

/** Of the rows that have such a code: the items it names. */
async function itemsByCode(lookups: Lookups, rows: readonly RowReader[], { field, meaning }: Code) {
  const coded = rows.flatMap((row) => {
    const cell = row.read(field, meaning, 'row')
    return cell === null ? [] : [{ row, code: comparable(cell) }]
  })
  const asked = coded.map(({ code }) => code)
  const items = await lookups.items(field, asked)
  return coded.map(({ row, code }) => [row, items.get(code) ?? []] as const)
}

function blame(row: RowReader, first: Try | undefined): void {
  if (first)
    row.blame(first.code.field, first.items.length > 1 ? `is of ${first.items.length} items` : first.code.unknown)
  else if (row.isWhole()) row.blame(null, 'does not say which item it is about')
}
