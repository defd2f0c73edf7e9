import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { DayField } from '../../ui/fields/day-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useKnownOrder } from '../order/use-known-order.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords } from '../words/order-dialog-words.ts'
import { AffectedList } from './affected-list.tsx'
import { ChangedSince } from './changed-since.tsx'
import { UnlikelyDays } from './unlikely-days.tsx'
import { useEdit } from './use-edit.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** One date for all that is still to come: the whole delivery slips. Who waits for it is shown before it is saved. */
export function DueDialog({ order, onClose }: Props) {
  const known = useKnownOrder(order, null)
  // Undefined: no date was chosen yet, and where the items have several none is suggested.
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  const { isOneDue, nextDue } = known.order
  const isReady = chosen !== undefined
  const edit = useEdit(known, { allDue: chosen ?? null }, { isReady, isPreviewed: true, onDone: onClose })
  return (
    <Dialog
      title={orderDialogWords.allDueTitle(order.number)}
      trouble={edit.trouble}
      confirm={edit.confirm}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <ChangedSince news={known.news} />
      <LineText>{orderDialogWords.allDueText}</LineText>
      <DayField
        label={orderDialogWords.allDue}
        hint={isOneDue || isReady ? orderDialogWords.dueHint : orderDialogWords.severalDue}
        day={isReady || !isOneDue ? (chosen ?? null) : nextDue}
        onDay={(day) => {
          edit.forget()
          setChosen(day)
        }}
      />
      <UnlikelyDays days={edit.unlikely} />
      {isReady && <AffectedList affected={edit.affected} />}
    </Dialog>
  )
}
