import { useNavigate } from 'react-router'
import type { CreatedDrafts, FoundProposal } from '../../../proposals/contract/proposals.ts'
import { useUrl } from '../api/use-url.ts'
import { Nothing } from '../ui/notices/nothing.tsx'
import { Card } from '../ui/page/card.tsx'
import { Pager } from '../ui/tables/pager.tsx'
import { CreatedCard } from './created-card.tsx'
import { proposalWords, totalOrders } from './proposal-words.ts'
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

/** Nothing is short, nobody is known to sell it, or something else stands in the way. */
function NothingProposed({ proposal: { refused } }: Pick<FoundProposal, 'proposal'>) {
  const navigate = useNavigate()
  const url = useUrl()
  if (refused.length === 0)
    return <Nothing sign="done" title={proposalWords.nothing} text={proposalWords.nothingText} />
  if (!refused.some(({ reason }) => reason === 'no-supplier')) {
    return <Nothing sign="search" title={proposalWords.nothingOrderable} text={proposalWords.nothingOrderableText} />
  }
  const onAction = () => void navigate(url('/suppliers/unsupplied'))
  return (
    <Nothing
      sign="start"
      title={proposalWords.noSupplierTitle}
      text={proposalWords.noSupplierText}
      action={{ text: proposalWords.assign, onAction }}
    />
  )
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
          <NothingProposed proposal={proposal} />
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
