import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { Actions } from '../../ui/actions.tsx'
import { Card } from '../../ui/card.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import { TimeSince } from '../../ui/time-since.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { counted } from '../../words/counted.ts'
import { exactTime } from '../../words/dates.ts'
import { orderDetailWords, suggestionWords } from '../../words/order-detail-words.ts'
import { nextDueWords, receivedWords } from '../../words/supplier-order-words.ts'
import { canMove } from './can-move.ts'
import { DueDialog } from './due-dialog.tsx'

/** What it is, and where it stands; the one date of all that is still to come is changed here. */
export function OrderFacts({ order }: { order: SupplierOrderDetail }) {
  const { facts: names } = orderDetailWords
  const url = useUrl()
  const [isDating, setDating] = useState(false)
  const hasMoreToCome = order.state !== 'draft' && order.outstanding > 0
  const suggestion = order.state === 'draft' ? suggestionWords(order) : null
  const when = (instant: string) => <TwoLines first={<TimeSince instant={instant} />} second={exactTime(instant)} />
  const facts = [
    {
      name: names.supplier,
      value: <TextLink text={order.supplier.name} url={url(`/suppliers/${order.supplier.supplierId}`)} />,
    },
    { name: names.location, value: order.locationName ?? '–' },
    ...(order.orderedAt === null
      ? [{ name: names.created, value: when(order.createdAt) }]
      : [{ name: names.ordered, value: when(order.orderedAt) }]),
    ...(order.state === 'draft'
      ? []
      : [
          { name: names.received, value: receivedWords(order) },
          { name: names.outstanding, value: counted(order.outstanding, 'unit') },
          { name: names.due, value: nextDueWords(order) },
        ]),
    ...(suggestion === null ? [] : [{ name: names.expected, value: suggestion }]),
  ]
  return (
    <Card title={orderDetailWords.factsTitle}>
      <FactList facts={facts} />
      {order.notes !== '' && <LineText tone="subdued">{order.notes}</LineText>}
      {hasMoreToCome && canMove(order, 'edit') && (
        <Actions actions={[{ text: orderDetailWords.changeDue, onAction: () => setDating(true) }]} />
      )}
      {isDating && <DueDialog order={order} onClose={() => setDating(false)} />}
    </Card>
  )
}
