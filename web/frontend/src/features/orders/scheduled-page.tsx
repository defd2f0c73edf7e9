import type { ScheduledRow } from '../../../../contract/orders.ts'
import { useScheduled } from '../../api/order-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { Failure } from '../../ui/failure.tsx'
import { FootNote } from '../../ui/foot-note.tsx'
import { Nothing } from '../../ui/nothing.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { type Column, RecordTable } from '../../ui/record-table.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { number } from '../../words/counted.ts'
import { ruleWords } from '../../words/rule-words.ts'
import { scheduledDay, totalScheduled, scheduledWords as words } from '../../words/scheduled-words.ts'
import { usePage } from './use-page.ts'

const pageSize = 50
const { columns: titles } = words

/** Everything that waits for its date, the next first. */
export function ScheduledPage() {
  const url = useUrl()
  return (
    <Page isWide title={words.title} subtitle={words.subtitle} back={{ text: words.back, url: url('/') }}>
      <Scheduled />
    </Page>
  )
}

function Scheduled() {
  const { page, goTo } = usePage()
  const list = useScheduled(page * pageSize, pageSize)
  const url = useUrl()
  return (
    <>
      <Card isFlush>
        <Results list={list} page={page} goTo={goTo} />
      </Card>
      {list.data && <FootNote text={words.rule} linkText={ruleWords.change} url={url('/check')} />}
    </>
  )
}

type ResultsProps = {
  readonly list: ReturnType<typeof useScheduled>
  readonly page: number
  goTo(page: number): void
}

/** Loading, failed, empty or filled. */
function Results({ list, page, goTo }: ResultsProps) {
  const url = useUrl()
  if (list.data === undefined) {
    if (!list.isError) return <TableSkeleton label={words.loading} rows={6} />
    return (
      <Failure
        title={words.failed}
        text={words.failedText}
        actionText={words.retry}
        isBusy={list.isFetching}
        onAction={() => void list.refetch()}
      />
    )
  }
  const { rows, total } = list.data
  if (rows.length === 0) {
    return total === 0 ? (
      <Nothing sign="done" title={words.emptyTitle} text={words.emptyText} />
    ) : (
      <Nothing
        sign="done"
        title={words.pastTitle}
        text={words.pastText}
        action={{ text: words.toFirst, onAction: () => goTo(0) }}
      />
    )
  }
  return (
    <>
      <RecordTable
        label={words.table}
        columns={columns}
        rows={rows}
        scope={`${page} ${list.isPlaceholderData}`}
        isBusy={list.isPlaceholderData}
        keyOf={({ lineId, locationId, on }) => `${lineId} ${locationId} ${on}`}
        urlOf={({ orderId }) => url(`/orders/${orderId.split('/').at(-1)}`)}
      />
      <Pager
        label={totalScheduled(total)}
        previous={{ text: words.previous, onGo: page === 0 ? null : () => goTo(page - 1) }}
        next={{ text: words.next, onGo: (page + 1) * pageSize >= total ? null : () => goTo(page + 1) }}
      />
    </>
  )
}

const columns: readonly Column<ScheduledRow>[] = [
  { key: 'order', title: titles.order, width: 14, cell: ({ orderName }) => orderName },
  {
    key: 'item',
    title: titles.item,
    width: 38,
    onPhone: 'whole',
    cell: ({ title, sku }) => <TwoLines first={title} second={sku ?? '\u00a0'} hint={title} />,
  },
  { key: 'units', title: titles.units, width: 10, cell: ({ units }) => number(units) },
  { key: 'location', title: titles.location, width: 20, cell: ({ locationName }) => locationName ?? '–' },
  { key: 'on', title: titles.on, width: 18, onPhone: 'corner', cell: ({ on }) => scheduledDay(on) },
]
