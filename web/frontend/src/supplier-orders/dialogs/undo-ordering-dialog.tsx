import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useKnownOrder } from '../order/use-known-order.ts'
import { useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { changedSinceWords, orderDialogWords, undoText } from '../words/order-dialog-words.ts'

/** It was marked as ordered by mistake. */
export function UndoOrderingDialog({ order, onClose }: { order: SupplierOrderDetail; onClose(): void }) {
  const known = useKnownOrder(order, null)
  const { version } = known.order
  const change = useChangeSupplierOrder(order.supplierOrderId)
  known.follow(change.error)
  return (
    <Confirmation
      title={orderDialogWords.undoTitle(order.number)}
      text={`${changedSinceWords(known.news)} ${undoText(order)}`.trim()}
      trouble={change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : null}
      confirm={{
        text: orderDialogWords.undo,
        isCritical: false,
        onChoose: () => change.mutate({ move: 'undo-order', version }, { onSuccess: onClose }),
      }}
      further={null}
      cancelText={orderDetailWords.dismiss}
      isBusy={change.isPending}
      onCancel={onClose}
    />
  )
}
