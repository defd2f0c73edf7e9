import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { DayField } from '../../ui/fields/day-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useKnownOrder } from '../order/use-known-order.ts'
import { useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords, suggestionWords } from '../words/order-detail-words.ts'
import { orderDialogWords } from '../words/order-dialog-words.ts'
import { ChangedSince } from './changed-since.tsx'
import { troubleOf } from './unlikely-days.tsx'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** It is ordered from now on: who waits for its units is told their day. */
export function OrderingDialog({ order, onClose }: Props) {
  const known = useKnownOrder(order, null)
  const change = useChangeSupplierOrder(order.supplierOrderId)
  known.follow(change.error)
  const { version } = known.order
  const suggested = known.order.suggestedDue?.day ?? null
  const [typed, setDue] = useState<string | null | undefined>(undefined)
  const due = typed === undefined ? suggested : typed
  const suggestion = suggestionWords(known.order)
  const doubt = unlikelyDayOf(change.error)
  return (
    <Dialog
      title={orderDialogWords.orderTitle(order.number)}
      size="small"
      trouble={troubleOf(change.error, orderDetailWords.trouble)}
      confirm={{
        text: doubt === null ? orderDetailWords.order : orderDialogWords.useDay,
        isBusy: change.isPending,
        onConfirm: () =>
          change.mutate(
            // Left as it was suggested, each item comes by its own lead time.
            { move: 'order', version, ...(due === suggested ? {} : { due }), ...(doubt && { confirmed: true }) },
            { onSuccess: onClose },
          ),
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <ChangedSince news={known.news} />
      <LineText>{orderDialogWords.orderText}</LineText>
      <DayField
        label={orderDialogWords.due}
        hint={suggestion === null ? orderDialogWords.dueHint : orderDialogWords.suggested(suggestion)}
        day={due}
        onDay={(day) => {
          change.reset()
          setDue(day)
        }}
      />
    </Dialog>
  )
}
