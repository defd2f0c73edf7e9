import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { ReceiptRow } from '../../../../receiving/contract/receipts.ts'
import { useUrl } from '../../api/use-url.ts'
import { correctFirst } from '../../format/field-faults.ts'
import { supplierOrderNumber } from '../../supplier-orders/words/supplier-order-number.ts'
import { useWrongFields, WatchedFields } from '../../ui/fields/checks/wrong-fields.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { LeaveGuard } from '../../ui/page/leave-guard.tsx'
import { Page } from '../../ui/page/page.tsx'
import { HandOutCard } from '../hand-out/hand-out-card.tsx'
import { useOpenLines } from '../receipt-queries.ts'
import { receiveWords } from '../receive-words.ts'
import { ChooseOrder } from './choose-order.tsx'
import { ConfirmReceipt } from './confirm-receipt.tsx'
import { CountedLines } from './counted-lines.tsx'
import { OrderedLines } from './ordered-lines.tsx'
import { ScanField } from './scan-field.tsx'
import { useCounting } from './use-counting.ts'

/** Goods came: they are counted, by supplier order or by scanning, and who gets them is seen before it is confirmed. */
export function ReceivePage() {
  const [given] = useSearchParams()
  const supplierOrderId = given.get('order')
  // Another order is another counting.
  return <Receiving key={supplierOrderId} supplierOrderId={supplierOrderId} />
}

function Receiving({ supplierOrderId }: { supplierOrderId: string | null }) {
  const counting = useCounting(supplierOrderId)
  const wrong = useWrongFields()
  const [isConfirming, setConfirming] = useState(false)
  const open = useOpenLines(supplierOrderId)
  const navigate = useNavigate()
  const url = useUrl()

  const number = open.data?.[0]?.number
  const isDirty = counting.lines.length > 0
  const isTyped = isDirty || wrong.labels.length > 0
  const show = ([first, ...others]: readonly ReceiptRow[]) => {
    counting.forget()
    if (first === undefined) return
    void navigate(others.length === 0 ? url(`/receive/receipts/${first.receiptId}`) : url('/receive/receipts'), {
      replace: true,
      state: { isNew: true },
    })
  }
  return (
    <Page
      title={number === undefined ? receiveWords.title : `${receiveWords.title} ${supplierOrderNumber(number)}`}
      subtitle={receiveWords.subtitle}
      {...(supplierOrderId !== null && {
        back: { text: receiveWords.back, url: url(`/supplier-orders/${supplierOrderId}`) },
      })}
      primary={{
        text: receiveWords.confirm,
        refusal: isDirty ? correctFirst(wrong.labels) : receiveWords.handOutWaiting,
        onAction: () => setConfirming(true),
      }}
    >
      {counting.isContinued && <Notice tone="info">{receiveWords.continued}</Notice>}
      <ScanField counting={counting} supplierOrderId={supplierOrderId} />
      <WatchedFields wrong={wrong}>
        {supplierOrderId === null ? (
          <Scanned counting={counting} />
        ) : (
          <OrderedLines open={open} supplierOrderId={supplierOrderId} counting={counting} />
        )}
      </WatchedFields>
      {(supplierOrderId !== null || isDirty) && <HandOutCard counting={counting} />}
      {isConfirming && <ConfirmReceipt counting={counting} onConfirmed={show} onClose={() => setConfirming(false)} />}
      <LeaveGuard isOn={isTyped && !isConfirming} words={receiveWords.leave} ask={null} />
    </Page>
  )
}

/** What was scanned so far; before that, the orders that can be chosen. */
function Scanned({ counting }: { counting: ReturnType<typeof useCounting> }) {
  if (counting.all.length === 0) return <ChooseOrder />
  return <CountedLines lines={counting.all} counting={counting} canAcceptAll={false} />
}
