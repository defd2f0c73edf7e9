import type { ReceiptRow } from '../../../../receiving/contract/receipts.ts'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { exactTime } from '../../format/dates.ts'
import { useReceipts } from '../../receiving/receipt-queries.ts'
import { receiptStatus, receiptUnits } from '../../receiving/receipt-words.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'

const { receiptsColumns: titles } = orderDetailWords

/** What came of the order so far. */
export function ReceiptsCard({ order }: { order: SupplierOrderDetail }) {
  const found = useReceipts(order.supplierOrderId, null)
  const url = useUrl()
  if (found.data === undefined || found.data.rows.length === 0) return null
  const columns: PlainColumn<ReceiptRow>[] = [
    {
      key: 'when',
      title: titles.when,
      width: 40,
      cell: (receipt) => (
        <TextLink text={exactTime(receipt.confirmedAt)} url={url(`/receive/receipts/${receipt.receiptId}`)} />
      ),
    },
    { key: 'units', title: titles.units, width: 35, cell: receiptUnits },
    {
      key: 'state',
      title: titles.state,
      width: 25,
      cell: (receipt) => <StatusBadges statuses={[receiptStatus(receipt)]} />,
    },
  ]
  return (
    <Card title={orderDetailWords.receiptsTitle}>
      <PlainTable
        label={orderDetailWords.receiptsTable}
        columns={columns}
        rows={found.data.rows}
        keyOf={(receipt) => receipt.receiptId}
      />
    </Card>
  )
}
