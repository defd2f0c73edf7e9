import { useEffect } from 'react'
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
import { useNeighbours } from './use-neighbours.ts'

/** One backordered line, and why each of its units is where it is. */
export function BackorderDetailPage() {
  const { backorderId = '' } = useParams()
  const found = useBackorder(backorderId)
  const { search } = useLocation()
  const from = useListLeft()
  const back = { text: detailWords.back, url: `/${from ?? queryWithFrame(new URLSearchParams(), search)}` }
  const neighbours = useNeighbours(backorderId, from)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another line begins at its top
  useEffect(() => void window.scrollTo(0, 0), [backorderId])

  if (found.data === undefined && found.isError) {
    return (
      <Page title={listWords.title} back={back} neighbours={neighbours}>
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
      neighbours={neighbours}
    >
      <BackorderUnits line={line} />
      <BackorderWaits line={line} />
      <BackorderFacts line={line} />
      <BackorderLedger line={line} />
    </Page>
  )
}

/** The query of the list as it was left, with its filters; null where one did not come from it. */
function useListLeft(): string | null {
  const { state } = useLocation()
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null
  return typeof from === 'string' ? from : null
}
