import type { SupplierOrderEdit } from '../../../../supplier-orders/contract/changes.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { useSettled } from '../../ui/tables/rows/use-settled.ts'
import type { KnownOrder } from '../order/use-known-order.ts'
import { useAffected, useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords } from '../words/order-dialog-words.ts'
import { troubleOf, unlikelyDaysIn } from './unlikely-days.tsx'

type Wanted = Omit<SupplierOrderEdit, 'supplierOrderId' | 'version'>
type Ways = {
  /** Whether it can be saved as it is. */
  readonly isReady: boolean
  /** Whether who it touches is looked at first. */
  readonly isPreviewed: boolean
  onDone(): void
}

/**
 * An edit of a supplier order while it is typed: who it touches, once typing pauses, and whether a day of it is doubtful, which is
 * asked before it is saved.
 */
export function useEdit(known: KnownOrder, wanted: Wanted, { isReady, isPreviewed, onDone }: Ways) {
  const { supplierOrderId, version } = known.order
  const change = useChangeSupplierOrder(supplierOrderId)
  known.follow(change.error)
  const edit: SupplierOrderEdit = { supplierOrderId, version, ...wanted }
  const said = JSON.stringify(wanted)
  const isSettled = useSettled(said) === said
  const affected = useAffected(supplierOrderId, isReady && isPreviewed && isSettled ? { move: 'edit', edit } : null)
  known.follow(affected.error)
  const isAsked = unlikelyDayOf(change.error) !== null
  const unlikely = isAsked ? [] : unlikelyDaysIn(affected)
  const isInDoubt = isAsked || unlikely.length > 0
  return {
    affected,
    unlikely,
    trouble: troubleOf(change.error, orderDetailWords.trouble),
    /** What the server said of it is of an older one. */
    forget: change.reset,
    confirm: {
      text: isInDoubt ? orderDialogWords.useDay : orderDialogWords.save,
      isBusy: change.isPending,
      isOff: !isReady,
      onConfirm: () =>
        change.mutate(
          { move: 'edit', edit: { ...edit, ...(isInDoubt && { confirmed: true }) } },
          { onSuccess: onDone },
        ),
    },
  }
}
