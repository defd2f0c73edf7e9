import type { ReceiptDetail, ReceiptLine, ReceiptRow } from '../../../../receiving/contract/receipts.ts'
import { useUrl } from '../../api/use-url.ts'
import { number } from '../../format/counted.ts'
import { exactTime } from '../../format/dates.ts'
import { supplierOrderNumber } from '../../supplier-orders/words/supplier-order-number.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { receiptStatus, receiptUnits, receiptWords, unitsNow } from '../receipt-words.ts'

const { columns: titles, listColumns } = receiptWords

const columns: readonly PlainColumn<ReceiptLine>[] = [
  {
    key: 'item',
    title: titles.item,
    width: 43,
    cell: (line) => (
      <TwoLines
        first={line.title}
        second={[line.sku, supplierOrderNumber(line.number)].filter((part) => part).join(' · ')}
        hint={line.title}
      />
    ),
  },
  {
    key: 'accepted',
    title: titles.accepted,
    width: 17,
    isHalf: true,
    cell: (line) => unitsNow(line.accepted, line.acceptedNow),
  },
  {
    key: 'rejected',
    title: titles.rejected,
    width: 25,
    isHalf: true,
    cell: (line) => (
      <TwoLines first={unitsNow(line.rejected, line.rejectedNow)} second={line.rejectReason ?? '\u00a0'} />
    ),
  },
  { key: 'heldBack', title: titles.heldBack, width: 15, cell: (line) => number(line.heldBack) },
]

/** What came, and how it was corrected afterwards. */
export function ReceiptLines({ receipt }: { receipt: ReceiptDetail }) {
  const url = useUrl()
  const corrections: PlainColumn<ReceiptRow>[] = [
    {
      key: 'when',
      title: listColumns.when,
      width: 30,
      cell: (row) => <TextLink text={exactTime(row.confirmedAt)} url={url(`/receive/receipts/${row.receiptId}`)} />,
    },
    { key: 'units', title: listColumns.units, width: 30, cell: receiptUnits },
    { key: 'why', title: receiptWords.correctWhy, width: 22, cell: (row) => row.note },
    {
      key: 'state',
      title: listColumns.state,
      width: 18,
      cell: (row) => <StatusBadges statuses={[receiptStatus(row)]} />,
    },
  ]
  return (
    <>
      <Card title={receiptWords.linesTitle}>
        <PlainTable
          label={receiptWords.linesTable}
          columns={columns}
          rows={receipt.receiptLines}
          keyOf={(line) => line.supplierOrderLineId}
        />
      </Card>
      {receipt.corrections.length > 0 && (
        <Card title={receiptWords.correctionsTitle}>
          <PlainTable
            label={receiptWords.correctionsTable}
            columns={corrections}
            rows={receipt.corrections}
            keyOf={(row) => row.receiptId}
          />
        </Card>
      )}
    </>
  )
}
