import { useParams } from 'react-router'
import { faultOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useOrder } from '../order-queries.ts'
import { orderedWords, orderFault, orderPageWords, orderStatus } from '../words/order-page-words.ts'
import { OrderLines } from './order-lines.tsx'
import { OrderScheduled } from './order-scheduled.tsx'

/** Everything that one shopper bought at once, and what was promised of it. */
export function OrderPage() {
  const { orderId = '' } = useParams()
  const url = useUrl()
  const found = useOrder(orderId)
  const back = { text: orderPageWords.back, url: url('/') }

  if (found.data === undefined) {
    return (
      <Page title={orderPageWords.title} subtitle={'\u00a0'} back={back}>
        {found.isError ? (
          <Card isFlush>
            <Failure
              {...orderFault(faultOf(found.error))}
              actionText={orderPageWords.retry}
              isBusy={found.isFetching}
              onAction={() => void found.refetch()}
            />
          </Card>
        ) : (
          <CardSkeleton label={orderPageWords.loading} lines={[6]} />
        )}
      </Page>
    )
  }
  const order = found.data
  return (
    <Page
      title={`${orderPageWords.title} ${order.orderName}`}
      subtitle={orderedWords(order)}
      status={<StatusBadges statuses={orderStatus(order)} />}
      back={back}
    >
      <OrderLines order={order} />
      <OrderScheduled lines={order.lines} />
    </Page>
  )
}
