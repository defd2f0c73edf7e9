import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { CostsDialog } from './costs-dialog.tsx'
import { OrderingDialog } from './ordering-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'
import { UndoOrderingDialog } from './undo-ordering-dialog.tsx'

/** What is being done with an order at the moment. */
export type Doing = 'order' | 'undo-order' | 'send' | 'costs' | 'cancel' | 'close'

type Props = {
  readonly doing: Doing | null
  readonly order: SupplierOrderDetail
  onClose(): void
}

export function OrderDialogs({ doing, order, onClose }: Props) {
  if (doing === 'order') return <OrderingDialog order={order} onClose={onClose} />
  if (doing === 'send') return <SendDialog order={order} onClose={onClose} />
  if (doing === 'costs') return <CostsDialog order={order} onClose={onClose} />
  if (doing === 'undo-order') return <UndoOrderingDialog order={order} onClose={onClose} />
  if (doing === 'close') return <CloseDialog order={order} onClose={onClose} />
  if (doing === 'cancel') return <CancelDialog order={order} onClose={onClose} />
  return null
}
