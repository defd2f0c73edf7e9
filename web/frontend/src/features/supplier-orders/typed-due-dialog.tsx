import { useState } from 'react'
import type { NativeOrderRow } from '../../../../contract/native-orders.ts'
import { useTypedDue } from '../../api/native-order-queries.ts'
import { DayField } from '../../ui/day-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { nativeOrderName, nativeOrderWords as words } from '../../words/native-order-words.ts'

/** When comes what has no day in Shopify. */
export function TypedDueDialog({ row, onClose }: { row: NativeOrderRow; onClose(): void }) {
  const [due, setDue] = useState(row.typedDue)
  const change = useTypedDue()
  return (
    <Dialog
      title={nativeOrderName(row)}
      size="small"
      trouble={change.isError ? words.failed : null}
      confirm={{
        text: words.save,
        isBusy: change.isPending,
        onConfirm: () => change.mutate({ ...row, due }, { onSuccess: onClose }),
      }}
      closeText={words.close}
      onClose={onClose}
    >
      <DayField label={words.dayLabel} hint={words.dayHint} day={due} onDay={setDue} />
    </Dialog>
  )
}
