import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { faultOf } from '../../api/faults.ts'
import { queryWithFrame } from '../../api/frame-address.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { type Doing, OrderDialogs } from '../dialogs/order-dialogs.tsx'
import { SupplierOrderLinesCard } from '../lines/supplier-order-lines-card.tsx'
import { SameGoodsNotice } from '../native/same-goods-notice.tsx'
import { useSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { supplierOrderNumber } from '../words/supplier-order-number.ts'
import { supplierOrderFault, supplierOrderStatus, supplierOrderWords } from '../words/supplier-order-words.ts'
import { AgainNotice } from './again-notice.tsx'
import { canMove } from './can-move.ts'
import { OrderCosts } from './order-costs.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { ReceiptsCard } from './receipts-card.tsx'
import { SentMessagesCard } from './sent-messages-card.tsx'
import { SentNotice } from './sent-notice.tsx'
import { ServedCard } from './served-card.tsx'
import { UnneededNotice } from './unneeded-notice.tsx'
import { useOrderActions } from './use-order-actions.ts'

/** One supplier order: what it has, who waits for it, what can be done with it, and what happened. */
export function SupplierOrderPage() {
  const { supplierOrderId = '' } = useParams()
  const found = useSupplierOrder(supplierOrderId)
  const [doing, setDoing] = useState<Doing | null>(null)
  const back = { text: orderDetailWords.back, url: useListUrl() }
  const { primary, actions, hasFailed } = useOrderActions(supplierOrderId, found.data ?? null, setDoing)

  const order = found.data
  if (order === undefined) {
    return (
      <Page title={supplierOrderWords.title} back={back} isWide>
        {found.isError ? (
          <Card isFlush>
            <Failure
              {...supplierOrderFault(faultOf(found.error))}
              actionText={orderDetailWords.retry}
              isBusy={found.isFetching}
              onAction={() => void found.refetch()}
            />
          </Card>
        ) : (
          <CardSkeleton label={orderDetailWords.loading} lines={[3, 6, 4]} />
        )}
      </Page>
    )
  }
  const isStale = found.failureCount > 0
  return (
    <Page
      isWide
      title={`${supplierOrderNumber(order.number)} · ${order.supplier.name}`}
      status={<StatusBadges statuses={supplierOrderStatus(order)} />}
      back={back}
      primary={primary}
      actions={actions}
    >
      {hasFailed && <Notice tone="critical">{orderDetailWords.downloadFailed}</Notice>}
      <SentNotice order={order} onOrder={() => setDoing('order')} />
      <AgainNotice order={order} />
      <UnneededNotice order={order} />
      <SameGoodsNotice order={order} />
      <OrderFacts order={order} />
      <SupplierOrderLinesCard order={order} />
      <OrderCosts order={order} onChange={canMove(order, 'correct') ? () => setDoing('costs') : null} />
      <ServedCard order={order} />
      <ReceiptsCard order={order} />
      <SentMessagesCard order={order} />
      <OrderTimeline order={order} />
      <OrderDialogs doing={doing} order={order} onClose={() => setDoing(null)} />
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </Page>
  )
}

/** The list as it was left, with its filters; else the list as it begins. */
function useListUrl(): string {
  const { state, search } = useLocation()
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null
  return `/supplier-orders${typeof from === 'string' ? from : queryWithFrame(new URLSearchParams(), search)}`
}
