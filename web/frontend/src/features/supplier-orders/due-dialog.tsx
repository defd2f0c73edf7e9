import { useState } from 'react'
import type { SupplierOrderEdit } from '../../../../contract/supplier-order-changes.ts'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { useAffected, useChangeSupplierOrder } from '../../api/supplier-order-queries.ts'
import { DayField } from '../../ui/day-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { orderDialogWords } from '../../words/order-dialog-words.ts'
import { AffectedList } from './affected-list.tsx'
import { ChangedSince } from './changed-since.tsx'
import { troubleOf, UnlikelyDays, unlikelyDaysIn } from './unlikely-days.tsx'
import { useKnownOrder } from './use-known-order.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** One date for all that is still to come: the whole delivery slips. Who waits for it is shown before it is saved. */
export function DueDialog({ order, onClose }: Props) {
  const known = useKnownOrder(order, null)
  const [typed, setDue] = useState<string | null | undefined>(undefined)
  const due = typed === undefined ? known.order.nextDue : typed
  const change = useChangeSupplierOrder(order.supplierOrderId)
  known.follow(change.error)
  const { supplierOrderId, version } = known.order
  const edit: SupplierOrderEdit = { supplierOrderId, version, allDue: due }
  const isSettled = useSettled(due) === due
  const affected = useAffected(supplierOrderId, isSettled ? { move: 'edit', edit } : null)
  known.follow(affected.error)
  const isAsked = unlikelyDayOf(change.error) !== null
  const unlikely = isAsked ? [] : unlikelyDaysIn(affected)
  const isInDoubt = isAsked || unlikely.length > 0
  return (
    <Dialog
      title={orderDialogWords.allDueTitle(order.number)}
      trouble={troubleOf(change.error, orderDetailWords.trouble)}
      confirm={{
        text: isInDoubt ? orderDialogWords.useDay : orderDialogWords.save,
        isBusy: change.isPending,
        onConfirm: () =>
          change.mutate(
            { move: 'edit', edit: { ...edit, ...(isInDoubt && { confirmed: true }) } },
            { onSuccess: onClose },
          ),
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <ChangedSince news={known.news} />
      <LineText>{orderDialogWords.allDueText}</LineText>
      <DayField
        label={orderDialogWords.allDue}
        hint={orderDialogWords.dueHint}
        day={due}
        onDay={(day) => {
          change.reset()
          setDue(day)
        }}
      />
      <UnlikelyDays days={unlikely} />
      <AffectedList affected={affected} />
    </Dialog>
  )
}
