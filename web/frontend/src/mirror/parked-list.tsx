import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { ParkedDelivery } from '../../../mirror/contract/deliveries.ts'
import { queryWithFrame } from '../api/frame-address.ts'
import { staleWords } from '../backorders/words/list-words.ts'
import { Failure } from '../ui/notices/failure.tsx'
import { Nothing } from '../ui/notices/nothing.tsx'
import { OutcomeLine } from '../ui/notices/outcome-line.tsx'
import { Card } from '../ui/page/card.tsx'
import { Page } from '../ui/page/page.tsx'
import { Pager } from '../ui/tables/pager.tsx'
import { PlainTable } from '../ui/tables/plain-table.tsx'
import { StaleBar } from '../ui/tables/rows/stale-bar.tsx'
import { TableSkeleton } from '../ui/tables/table-skeleton.tsx'
import { ConfirmStep } from './confirm-step.tsx'
import { parkedColumns } from './parked-columns.tsx'
import { type ParkedStep, useParkedDeliveries } from './parked-queries.ts'
import { outcomeWords, parkedWords, totalParked } from './parked-words.ts'

/** What Shopify sent and could not be processed, for a person to decide about. */
export function ParkedList() {
  const { cursor, backUrl, goTo } = useParkedAddress()
  const list = useParkedDeliveries(cursor)
  const [asked, setAsked] = useState<{ step: ParkedStep; parked: ParkedDelivery } | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const isStale = list.failureCount > 0 && list.data !== undefined

  return (
    <Page title={parkedWords.title} subtitle={parkedWords.subtitle} back={{ text: parkedWords.back, url: backUrl }}>
      <Card isFlush>
        <OutcomeLine text={outcome} hint={parkedWords.hint} />
        <Results list={list} cursor={cursor} goTo={goTo} onStep={(step, parked) => setAsked({ step, parked })} />
      </Card>
      {asked && (
        <ConfirmStep
          {...asked}
          onDone={(deliveries) => {
            setOutcome(outcomeWords(asked.step, deliveries))
            setAsked(null)
          }}
          onCancel={() => setAsked(null)}
        />
      )}
      <StaleBar text={isStale ? staleWords(list.dataUpdatedAt) : null} />
    </Page>
  )
}

type ResultsProps = {
  readonly list: ReturnType<typeof useParkedDeliveries>
  readonly cursor: string | null
  goTo(cursor: string | null): void
  onStep(step: ParkedStep, parked: ParkedDelivery): void
}

/** Loading, failed, empty or filled. */
function Results({ list, cursor, goTo, onStep }: ResultsProps) {
  if (list.data === undefined && list.isError) {
    return (
      <Failure
        title={parkedWords.failed}
        text={parkedWords.failedText}
        actionText={parkedWords.again}
        isBusy={list.isFetching}
        onAction={() => (cursor === null ? void list.refetch() : goTo(null))}
      />
    )
  }
  if (list.data === undefined) return <TableSkeleton label={parkedWords.loading} rows={4} />
  const { rows, total, next, previous } = list.data
  if (rows.length === 0) {
    const isElsewhere = cursor !== null && total > 0
    return (
      <Nothing
        sign="done"
        title={parkedWords.emptyTitle}
        text={isElsewhere ? parkedWords.emptyPageText : parkedWords.emptyText}
        {...(isElsewhere && { action: { text: parkedWords.toNewest, onAction: () => goTo(null) } })}
      />
    )
  }
  return (
    <>
      <PlainTable
        label={parkedWords.tableLabel}
        columns={parkedColumns(onStep)}
        rows={rows}
        isBusy={list.isPlaceholderData}
        keyOf={(row) => row.deliveryId}
      />
      <Pager
        label={totalParked(total)}
        previous={{ text: parkedWords.newer, onGo: previous === null ? null : () => goTo(previous) }}
        next={{ text: parkedWords.older, onGo: next === null ? null : () => goTo(next) }}
      />
    </>
  )
}

function useParkedAddress() {
  const { search } = useLocation()
  const navigate = useNavigate()
  return {
    cursor: new URLSearchParams(search).get('cursor'),
    backUrl: `/${queryWithFrame(new URLSearchParams(), search)}`,
    goTo: (cursor: string | null) =>
      void navigate(`/parked${queryWithFrame(new URLSearchParams(cursor === null ? {} : { cursor }), search)}`),
  }
}
