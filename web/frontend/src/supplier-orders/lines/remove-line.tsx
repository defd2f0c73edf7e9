import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useKnownOrder } from '../order/use-known-order.ts'
import { useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { changedSinceWords, orderDialogWords } from '../words/order-dialog-words.ts'

type Props = { readonly order: SupplierOrderDetail; readonly line: SupplierOrderLine; onClose(): void }

export function RemoveLine({ order, line, onClose }: Props) {
  const known = useKnownOrder(order, null)
  const { version } = known.order
  const change = useChangeSupplierOrder(order.supplierOrderId)
  known.follow(change.error)
  const { supplierOrderId } = order
  return (
    <Confirmation
      title={orderDialogWords.removeTitle(line.title)}
      text={`${changedSinceWords(known.news)} ${orderDialogWords.removeText}`.trim()}
      trouble={change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : null}
      confirm={{
        text: orderDetailWords.remove,
        isCritical: true,
        onChoose: () =>
          change.mutate(
            { move: 'edit', edit: { supplierOrderId, version, removed: [line.supplierOrderLineId] } },
            { onSuccess: onClose },
          ),
      }}
      further={null}
      cancelText={orderDetailWords.dismiss}
      isBusy={change.isPending}
      onCancel={onClose}
    />
  )
}
