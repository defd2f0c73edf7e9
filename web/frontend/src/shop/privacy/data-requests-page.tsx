import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { DataRequest } from '../../../../shop/contract/data-requests.ts'
import { queryWithFrame } from '../../api/frame-address.ts'
import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { saveFile } from '../../ui/text/save-file.ts'
import { dataRequestColumns } from './data-request-columns.tsx'
import { useDataRequestFile, useDataRequests, useSetAnswered } from './data-request-queries.ts'
import { totalDataRequests, dataRequestWords as words } from './data-request-words.ts'

/** What customers asked, for the merchant to answer. */
export function DataRequestsPage() {
  const { cursor, goTo } = useCursor()
  const url = useUrl()
  const list = useDataRequests(cursor)
  const isStale = list.failureCount > 0 && list.data !== undefined
  return (
    <Page title={words.title} subtitle={words.subtitle} back={{ text: words.back, url: url('/') }}>
      {list.data !== undefined && list.data.total > 0 && (
        <Card title={words.howTitle}>
          <LineText>{words.how}</LineText>
        </Card>
      )}
      <Results {...{ list, goTo }} />
      <StaleBar text={isStale ? staleWords(list.dataUpdatedAt) : null} />
    </Page>
  )
}

type ResultsProps = {
  readonly list: ReturnType<typeof useDataRequests>
  goTo(cursor: string | null): void
}

/** Loading, failed, empty or filled. */
function Results({ list, goTo }: ResultsProps) {
  const url = useUrl()
  const { trouble, download, answer } = useSteps()
  if (list.data === undefined && list.isError) {
    const again = { actionText: words.retry, isBusy: list.isFetching, onAction: () => void list.refetch() }
    return (
      <Card isFlush>
        <Failure title={words.failed} text={words.failedText} {...again} />
      </Card>
    )
  }
  if (list.data === undefined) {
    return (
      <Card isFlush>
        <TableSkeleton label={words.loading} rows={3} />
      </Card>
    )
  }
  const { rows, total, next, previous } = list.data
  if (rows.length === 0) {
    return (
      <Card isFlush>
        <Nothing sign="done" title={words.emptyTitle} text={words.emptyText} />
      </Card>
    )
  }
  return (
    <>
      {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
      <Card isFlush>
        <PlainTable
          label={words.table}
          columns={dataRequestColumns({ urlOf: url, onDownload: download, onAnswer: answer })}
          rows={rows}
          isBusy={list.isPlaceholderData}
          keyOf={({ dataRequestId }) => dataRequestId}
        />
        <Pager
          label={totalDataRequests(total)}
          previous={{ text: words.newer, onGo: previous === null ? null : () => goTo(previous) }}
          next={{ text: words.older, onGo: next === null ? null : () => goTo(next) }}
        />
      </Card>
    </>
  )
}

/** What is done to a request, and why the last of it was not. */
function useSteps() {
  const file = useDataRequestFile()
  const marking = useSetAnswered()
  const [trouble, setTrouble] = useState<string | null>(null)
  return {
    trouble,
    download: ({ dataRequestId, askedAt }: DataRequest) =>
      file.mutate(dataRequestId, {
        onSuccess: (data) => {
          saveFile(data, `data-request-${askedAt.slice(0, 10)}-${dataRequestId}.json`)
          setTrouble(null)
        },
        onError: () => setTrouble(words.downloadFailed),
      }),
    answer: ({ dataRequestId, answeredAt }: DataRequest) =>
      marking.mutate(
        { dataRequestId, isAnswered: answeredAt === null },
        {
          onSuccess: () => {
            showToast(answeredAt === null ? words.answered : words.reopened)
            setTrouble(null)
          },
          onError: () => setTrouble(words.markFailed),
        },
      ),
  }
}

function useCursor() {
  const { search } = useLocation()
  const navigate = useNavigate()
  return {
    cursor: new URLSearchParams(search).get('cursor'),
    goTo: (cursor: string | null) =>
      void navigate(`/data-requests${queryWithFrame(new URLSearchParams(cursor === null ? {} : { cursor }), search)}`),
  }
}
