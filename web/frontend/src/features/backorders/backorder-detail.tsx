import { useLocation, useParams } from 'react-router'
import { useBackorder } from '../../api/backorder-queries.ts'
import { faultOf } from '../../api/faults.ts'
import { queryWithFrame } from '../../api/frame-address.ts'
import { Card } from '../../ui/card.tsx'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Page } from '../../ui/page.tsx'
import { StatusBadges } from '../../ui/status-badges.tsx'
import { detailWords } from '../../words/detail-words.ts'
import { faultWords, listWords } from '../../words/list-words.ts'
import { statusWords } from '../../words/status-words.ts'
import { BackorderFacts } from './backorder-facts.tsx'
import { BackorderLedger } from './backorder-ledger.tsx'
import { BackorderUnits } from './backorder-units.tsx'
import { BackorderWaits } from './backorder-waits.tsx'

/** One backordered line, and why each of its units is where it is. */
export function BackorderDetail() {
  const { backorderId = '' } = useParams()
  const found = useBackorder(backorderId)
  const back = { text: detailWords.back, url: useListUrl() }

  if (found.data === undefined && found.isError) {
    return (
      <Page title={listWords.title} back={back}>
        <Card isFlush>
          <Failure
            {...faultWords(faultOf(found.error))}
            actionText={listWords.retry}
            isBusy={found.isFetching}
            onAction={() => void found.refetch()}
          />
        </Card>
      </Page>
    )
  }
  if (found.data === undefined) {
    return (
      <Page title={listWords.title} back={back}>
        <CardSkeleton label={detailWords.loading} lines={[3, 6, 4]} />
      </Page>
    )
  }
  const line = found.data
  return (
    <Page
      title={`${line.orderName} · ${line.title}`}
      status={<StatusBadges statuses={statusWords(line)} />}
      back={back}
    >
      <BackorderUnits line={line} />
      <BackorderWaits line={line} />
      <BackorderFacts line={line} />
      <BackorderLedger line={line} />
    </Page>
  )
}

/** The list as it was left, with its filters; else the list as it begins. */
function useListUrl(): string {
  const { state, search } = useLocation()
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null
  return `/${typeof from === 'string' ? from : queryWithFrame(new URLSearchParams(), search)}`
}
