import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { useChangeSupplierOrder, useUnneeded } from '../supplier-order-queries.ts'
import { orderDetailWords, unneededWords } from '../words/order-detail-words.ts'

/** Units of a draft that its order lines do not need any more, and a way to be rid of them. */
export function UnneededNotice({ order }: { order: SupplierOrderDetail }) {
  const found = useUnneeded(order.supplierOrderId, order.state === 'draft')
  const change = useChangeSupplierOrder(order.supplierOrderId)
  if (order.state !== 'draft' || found.data === undefined || found.data.total === 0) return null
  const { rows, version } = found.data
  const unneeded = rows.reduce((sum, row) => sum + row.unneeded, 0)
  const removable = rows.reduce((sum, row) => sum + row.removable, 0)
  const { title, text } = unneededWords(unneeded, removable)
  return (
    <Notice
      tone="warning"
      title={title}
      {...(removable > 0 && {
        action: {
          text: orderDetailWords.unneededAction,
          isBusy: change.isPending,
          onAction: () => change.mutate({ move: 'take-out', version }),
        },
      })}
    >
      {change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : text}
    </Notice>
  )
}
