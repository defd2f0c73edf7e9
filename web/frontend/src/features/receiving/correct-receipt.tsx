import { useState } from 'react'
import type { ReceiptDetail, ReceiptLine } from '../../../../contract/receipts.ts'
import { refusalOf } from '../../api/faults.ts'
import { useCorrectReceipt } from '../../api/receipt-queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { type PlainColumn, PlainTable } from '../../ui/plain-table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { UnitsField } from '../../ui/units-field.tsx'
import { useWrongFields, WatchedFields } from '../../ui/wrong-fields.tsx'
import { receiptWords } from '../../words/receipt-words.ts'

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
