import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { useChangeSupplierOrder } from '../../api/supplier-order-queries.ts'
import { Confirmation } from '../../ui/confirmation.tsx'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { orderDialogWords } from '../../words/order-dialog-words.ts'

export function CloseDialog({ order, onClose }: { order: SupplierOrderDetail; onClose(): void }) {
  const [version] = useState(order.version)
  const change = useChangeSupplierOrder(order.supplierOrderId)
  return (
    <Confirmation
      title={orderDialogWords.closeTitle(order.number)}
      text={orderDialogWords.closeText}
      trouble={change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : null}
      confirm={{
        text: orderDetailWords.close,
        isCritical: false,
        onChoose: () => change.mutate({ move: 'close', version }, { onSuccess: onClose }),
      }}
      further={null}
      cancelText={orderDetailWords.dismiss}
      isBusy={change.isPending}
      onCancel={onClose}
    />
  )
}
