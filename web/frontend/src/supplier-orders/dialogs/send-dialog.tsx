import { useState } from 'react'
import type { SupplierLetter } from '../../../../supplier-orders/contract/letters.ts'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { isOtherAddress, refusalOf } from '../../api/faults.ts'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useLetter, useSend } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords, sentBeforeWords } from '../words/order-dialog-words.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** The e-mail to the supplier, to be looked at before it is sent with the order as PDF and CSV. */
export function SendDialog({ order, onClose }: Props) {
  const letter = useLetter(order.supplierOrderId)
  if (letter.data !== undefined) return <LetterForm order={order} letter={letter.data} onClose={onClose} />
  return (
    <Dialog
      title={orderDialogWords.sendTitle(order.number)}
      trouble={letter.isError ? (refusalOf(letter.error) ?? orderDetailWords.trouble) : null}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      {!letter.isError && <CardSkeleton label={orderDialogWords.loadingLetter} lines={[4]} />}
    </Dialog>
  )
}

function LetterForm({ order, letter, onClose }: Props & { readonly letter: SupplierLetter }) {
  // One key for as long as the dialog is open: pressed twice, it is sent once.
  const [key] = useState(() => crypto.randomUUID())
  const [to, setTo] = useState(letter.to ?? '')
  const [subject, setSubject] = useState(letter.subject)
  const [text, setText] = useState(letter.text)
  const send = useSend(order)
  // What is said above: whatever is sent meanwhile is told before another one goes.
  const before = sentBeforeWords(order)
  const lastMessageId = order.lastSent?.messageId ?? null
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to.trim())
  const savesAddress = isOtherAddress(send.error) && isAddress && to.trim() === send.variables?.to
  return (
    <Dialog
      title={orderDialogWords.sendTitle(order.number)}
      trouble={send.isError ? (refusalOf(send.error) ?? orderDialogWords.notSent) : null}
      confirm={{
        text: savesAddress ? orderDialogWords.saveAndSend : orderDetailWords.send,
        isBusy: send.isPending,
        isOff: !isAddress,
        onConfirm: () =>
          send.mutate({ key, lastMessageId, to: to.trim(), subject, text, savesAddress }, { onSuccess: onClose }),
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      {before !== null && <LineText tone="caution">{before}</LineText>}
      {!letter.isMailed && <LineText tone="caution">{orderDialogWords.savedInstead}</LineText>}
      <TextField
        label={orderDialogWords.to}
        kind="email"
        text={to}
        problem={to.trim() !== '' && !isAddress ? orderDialogWords.noAddress : null}
        maxLength={254}
        onText={setTo}
      />
      <TextField label={orderDialogWords.subject} text={subject} maxLength={500} onText={setSubject} />
      <TextField label={orderDialogWords.text} text={text} lines={8} maxLength={20_000} onText={setText} />
      <LineText tone="subdued">{orderDialogWords.attached}</LineText>
    </Dialog>
  )
}
