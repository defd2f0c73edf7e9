import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { orderDetailWords, sentDraftWords } from '../words/order-detail-words.ts'

/** The supplier has a draft that is not marked as ordered: nobody who waits for it has a date yet. */
export function SentNotice({ order, onOrder }: { order: SupplierOrderDetail; onOrder(): void }) {
  const words = sentDraftWords(order)
  if (words === null) return null
  return (
    <Notice
      tone={order.lastSent?.isChangedSince ? 'warning' : 'info'}
      title={words.title}
      {...(order.lines > 0 && { action: { text: orderDetailWords.order, onAction: onOrder } })}
    >
      {words.text}
    </Notice>
  )
}
