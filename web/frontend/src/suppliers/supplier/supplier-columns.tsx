import type { SupplierRow } from '../../../../suppliers/contract/suppliers.ts'
import { number } from '../../format/counted.ts'
import { weekdaysWords } from '../../format/weekdays.ts'
import type { Column } from '../../ui/tables/record-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { leadTimeWords, minimumOrderWords, supplierWords } from '../supplier-words.ts'

const { columns: titles } = supplierWords

export const supplierColumns: readonly Column<SupplierRow>[] = [
  {
    key: 'name',
    title: titles.name,
    width: 34,
    cell: ({ name, contact, email, alsoTo }) => (
      <TwoLines
        first={name}
        hint={name}
        second={[contact, email, ...alsoTo].filter((part) => part).join(' · ') || '\u00a0'}
      />
    ),
  },
  { key: 'items', title: titles.items, width: 10, isNumber: true, cell: ({ entries }) => number(entries) },
  { key: 'open', title: titles.open, width: 12, isNumber: true, cell: ({ openOrders }) => number(openOrders) },
  { key: 'lead', title: titles.lead, width: 13, cell: ({ leadTimeDays }) => leadTimeWords(leadTimeDays) },
  { key: 'minimum', title: titles.minimum, width: 15, cell: minimumOrderWords },
  { key: 'days', title: titles.days, width: 16, onPhone: 'line', cell: ({ orderDays }) => weekdaysWords(orderDays) },
]
