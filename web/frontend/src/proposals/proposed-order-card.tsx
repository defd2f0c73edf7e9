import { useState } from 'react'
import type { ProposedOrder } from '../../../proposals/contract/proposals.ts'
import { dayHere } from '../format/dates.ts'
import { Notice } from '../ui/notices/notice.tsx'
import { Card } from '../ui/page/card.tsx'
import { Disclosure } from '../ui/page/disclosure.tsx'
import { LineText } from '../ui/text/line-text.tsx'
import { minimumWords, orderRemarks, orderSummary, proposalWords } from './proposal-words.ts'
import { ProposedLines } from './proposed-lines.tsx'

type Props = {
  readonly proposalId: string
  readonly order: ProposedOrder
  readonly isOver: boolean
  readonly beginsOpen: boolean
}

/** What would be ordered from one supplier for one location. */
export function ProposedOrderCard({ proposalId, order, isOver, beginsOpen }: Props) {
  const [isOpen, setOpen] = useState(beginsOpen)
  const minimum = isOver ? null : minimumWords(order)
  const today = dayHere(new Date())
  return (
    <Card
      title={[order.supplier.name, order.locationName].filter((part) => part).join(' → ')}
      hint={orderSummary(order)}
    >
      {minimum !== null && <Notice tone="warning">{minimum}</Notice>}
      {!isOver && orderRemarks(order, today).map((remark) => <LineText key={remark}>{remark}</LineText>)}
      <div>
        <Disclosure
          isOpen={isOpen}
          openText={proposalWords.showLines}
          closeText={proposalWords.hideLines}
          onTurn={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && <ProposedLines proposalId={proposalId} order={order} isOver={isOver} />}
    </Card>
  )
}
