import { useLocation, useParams } from 'react-router'
import { faultOf } from '../../api/faults.ts'
import { queryWithFrame } from '../../api/frame-address.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useBackorder } from '../backorder-queries.ts'
import { detailWords } from '../words/detail-words.ts'
import { faultWords, listWords } from '../words/list-words.ts'
import { statusWords } from '../words/status-words.ts'
import { BackorderFacts } from './backorder-facts.tsx'
import { BackorderLedger } from './backorder-ledger.tsx'
import { BackorderUnits } from './backorder-units.tsx'
import { BackorderWaits } from './backorder-waits.tsx'

/** One backordered line, and why each of its units is where it is. */
export function BackorderDetailPage() {
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
