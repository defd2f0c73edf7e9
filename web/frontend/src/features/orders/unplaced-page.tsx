import type { UnplacedRow } from '../../../../contract/orders.ts'
import { useUnplaced } from '../../api/order-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Nothing } from '../../ui/nothing.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { type Column, RecordTable } from '../../ui/record-table.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { number } from '../../words/counted.ts'
import { reasonsWords, totalUnplaced, unplacedWords as words } from '../../words/obstacle-words.ts'
import { usePage } from './use-page.ts'

const pageSize = 50
const { columns: titles } = words

/** Open units that no location takes, the oldest order first. */
export function UnplacedPage() {
  const url = useUrl()
  const { page, goTo } = usePage()
  const list = useUnplaced(page * pageSize, pageSize)
  return (
    <Page title={words.title} subtitle={words.subtitle} back={{ text: words.back, url: url('/') }}>
      {list.data !== undefined && list.data.total > 0 && <Notice tone="warning">{words.help}</Notice>}
      <Card isFlush>
        <Results list={list} page={page} goTo={goTo} />
      </Card>
    </Page>
  )
}

type ResultsProps = {
  readonly list: ReturnType<typeof useUnplaced>
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
  if (total === 0) return <Nothing sign="done" title={words.emptyTitle} text={words.emptyText} />
  if (rows.length === 0) {
    const action = { text: words.toFirst, onAction: () => goTo(0) }
    return <Nothing sign="done" title={words.pastTitle} text={words.pastText} action={action} />
  }
  return (
    <>
      <RecordTable
        label={words.table}
        columns={columns}
        rows={rows}
        scope={`${page} ${list.isPlaceholderData}`}
        isBusy={list.isPlaceholderData}
        keyOf={({ lineId }) => lineId}
        urlOf={({ orderId }) => url(`/orders/${orderId.split('/').at(-1)}`)}
      />
      <Pager
        label={totalUnplaced(total)}
        previous={{ text: words.previous, onGo: page === 0 ? null : () => goTo(page - 1) }}
        next={{ text: words.next, onGo: (page + 1) * pageSize >= total ? null : () => goTo(page + 1) }}
      />
    </>
  )
}

const columns: readonly Column<UnplacedRow>[] = [
  { key: 'order', title: titles.order, width: 14, cell: ({ orderName }) => orderName },
  {
    key: 'item',
    title: titles.item,
    width: 46,
    onPhone: 'whole',
    cell: ({ title, sku }) => <TwoLines first={title} second={sku ?? '\u00a0'} hint={title} />,
  },
  { key: 'units', title: titles.units, width: 12, cell: ({ units }) => number(units) },
  { key: 'reason', title: titles.reason, width: 28, onPhone: 'line', cell: ({ obstacles }) => reasonsWords(obstacles) },
]
