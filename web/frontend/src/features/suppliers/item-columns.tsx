import type { ItemRow } from '../../../../contract/catalogue.ts'
import { PlainLink } from '../../ui/plain-link.tsx'
import type { PlainColumn } from '../../ui/plain-table.tsx'
import { itemWords, suppliersWords } from '../../words/catalogue-words.ts'
import { number } from '../../words/counted.ts'
import { ItemCell } from './item-cell.tsx'

const { columns: titles } = itemWords

export function itemColumns(itemUrl: (row: ItemRow) => string): readonly PlainColumn<ItemRow>[] {
  return [
    {
      key: 'item',
      title: titles.item,
      width: 42,
      cell: (row) => <ItemCell item={row} link={(text) => <PlainLink text={text} url={itemUrl(row)} />} />,
    },
    {
      key: 'vendor',
      title: titles.vendor,
      width: 20,
      isHalf: true,
      cell: ({ vendor }) => vendor || itemWords.noVendor,
    },
    {
      key: 'needed',
      title: titles.needed,
      width: 12,
      isNumber: true,
      isHalf: true,
      cell: ({ uncovered }) => number(uncovered),
    },
    { key: 'supplier', title: titles.supplier, width: 26, cell: suppliersWords },
  ]
}
