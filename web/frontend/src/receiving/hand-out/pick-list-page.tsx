import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { PickOrder } from '../../../../receiving/contract/pick-list.ts'
import { useUrl } from '../../api/use-url.ts'
import { exactTime } from '../../format/dates.ts'
import { CheckField } from '../../ui/fields/check-field.tsx'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { saveFile } from '../../ui/text/save-file.ts'
import { pickWords, takeWords, totalPick } from '../pick-words.ts'
import { type PickChoice, usePickList, usePickListDocument } from '../receipt-queries.ts'

const pageSize = 50
const { columns: titles } = pickWords

const columns: readonly PlainColumn<PickOrder>[] = [
  {
    key: 'order',
    title: titles.order,
    width: 28,
    cell: (order) => (
      <>
        <LineText>{order.orderName}</LineText>
        <LineText tone="subdued" isSmall>
          {exactTime(order.orderedAt)}
        </LineText>
        {!order.isComplete && <StatusBadges statuses={[{ text: pickWords.inPart, tone: 'attention' }]} />}
      </>
    ),
  },
  {
    key: 'lines',
    title: titles.lines,
    width: 50,
    cell: (order) => order.lines.map((line) => <LineText key={line.lineId}>{takeWords(line)}</LineText>),
  },
  { key: 'location', title: titles.location, width: 22, cell: (order) => order.locationName ?? '–' },
]

/** Orders that waited for stock and can leave now, to be read or printed. */
export function PickListPage() {
  const [given] = useSearchParams()
  const [isPartial, setPartial] = useState(false)
  const choice: PickChoice = { receiptId: given.get('receipt'), partial: isPartial }
  const file = usePickListDocument(choice)
  const url = useUrl()
  return (
    <Page
      title={pickWords.title}
      subtitle={pickWords.subtitle}
      back={{ text: pickWords.back, url: url('/supplier-orders') }}
      primary={{
        text: pickWords.download,
        isBusy: file.isPending,
        onAction: () => file.mutate(undefined, { onSuccess: (pdf) => saveFile(pdf, 'pick-list.pdf') }),
      }}
    >
      {file.isError && <Notice tone="critical">{pickWords.downloadFailed}</Notice>}
      <Card>
        {choice.receiptId !== null && <LineText tone="subdued">{pickWords.ofReceipt}</LineText>}
        <CheckField label={pickWords.partial} isChosen={isPartial} onChoose={setPartial} />
        <Orders choice={choice} />
      </Card>
    </Page>
  )
}

/** Loading, failed, empty or filled. */
function Orders({ choice }: { choice: PickChoice }) {
  const [page, setPage] = useState(0)
  const list = usePickList(choice, page * pageSize, pageSize)
  if (list.data === undefined) {
    if (!list.isError) return <TableSkeleton label={pickWords.loading} rows={5} />
    return (
      <Failure
        title={pickWords.failed}
        text={pickWords.failedText}
        actionText={pickWords.retry}
        isBusy={list.isFetching}
        onAction={() => void list.refetch()}
      />
    )
  }
  const { rows, total } = list.data
  if (rows.length === 0 && page === 0) {
    return <Nothing sign="done" title={pickWords.emptyTitle} text={pickWords.emptyText} />
  }
  return (
    <>
      <PlainTable
        label={pickWords.table}
        columns={columns}
        rows={rows}
        isBusy={list.isPlaceholderData}
        keyOf={(order) => `${order.orderId} ${order.locationId}`}
      />
      {total > pageSize && (
        <Pager
          label={totalPick(total)}
          previous={{ text: pickWords.previous, onGo: page === 0 ? null : () => setPage(page - 1) }}
          next={{ text: pickWords.next, onGo: (page + 1) * pageSize >= total ? null : () => setPage(page + 1) }}
        />
      )}
    </>
  )
}
