import type { ReceiptRow } from '../../../../contract/receipts.ts'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { useReceipts } from '../../api/receipt-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/plain-table.tsx'
import { StatusBadges } from '../../ui/status-badges.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import { exactTime } from '../../words/dates.ts'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { receiptStatus, receiptUnits } from '../../words/receipt-words.ts'

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
