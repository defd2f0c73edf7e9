import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useKnownOrder } from '../order/use-known-order.ts'
import { useAffected, useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { cancelText, changedSinceWords, orderDialogWords } from '../words/order-dialog-words.ts'
import { AffectedList } from './affected-list.tsx'

type Props = {
  readonly order: SupplierOrderDetail
  onClose(): void
}

/** Cancels the order, or what is still to come of it; whom that touches is shown first. */
export function CancelDialog({ order, onClose }: Props) {
  const known = useKnownOrder(order, null)
  const { version } = known.order
  const change = useChangeSupplierOrder(order.supplierOrderId)
  const isDraft = order.state === 'draft'
  const affected = useAffected(order.supplierOrderId, isDraft ? null : { move: 'cancel', version })
  known.follow(change.error ?? affected.error)
  return (
    <Dialog
      title={orderDialogWords.cancelTitle(order.number, order.supplier.name)}
      trouble={change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : null}
      confirm={{
        text: isDraft || order.accepted === 0 ? orderDetailWords.cancelOrder : orderDetailWords.cancelRest,
        isCritical: true,
        isBusy: change.isPending,
        isOff: !isDraft && affected.isLoading,
        onConfirm: () => change.mutate({ move: 'cancel', version }, { onSuccess: onClose }),
      }}
      closeText={orderDetailWords.cancel}
      onClose={onClose}
    >
      {known.news.length > 0 && <LineText tone="caution">{changedSinceWords(known.news)}</LineText>}
      <LineText>{cancelText(order)}</LineText>
      {!isDraft && <AffectedList affected={affected} />}
    </Dialog>
  )
}
