import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { useUrl } from '../../api/use-url.ts'
import type { PageAction } from '../../ui/page/page.tsx'
import type { Doing } from '../dialogs/order-dialogs.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { canMove } from './can-move.ts'
import { useDownload } from './use-download.ts'

type Step = readonly [isAllowed: boolean, action: PageAction]

/** What can be done with an order now: the next step of its life first. What it does not allow is not offered. */
export function useOrderActions(
  supplierOrderId: string,
  order: SupplierOrderDetail | null,
  onDo: (doing: Doing) => void,
): { primary: PageAction | null; actions: PageAction[]; hasFailed: boolean } {
  const url = useUrl()
  const { download, isBusy, hasFailed } = useDownload({ supplierOrderId }, `order-${order?.number ?? ''}`)
  if (order === null) return { primary: null, actions: [], hasFailed }

  const receive: PageAction = { text: orderDetailWords.receive, url: url('/receive', { order: supplierOrderId }) }
  const close: PageAction = { text: orderDetailWords.close, onAction: () => onDo('close') }
  const isReceivedWhole = order.state === 'received'
  const isDraft = order.state === 'draft'
  const send: Step = [
    canMove(order, 'send') && order.lines > 0,
    { text: isDraft ? orderDetailWords.sendDraft : orderDetailWords.send, onAction: () => onDo('send') },
  ]
  // Sending orders it. It is marked where the supplier is phoned, or has it already.
  const mark: Step = [
    canMove(order, 'order') && order.lines > 0,
    { text: orderDetailWords.order, onAction: () => onDo('order') },
  ]
  const isFirstSent = isDraft && order.sending === null
  const steps: Step[] = [
    ...(isFirstSent ? [send, mark] : [mark]),
    [canMove(order, 'receive') && !isReceivedWhole, receive],
    [canMove(order, 'close'), close],
    [canMove(order, 'receive') && isReceivedWhole, receive],
    ...(isFirstSent ? [] : [send]),
    [order.lines > 0, { text: orderDetailWords.pdf, isBusy, onAction: () => download('pdf') }],
    [order.lines > 0, { text: orderDetailWords.csv, isBusy, onAction: () => download('csv') }],
    [canMove(order, 'undo-order'), { text: orderDetailWords.undoOrder, onAction: () => onDo('undo-order') }],
    [
      canMove(order, 'cancel'),
      {
        text: order.accepted > 0 ? orderDetailWords.cancelRest : orderDetailWords.cancelOrder,
        isCritical: true,
        onAction: () => onDo('cancel'),
      },
    ],
  ]
  const allowed = steps.flatMap(([isAllowed, action]) => (isAllowed ? [action] : []))
  const hasNext = canMove(order, 'order') || canMove(order, 'receive') || canMove(order, 'close')
  const [first = null, ...rest] = allowed
  return hasNext && first !== null
    ? { primary: first, actions: rest, hasFailed }
    : { primary: null, actions: allowed, hasFailed }
}
