import type { CreatedDrafts, FoundProposal } from '../../../../contract/proposals.ts'
import { Card } from '../../ui/card.tsx'
import { Nothing } from '../../ui/nothing.tsx'
import { Pager } from '../../ui/pager.tsx'
import { proposalWords, totalOrders } from '../../words/proposal-words.ts'
import { CreatedCard } from './created-card.tsx'
import { ProposedOrderCard } from './proposed-order-card.tsx'
import { RefusedCard } from './refused-card.tsx'
import { RuleChoice } from './rule-choice.tsx'

/** With so many suppliers or fewer their items are shown at once. */
const openAtOnce = 3

type Props = {
  readonly found: FoundProposal
  readonly created: CreatedDrafts | null
  onPage(cursor: string): void
}

/** What became of the proposal, its orders, and what cannot be ordered. */
export function ProposalOrders({ found: { proposal, rows, total, previous, next }, created, onPage }: Props) {
  const { proposalId } = proposal
  const isOver = proposal.createdAt !== null
  const go = (to: string | null) => (to === null ? null : () => onPage(to))
  return (
    <>
      {isOver && <CreatedCard created={created} orders={rows} />}
      {!isOver && total > 0 && <RuleChoice proposal={proposal} />}
      {total === 0 && !isOver && (
        <Card isFlush>
          <Nothing
            sign="done"
            title={proposal.refused.length === 0 ? proposalWords.nothing : proposalWords.nothingOrderable}
            text={proposal.refused.length === 0 ? proposalWords.nothingText : proposalWords.nothingOrderableText}
          />
        </Card>
      )}
      {rows.map((order) => (
        <ProposedOrderCard
          key={order.proposedOrderId}
          proposalId={proposalId}
          order={order}
          isOver={isOver}
          beginsOpen={total <= openAtOnce}
        />
      ))}
      {(previous !== null || next !== null) && (
        <Card isFlush>
          <Pager
            label={totalOrders(total)}
            previous={{ text: proposalWords.previous, onGo: go(previous) }}
            next={{ text: proposalWords.next, onGo: go(next) }}
          />
        </Card>
      )}
      <RefusedCard proposalId={proposalId} isOver={isOver} />
    </>
  )
}
