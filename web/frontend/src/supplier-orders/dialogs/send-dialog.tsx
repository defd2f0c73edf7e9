import { useState } from 'react'
import type { SupplierLetter } from '../../../../supplier-orders/contract/letters.ts'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { isOtherAddress, refusalOf } from '../../api/faults.ts'
import { addressesText, typedAddresses } from '../../format/addresses.ts'
import { DayField } from '../../ui/fields/day-field.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { type LetterToSend, useLetter, useSend } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords, orderText, sentBeforeWords } from '../words/order-dialog-words.ts'
import { ChangedSince } from './changed-since.tsx'
import { troubleOf } from './unlikely-days.tsx'
import { useOrderingDay } from './use-ordering-day.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** The e-mail to the supplier, to be looked at before it is sent with the order as PDF and CSV. A draft is ordered by it. */
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

function isAddress(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)
}

function addressesOf(letter: Pick<LetterToSend, 'to' | 'alsoTo' | 'cc'> | undefined): string {
  return JSON.stringify([letter?.to, letter?.alsoTo, letter?.cc])
}

function sendText({ state }: SupplierOrderDetail): string {
  return state === 'draft' ? orderDetailWords.sendAndOrder : orderDetailWords.send
}

function LetterForm({ order, letter, onClose }: Props & { readonly letter: SupplierLetter }) {
  // One key for as long as the dialog is open: pressed twice, it is sent once.
  const [key] = useState(() => crypto.randomUUID())
  const [to, setTo] = useState(addressesText(letter.to === null ? [] : [letter.to, ...letter.alsoTo]))
  const [cc, setCc] = useState(addressesText(letter.cc))
  const [subject, setSubject] = useState(letter.subject)
  const [text, setText] = useState(letter.text)
  const send = useSend(order)
  // What is said above: whatever is sent meanwhile is told before another one goes.
  const before = sentBeforeWords(order)
  const lastMessageId = order.lastSent?.messageId ?? null
  const [first = '', ...alsoTo] = typedAddresses(to)
  const recipients = { to: first, alsoTo, cc: typedAddresses(cc) }
  const isToRight = first !== '' && [first, ...alsoTo].every(isAddress)
  const isCcRight = recipients.cc.every(isAddress)
  const { news, isAsked, ordering, field } = useOrderingDay(order, send)
  const isDraft = order.state === 'draft'
  const savesAddress = isOtherAddress(send.error) && addressesOf(recipients) === addressesOf(send.variables)
  const usualText = isAsked ? orderDialogWords.useDay : sendText(order)
  return (
    <Dialog
      title={orderDialogWords.sendTitle(order.number)}
      trouble={troubleOf(send.error, orderDialogWords.notSent)}
      confirm={{
        text: savesAddress ? orderDialogWords.saveAndSend : usualText,
        isBusy: send.isPending,
        isOff: !isToRight || !isCcRight,
        onConfirm: () =>
          send.mutate(
            { key, lastMessageId, ...recipients, subject, text, savesAddress, ...(isDraft && { order: ordering }) },
            { onSuccess: onClose },
          ),
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <ChangedSince news={news} />
      {before !== null && <LineText tone="caution">{before}</LineText>}
      {!letter.isMailed && <LineText tone="caution">{orderDialogWords.savedInstead}</LineText>}
      <TextField
        label={orderDialogWords.to}
        kind="email"
        text={to}
        problem={first !== '' && !isToRight ? orderDialogWords.noAddress : null}
        maxLength={2_500}
        onText={setTo}
      />
      <TextField
        label={orderDialogWords.cc}
        kind="email"
        text={cc}
        problem={isCcRight ? null : orderDialogWords.noAddress}
        maxLength={2_500}
        onText={setCc}
      />
      {isDraft && (
        <>
          <DayField {...field} />
          <LineText tone="subdued">
            {orderDialogWords.sendingOrders} {orderText(field.day)}
          </LineText>
        </>
      )}
      <TextField label={orderDialogWords.subject} text={subject} maxLength={500} onText={setSubject} />
      <TextField label={orderDialogWords.text} text={text} lines={8} maxLength={20_000} onText={setText} />
      <LineText tone="subdued">{orderDialogWords.attached}</LineText>
    </Dialog>
  )
}
