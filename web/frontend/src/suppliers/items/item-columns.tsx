import type { ItemRow } from '../../../../suppliers/contract/catalogue.ts'
import { number } from '../../format/counted.ts'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { PlainLink } from '../../ui/text/plain-link.tsx'
import { itemWords, suppliersWords } from '../catalogue-words.ts'
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
