import type { ReceiptDetail } from '../../../../receiving/contract/receipts.ts'
import { refusalOf } from '../../api/faults.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type Settlement, useSettleReceipt } from '../receipt-queries.ts'
import { receiptWords, troubleWords } from '../receipt-words.ts'

/** Shopify refused it: somebody has to say what becomes of it. */
export function SettleReceipt({ receipt }: { receipt: ReceiptDetail }) {
  const settle = useSettleReceipt(receipt.receiptId)
  const action = (text: string, settlement: Settlement, isMain = false) => ({
    text,
    isMain,
    isBusy: settle.isPending && settle.variables === settlement,
    isOff: settle.isPending,
    onAction: () => settle.mutate(settlement),
  })
  return (
    <Card>
      <Notice tone="critical" title={receiptWords.refusedTitle}>
        {settle.isError ? (refusalOf(settle.error) ?? receiptWords.trouble) : troubleWords(receipt.trouble)}
      </Notice>
      <Actions
        actions={[
          action(receiptWords.postAgain, 'post-again', true),
          action(receiptWords.wasPosted, 'was-posted'),
          action(receiptWords.giveUp, 'give-up'),
        ]}
      />
    </Card>
  )
}
