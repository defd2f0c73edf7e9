import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { counted } from '../../format/counted.ts'
import { exactTime } from '../../format/dates.ts'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { FactList } from '../../ui/text/fact-list.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { DueDialog } from '../dialogs/due-dialog.tsx'
import { orderDetailWords, suggestionWords } from '../words/order-detail-words.ts'
import { nextDueWords, receivedWords } from '../words/supplier-order-words.ts'
import { canMove } from './can-move.ts'

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
    ...(order.reference === null ? [] : [{ name: names.reference, value: order.reference }]),
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
