import { spellingsOf } from '../../rules/code-key.ts'
import type { CodedItem, ItemCode } from '../../store/csv-lookups.ts'
import { idInCell, textOf } from '../cells/cell-values.ts'
import { isNotation, type Meaning, notation } from '../cells/written-number.ts'
import { type CodedItems, codedItems, likenessOf, unlike } from './coded-items.ts'
import type { Lookups } from './lookups.ts'
import type { RowReader } from './row-reader.ts'

type Code = { readonly field: ItemCode; readonly meaning: (cell: string) => Meaning<string>; readonly unknown: string }

const codes: readonly Code[] = [
  { field: 'itemId', meaning: idInCell, unknown: 'is not the id of an item of the shop' },
  { field: 'variantId', meaning: idInCell, unknown: 'is not the id of a variant of the shop' },
  { field: 'sku', meaning: textOf(255), unknown: 'is not the SKU of an item of the shop' },
  { field: 'barcode', meaning: textOf(255), unknown: 'is not the barcode of an item of the shop' },
]

/** What one code of a row names; `wrong`: why it names none, where it does not. */
type Named = { readonly field: ItemCode; readonly items: readonly string[]; readonly wrong: string }
type Coded = { readonly row: RowReader; readonly written: string; readonly isRounded: boolean }

/**
 * For every row its item: the one that all its codes name which name any. A code that cannot be read, or that nothing in
 * the shop has, is passed over where another finds one item; codes of different items are a problem.
 */
export function itemFinder(lookups: Lookups) {
  const oddCodes = new Map<ItemCode, Promise<CodedItems>>()

  function oddItems(by: 'sku' | 'barcode'): Promise<CodedItems> {
    const found = oddCodes.get(by) ?? lookups.oddCodes(by).then(codedItems)
    oddCodes.set(by, found)
    return found
  }

  /** What one code of the rows names, where they have such a code. */
  async function itemsBy(code: Code, rows: readonly RowReader[]): Promise<Map<RowReader, Named>> {
    const { field, unknown } = code
    const { coded, named } = readCodes(code, rows)
    const here = codedItems(
      await lookups.items(
        field,
        coded.flatMap((one) => spellings(field, one)),
      ),
    )
    for (const { row, written, isRounded } of coded) {
      let best = alikest(written, isRounded, here.like(written, isRounded))
      if (!isId(field) && !best.isAsWritten) {
        const others = (await oddItems(field)).like(written, isRounded)
        best = alikest(written, isRounded, [...here.like(written, isRounded), ...others])
      }
      named.set(row, { field, items: best.items, wrong: isNotation(written) ? notation : unknown })
    }
    return named
  }

  return async (rows: readonly RowReader[]): Promise<ReadonlyMap<RowReader, string>> => {
    const named = new Map(rows.map((row): [RowReader, Named[]] => [row, []]))
    for (const code of codes) {
      for (const [row, one] of await itemsBy(code, rows)) named.get(row)?.push(one)
    }
    const found = new Map<RowReader, string>()
    for (const [row, all] of named) {
      const item = itemOf(row, all)
      if (item !== null) found.set(row, item)
    }
    return found
  }
}

function isId(field: ItemCode): field is 'itemId' | 'variantId' {
  return field === 'itemId' || field === 'variantId'
}

/** A spreadsheet has rounded a code of this row: it has taken the leading zeros of others then. */
function isRounded(row: RowReader): boolean {
  return codes.some(({ field }) => isNotation(row.cell(field) ?? ''))
}

/** The codes that can be read; of the others what is wrong with them. */
function readCodes({ field, meaning }: Code, rows: readonly RowReader[]) {
  const named = new Map<RowReader, Named>()
  const coded: Coded[] = []
  for (const row of rows) {
    const cell = row.cell(field)
    if (cell === null) continue
    const found = meaning(cell)
    if ('value' in found) coded.push({ row, written: found.value, isRounded: isRounded(row) })
    else named.set(row, { field, items: [], wrong: isNotation(cell) ? notation : found.wrong })
  }
  return { coded, named }
}

function spellings(field: ItemCode, { written, isRounded }: Coded): string[] {
  return isId(field) ? [written] : spellingsOf(written, isRounded)
}

/** The items whose codes are the most alike; `isAsWritten`: no other could be more so. */
function alikest(code: string, isRounded: boolean, candidates: readonly CodedItem[]) {
  const likenesses = candidates.map(({ written }) => likenessOf(code, written, isRounded) ?? unlike)
  const best = Math.min(unlike, ...likenesses)
  const items = candidates.filter((_, at) => best < unlike && likenesses[at] === best).map(({ itemId }) => itemId)
  return { items: [...new Set(items)], isAsWritten: best <= 1 }
}

/** What is wrong is noted with the first code that the row has. */
function itemOf(row: RowReader, all: readonly Named[]): string | null {
  const [first] = all
  if (first === undefined) {
    if (row.isWhole()) row.blame(null, 'does not say which item it is about')
    return null
  }
  const naming = all.filter(({ items }) => items.length > 0)
  const [surest, ...others] = naming
  if (surest === undefined) {
    row.blame(first.field, first.wrong)
    return null
  }
  const common = surest.items.filter((item) => others.every(({ items }) => items.includes(item)))
  const [item] = common
  if (item !== undefined && common.length === 1) return item
  if (item !== undefined) row.blame(surest.field, `is of ${common.length} items`)
  else
    row.blame(
      surest.field,
      `is of another item than ${others.map(({ field }) => row.column(field)?.header).join(', ')}`,
    )
  return null
}
