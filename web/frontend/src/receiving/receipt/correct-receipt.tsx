import { useState } from 'react'
import type { ReceiptDetail, ReceiptLine } from '../../../../receiving/contract/receipts.ts'
import { refusalOf } from '../../api/faults.ts'
import { useWrongFields, WatchedFields } from '../../ui/fields/checks/wrong-fields.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { UnitsField } from '../../ui/fields/units/units-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useCorrectReceipt } from '../receipt-queries.ts'
import { receiptWords } from '../receipt-words.ts'

type Units = { readonly accepted: number; readonly rejected: number }
type Props = { readonly receipt: ReceiptDetail; onClose(): void }

const { columns: titles } = receiptWords

/** What really came: the difference to what was recorded goes to Shopify, with its reason. */
export function CorrectReceipt({ receipt, onClose }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const [said, setSaid] = useState<ReadonlyMap<string, Units>>(new Map())
  const [note, setNote] = useState('')
  const wrong = useWrongFields()
  const correct = useCorrectReceipt(receipt.receiptId)

  const unitsOf = (line: ReceiptLine): Units =>
    said.get(line.supplierOrderLineId) ?? { accepted: line.acceptedNow, rejected: line.rejectedNow }
  const say = (line: ReceiptLine, to: Partial<Units>) =>
    setSaid((before) => new Map(before).set(line.supplierOrderLineId, { ...unitsOf(line), ...to }))
  const lines = receipt.receiptLines.flatMap((line) => {
    const { accepted, rejected } = unitsOf(line)
    const by = { accepted: accepted - line.acceptedNow, rejected: rejected - line.rejectedNow }
    if (by.accepted === 0 && by.rejected === 0) return []
    return [{ supplierOrderLineId: line.supplierOrderLineId, ...by, ...(by.rejected > 0 && { rejectReason: note }) }]
  })
  const columns: PlainColumn<ReceiptLine>[] = [
    { key: 'item', title: titles.item, width: 50, cell: (line) => line.title },
    ...(['accepted', 'rejected'] as const).map((what) => ({
      key: what,
      title: titles[what],
      width: 25,
      cell: (line: ReceiptLine) => (
        <UnitsField
          label={`${titles[what]}: ${line.title}`}
          name={`${line.supplierOrderLineId} ${what}`}
          tells="typed"
          value={unitsOf(line)[what]}
          onUnits={(units) => say(line, { [what]: units })}
        />
      ),
    })),
  ]
  return (
    <Dialog
      title={receiptWords.correctTitle}
      trouble={correct.isError ? (refusalOf(correct.error) ?? receiptWords.trouble) : null}
      confirm={{
        text: receiptWords.correctSave,
        isBusy: correct.isPending,
        isOff: wrong.labels.length > 0 || lines.length === 0 || note.trim() === '',
        onConfirm: () =>
          correct.mutate({ receiptId: receipt.receiptId, key, note: note.trim(), lines }, { onSuccess: onClose }),
      }}
      closeText={receiptWords.cancel}
      onClose={onClose}
    >
      <LineText tone="subdued">{receiptWords.correctText}</LineText>
      <WatchedFields wrong={wrong}>
        <PlainTable
          label={receiptWords.linesTable}
          columns={columns}
          rows={receipt.receiptLines}
          keyOf={(line) => line.supplierOrderLineId}
        />
      </WatchedFields>
      <TextField
        label={receiptWords.correctWhy}
        hint={receiptWords.correctWhyHint}
        isRequired
        text={note}
        maxLength={500}
        onText={setNote}
      />
    </Dialog>
  )
}
