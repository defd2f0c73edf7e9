import type { ReactNode } from 'react'
import { Failure } from '../notices/failure.tsx'
import { Pager } from './pager.tsx'
import { TableSkeleton } from './table-skeleton.tsx'

type PageOfRows = {
  readonly rows: readonly unknown[]
  readonly total: number
  readonly next: string | null
  readonly previous: string | null
}

type Props<Page extends PageOfRows> = {
  readonly list: {
    readonly data: Page | undefined
    readonly isError: boolean
    readonly isFetching: boolean
    refetch(): unknown
  }
  readonly words: {
    readonly loading: string
    readonly failed: string
    readonly failedText: string
    readonly retry: string
    readonly previous: string
    readonly next: string
  }
  readonly skeletonRows?: number
  readonly empty: ReactNode
  totalText(total: number): string
  goTo(cursor: string): void
  children(page: Page): ReactNode
}

/** A list that is read page by page: loading, failed, empty or filled. */
export function PagedList<Page extends PageOfRows>(props: Props<Page>) {
  const { list, words, skeletonRows = 6, empty, totalText, goTo, children } = props
  if (list.data === undefined && list.isError) {
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
  if (list.data === undefined) return <TableSkeleton label={words.loading} rows={skeletonRows} />
  const { rows, total, next, previous } = list.data
  if (rows.length === 0) return <>{empty}</>
  return (
    <>
      {children(list.data)}
      <Pager
        label={totalText(total)}
        previous={{ text: words.previous, onGo: previous === null ? null : () => goTo(previous) }}
        next={{ text: words.next, onGo: next === null ? null : () => goTo(next) }}
      />
    </>
  )
}
