import { useState } from 'react'
import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { useChangeSupplierOrder } from '../../api/supplier-order-queries.ts'
import { Confirmation } from '../../ui/confirmation.tsx'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { orderDialogWords } from '../../words/order-dialog-words.ts'

type Props = { readonly order: SupplierOrderDetail; readonly line: SupplierOrderLine; onClose(): void }

export function RemoveLine({ order, line, onClose }: Props) {
  const [version] = useState(order.version)
  const change = useChangeSupplierOrder(order.supplierOrderId)
  const { supplierOrderId } = order
  return (
    <Confirmation
      title={orderDialogWords.removeTitle(line.title)}
      text={orderDialogWords.removeText}
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
