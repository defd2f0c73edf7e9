import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { DayField } from '../../ui/fields/day-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords, orderText } from '../words/order-dialog-words.ts'
import { ChangedSince } from './changed-since.tsx'
import { troubleOf } from './unlikely-days.tsx'
import { useOrderingDay } from './use-ordering-day.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** It is ordered from now on: who waits for its units is told their day. */
export function OrderingDialog({ order, onClose }: Props) {
  const change = useChangeSupplierOrder(order.supplierOrderId)
  const { news, isAsked, ordering, field } = useOrderingDay(order, change)
  return (
    <Dialog
      title={orderDialogWords.orderTitle(order.number)}
      size="small"
      trouble={troubleOf(change.error, orderDetailWords.trouble)}
      confirm={{
        text: isAsked ? orderDialogWords.useDay : orderDetailWords.order,
        isBusy: change.isPending,
        onConfirm: () => change.mutate({ move: 'order', ...ordering }, { onSuccess: onClose }),
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <ChangedSince news={news} />
      <LineText>{orderText(field.day)}</LineText>
      <DayField {...field} />
    </Dialog>
  )
}
