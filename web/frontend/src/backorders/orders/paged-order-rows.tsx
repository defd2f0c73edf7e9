import { useUrl } from '../../api/use-url.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { type Column, RecordTable } from '../../ui/tables/record-table.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'

type Words = {
  readonly table: string
  readonly loading: string
  readonly failed: string
  readonly failedText: string
  readonly retry: string
  readonly emptyTitle: string
  readonly emptyText: string
  readonly pastTitle: string
  readonly pastText: string
  readonly toFirst: string
  readonly previous: string
  readonly next: string
}

type Props<Row> = {
  readonly list: {
    readonly data: { readonly rows: readonly Row[]; readonly total: number } | undefined
    readonly isError: boolean
    readonly isFetching: boolean
    readonly isPlaceholderData: boolean
    refetch(): Promise<unknown>
  }
  /** Counted from 0. */
  readonly page: number
  readonly pageSize: number
  readonly columns: readonly Column<Row>[]
  readonly words: Words
  totalWords(total: number): string
  keyOf(row: Row): string
  goTo(page: number): void
}

/** Rows that lead to their order, a page at a time: loading, failed, empty, past the end or filled. */
export function PagedOrderRows<Row extends { readonly orderId: string }>({ list, page, goTo, ...props }: Props<Row>) {
  const { pageSize, columns, words, totalWords, keyOf } = props
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
        keyOf={keyOf}
        urlOf={({ orderId }) => url(`/orders/${orderId.split('/').at(-1)}`)}
      />
      <Pager
        label={totalWords(total)}
        previous={{ text: words.previous, onGo: page === 0 ? null : () => goTo(page - 1) }}
        next={{ text: words.next, onGo: (page + 1) * pageSize >= total ? null : () => goTo(page + 1) }}
      />
    </>
  )
}
