import { useState } from 'react'
import type { ReceiptRow } from '../../../../receiving/contract/receipts.ts'
import { refusalOf } from '../../api/faults.ts'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useConfirmReceipt } from '../receipt-queries.ts'
import { confirmText, missingReason, receiveWords } from '../receive-words.ts'
import type { Counting } from './use-counting.ts'

type Props = {
  readonly counting: Counting
  onConfirmed(receipts: readonly ReceiptRow[]): void
  onClose(): void
}

export function ConfirmReceipt({ counting, onConfirmed, onClose }: Props) {
  const [note, setNote] = useState('')
  const confirm = useConfirmReceipt()
  const { receiptKey, accepted, rejected, confirmed, wishes, locationName, lackingReason } = counting
  return (
    <Dialog
      title={receiveWords.confirmTitle}
      size="small"
      trouble={confirm.isError ? (refusalOf(confirm.error) ?? receiveWords.notConfirmed) : null}
      confirm={{
        text: receiveWords.confirmYes,
        isBusy: confirm.isPending,
        isOff: lackingReason.length > 0,
        onConfirm: () =>
          confirm.mutate(
            { key: receiptKey, lines: [...confirmed], wishes: [...wishes], note },
            { onSuccess: ({ receipts }) => onConfirmed(receipts) },
          ),
      }}
      closeText={receiveWords.cancel}
      onClose={onClose}
    >
      <LineText>{confirmText(accepted, rejected, locationName)}</LineText>
      {lackingReason.length > 0 && <LineText tone="critical">{missingReason(lackingReason)}</LineText>}
      <TextField
        label={receiveWords.note}
        hint={receiveWords.noteHint}
        text={note}
        maxLength={2_000}
        onText={setNote}
      />
    </Dialog>
  )
}
