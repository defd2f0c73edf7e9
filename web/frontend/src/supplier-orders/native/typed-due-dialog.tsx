import { useState } from 'react'
import type { NativeOrderRow } from '../../../../native/contract/native-orders.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { DayField } from '../../ui/fields/day-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { troubleOf } from '../dialogs/unlikely-days.tsx'
import { orderDialogWords } from '../words/order-dialog-words.ts'
import { useTypedDue } from './native-order-queries.ts'
import { nativeOrderName, nativeOrderWords as words } from './native-order-words.ts'

/** When comes what has no day in Shopify. */
export function TypedDueDialog({ row, onClose }: { row: NativeOrderRow; onClose(): void }) {
  const [due, setDue] = useState(row.typedDue)
  const change = useTypedDue()
  const doubt = unlikelyDayOf(change.error)
  return (
    <Dialog
      title={nativeOrderName(row)}
      size="small"
      trouble={troubleOf(change.error, words.failed)}
      confirm={{
        text: doubt === null ? words.save : orderDialogWords.useDay,
        isBusy: change.isPending,
        onConfirm: () => change.mutate({ ...row, due, ...(doubt && { confirmed: true }) }, { onSuccess: onClose }),
      }}
      closeText={words.close}
      onClose={onClose}
    >
      <DayField
        label={words.dayLabel}
        hint={words.dayHint}
        day={due}
        onDay={(day) => {
          change.reset()
          setDue(day)
        }}
      />
    </Dialog>
  )
}
