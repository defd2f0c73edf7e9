import type { SupplierOrderRow } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { counted } from '../../format/counted.ts'
import { worthWords } from '../../format/money.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import type { Column } from '../../ui/tables/record-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { supplierOrderNumber } from '../words/supplier-order-number.ts'
import { nextDueWords, receivedWords, supplierOrderStatus, supplierOrderWords } from '../words/supplier-order-words.ts'

const { columns: titles } = supplierOrderWords

export const orderColumns: readonly Column<SupplierOrderRow>[] = [
  { key: 'number', title: titles.number, width: 11, cell: (row) => supplierOrderNumber(row.number) },
  {
    key: 'supplier',
    title: titles.supplier,
    width: 29,
    onPhone: 'whole',
    cell: (row) => (
      <TwoLines
        first={row.supplier.name}
        hint={row.supplier.name}
        second={[counted(row.lines, 'item'), row.locationName, row.reference].filter((part) => part).join(' · ')}
      />
    ),
  },
  {
    key: 'state',
    title: titles.state,
    width: 20,
    onPhone: 'corner',
    cell: (row) => <StatusBadges statuses={supplierOrderStatus(row)} />,
  },
  { key: 'units', title: titles.units, width: 13, cell: receivedWords },
  { key: 'due', title: titles.due, width: 13, cell: nextDueWords },
  {
    key: 'total',
    title: titles.total,
    width: 14,
    isNumber: true,
    onPhone: 'line',
    cell: (row) => worthWords(row.total, row.currency),
  },
]
