import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { exactTime } from '../../format/dates.ts'
import { Card } from '../../ui/page/card.tsx'
import { Timeline } from '../../ui/text/signs/timeline.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { eventWords } from '../words/order-event-words.ts'

export function OrderTimeline({ order }: { order: SupplierOrderDetail }) {
  const entries = order.events.map((event) => {
    const { text, details } = eventWords(event)
    return {
      key: event.eventId,
      text,
      detail: [exactTime(event.at), ...details].join(' · '),
      time: <TimeSince instant={event.at} />,
    }
  })
  return (
    <Card title={orderDetailWords.timelineTitle}>
      <Timeline entries={entries} />
    </Card>
  )
}
