import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { useJoin, useSameGoods } from './native-order-queries.ts'
import { sameGoodsText, sameGoodsTitle, nativeOrderWords as words } from './native-order-words.ts'

/** Goods that an order of the merchant's in Shopify brings as well, and a way to say that both are one delivery. */
export function SameGoodsNotice({ order }: { order: SupplierOrderDetail }) {
  const isToCome = order.state === 'ordered' || order.state === 'partly-received'
  const found = useSameGoods(order.supplierOrderId, isToCome)
  const join = useJoin(order.supplierOrderId)
  const { version } = order
  if (!isToCome) return null
  return (found.data?.rows ?? []).map((row) => (
    <Notice
      key={`${row.kind}/${row.documentId}`}
      tone="info"
      title={sameGoodsTitle(row)}
      action={{
        text: words.same,
        isBusy: join.isPending,
        onAction: () => join.mutate({ kind: row.kind, documentId: row.documentId, version }),
      }}
    >
      {join.isError ? (refusalOf(join.error) ?? orderDetailWords.trouble) : sameGoodsText}
    </Notice>
  ))
}
