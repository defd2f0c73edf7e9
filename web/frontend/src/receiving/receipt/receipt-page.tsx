import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import type { ReceiptDetail } from '../../../../receiving/contract/receipts.ts'
import { faultOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useReceipt } from '../receipt-queries.ts'
import { receiptStatus, receiptWords, troubleWords } from '../receipt-words.ts'
import { CorrectReceipt } from './correct-receipt.tsx'
import { ReceiptFacts } from './receipt-facts.tsx'
import { ReceiptLines } from './receipt-lines.tsx'
import { SettleReceipt } from './settle-receipt.tsx'

/** One receipt: what came, whether it is in Shopify's stock, and its corrections. */
export function ReceiptPage() {
  const { receiptId = '' } = useParams()
  const found = useReceipt(receiptId)
  const [isCorrecting, setCorrecting] = useState(false)
  const url = useUrl()
  const back = { text: receiptWords.backToList, url: url('/receive/receipts') }
  const receipt = found.data
  if (receipt === undefined) {
    const isGone = faultOf(found.error) === 'not-found'
    return (
      <Page title={receiptWords.title} back={back}>
        {found.isError ? (
          <Card isFlush>
            <Failure
              title={isGone ? receiptWords.gone : receiptWords.failed}
              text={isGone ? receiptWords.goneText : receiptWords.failedText}
              actionText={receiptWords.retry}
              isBusy={found.isFetching}
              onAction={() => void found.refetch()}
            />
          </Card>
        ) : (
          <CardSkeleton label={receiptWords.loading} lines={[3, 6]} />
        )}
      </Page>
    )
  }
  const canCorrect = receipt.state === 'posted' && receipt.corrects === null
  return (
    <Page
      title={receiptWords.one(receipt.supplierName)}
      status={<StatusBadges statuses={[receiptStatus(receipt)]} />}
      back={back}
      primary={{ text: receiptWords.pickList, url: url('/receive/pick-list', { receipt: receiptId }) }}
      actions={canCorrect ? [{ text: receiptWords.correct, onAction: () => setCorrecting(true) }] : []}
    >
      <HowFar receipt={receipt} />
      <ReceiptFacts receipt={receipt} />
      <ReceiptLines receipt={receipt} />
      {isCorrecting && <CorrectReceipt receipt={receipt} onClose={() => setCorrecting(false)} />}
    </Page>
  )
}

/** That all went well is told to whoever has just confirmed it. */
function HowFar({ receipt }: { receipt: ReceiptDetail }) {
  const { state } = useLocation()
  const isNew = typeof state === 'object' && state !== null && 'isNew' in state
  if (receipt.state === 'refused') return <SettleReceipt receipt={receipt} />
  if (receipt.state === 'posting') {
    const trouble = troubleWords(receipt.trouble)
    return (
      <Notice tone={trouble === '' ? 'info' : 'warning'} title={receiptWords.postingTitle}>
        {trouble || receiptWords.postingText}
      </Notice>
    )
  }
  return isNew ? (
    <Notice tone="success" title={receiptWords.postedTitle}>
      {receiptWords.postedText}
    </Notice>
  ) : null
}
