import { useState } from 'react'
import type { NativeOrderRow } from '../../../../contract/native-orders.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { useTypedDue } from '../../api/native-order-queries.ts'
import { DayField } from '../../ui/day-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { nativeOrderName, nativeOrderWords as words } from '../../words/native-order-words.ts'
import { orderDialogWords } from '../../words/order-dialog-words.ts'
import { troubleOf } from './unlikely-days.tsx'

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
