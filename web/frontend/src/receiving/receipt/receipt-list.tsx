import { useSearchParams } from 'react-router'
import type { ReceiptRow } from '../../../../receiving/contract/receipts.ts'
import { useUrl } from '../../api/use-url.ts'
import { exactTime } from '../../format/dates.ts'
import { supplierOrderNumber } from '../../supplier-orders/words/supplier-order-number.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { type Column, RecordTable } from '../../ui/tables/record-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { useReceipts } from '../receipt-queries.ts'
import { receiptStatus, receiptUnits, receiptWords, totalReceipts } from '../receipt-words.ts'

const { listColumns: titles } = receiptWords

const columns: readonly Column<ReceiptRow>[] = [
  { key: 'when', title: titles.when, width: 22, cell: (row) => exactTime(row.confirmedAt) },
  {
    key: 'supplier',
    title: titles.supplier,
    width: 30,
    onPhone: 'whole',
    cell: (row) => <TwoLines first={row.supplierName} second={row.locationName ?? '\u00a0'} hint={row.supplierName} />,
  },
  {
    key: 'orders',
    title: titles.orders,
    width: 14,
    cell: (row) => row.supplierOrders.map(({ number }) => supplierOrderNumber(number)).join(', '),
  },
  { key: 'units', title: titles.units, width: 18, cell: receiptUnits },
  {
    key: 'state',
    title: titles.state,
    width: 16,
    onPhone: 'corner',
    cell: (row) => <StatusBadges statuses={[receiptStatus(row)]} />,
  },
]

/** What came from suppliers, newest first. */
export function ReceiptList() {
  const [given] = useSearchParams()
  const url = useUrl()
  return (
    <Page
      title={receiptWords.title}
      subtitle={receiptWords.subtitle}
      back={{ text: receiptWords.back, url: url('/supplier-orders') }}
      primary={{ text: receiptWords.receive, url: url('/receive') }}
    >
      <Card isFlush>
        <Receipts cursor={given.get('cursor')} />
      </Card>
    </Page>
  )
}

/** Loading, failed, empty or filled. */
function Receipts({ cursor }: { cursor: string | null }) {
  const list = useReceipts(null, cursor)
  const [, setGiven] = useSearchParams()
  const url = useUrl()
  if (list.data === undefined) {
    if (!list.isError) return <TableSkeleton label={receiptWords.loading} rows={6} />
    return (
      <Failure
        title={receiptWords.failed}
        text={receiptWords.failedText}
        actionText={receiptWords.retry}
        isBusy={list.isFetching}
        onAction={() => void list.refetch()}
      />
    )
  }
  const { rows, total, previous, next } = list.data
  if (rows.length === 0) return <Nothing sign="done" title={receiptWords.emptyTitle} text={receiptWords.emptyText} />
  const go = (to: string | null) =>
    to === null
      ? null
      : () =>
          setGiven((before) => {
            before.set('cursor', to)
            return before
          })
  return (
    <>
      <RecordTable
        label={receiptWords.listTable}
        columns={columns}
        rows={rows}
        scope={`${cursor} ${list.isPlaceholderData}`}
        isBusy={list.isPlaceholderData}
        keyOf={(row) => row.receiptId}
        urlOf={(row) => url(`/receive/receipts/${row.receiptId}`)}
      />
      <Pager
        label={totalReceipts(total)}
        previous={{ text: receiptWords.newer, onGo: go(previous) }}
        next={{ text: receiptWords.older, onGo: go(next) }}
      />
    </>
  )
}
