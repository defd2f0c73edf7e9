import type { SupplierOrderRow } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { counted } from '../../format/counted.ts'
import { useSupplierOrders } from '../../supplier-orders/supplier-order-queries.ts'
import { supplierOrderNumber } from '../../supplier-orders/words/supplier-order-number.ts'
import { nextDueWords } from '../../supplier-orders/words/supplier-order-words.ts'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { receiveWords } from '../receive-words.ts'

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
