import type { SupplierOrderRow } from '../../../../contract/supplier-orders.ts'
import { useSupplierOrders } from '../../api/supplier-order-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { type PlainColumn, PlainTable } from '../../ui/plain-table.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import { counted } from '../../words/counted.ts'
import { receiveWords } from '../../words/receive-words.ts'
import { supplierOrderNumber } from '../../words/supplier-order-number.ts'
import { nextDueWords } from '../../words/supplier-order-words.ts'

const { chooseColumns: titles } = receiveWords

/** Supplier orders that goods can come of. */
export function ChooseOrder() {
  const found = useSupplierOrders({ state: 'open', supplierId: null, query: '', cursor: null })
  const url = useUrl()
  if (found.data === undefined) return found.isError ? null : <TableSkeleton label={receiveWords.loading} rows={4} />
  const rows = found.data.rows.filter(({ state }) => state !== 'draft')
  const columns: PlainColumn<SupplierOrderRow>[] = [
    {
      key: 'order',
      title: titles.order,
      width: 18,
      cell: (row) => (
        <TextLink text={supplierOrderNumber(row.number)} url={url('/receive', { order: row.supplierOrderId })} />
      ),
    },
    { key: 'supplier', title: titles.supplier, width: 38, cell: (row) => row.supplier.name },
    {
      key: 'outstanding',
      title: titles.outstanding,
      width: 22,
      isHalf: true,
      cell: (row) => counted(row.outstanding, 'unit'),
    },
    { key: 'due', title: titles.due, width: 22, isHalf: true, cell: nextDueWords },
  ]
  return (
    <Card title={receiveWords.chooseTitle} {...(rows.length > 0 && { hint: receiveWords.chooseHint })}>
      {rows.length === 0 ? (
        <LineText tone="subdued">
          {receiveWords.noneToCome} <TextLink text={receiveWords.toOrders} url={url('/supplier-orders')} />
        </LineText>
      ) : (
        <PlainTable
          label={receiveWords.chooseTable}
          columns={columns}
          rows={rows}
          keyOf={(row) => row.supplierOrderId}
        />
      )}
    </Card>
  )
}
