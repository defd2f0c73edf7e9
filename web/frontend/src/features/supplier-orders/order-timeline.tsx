import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { Card } from '../../ui/card.tsx'
import { TimeSince } from '../../ui/time-since.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { exactTime } from '../../words/dates.ts'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { eventWords } from '../../words/order-event-words.ts'

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
