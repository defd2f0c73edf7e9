import { useLocation, useNavigate } from 'react-router'
import type { Proposal } from '../../../proposals/contract/proposals.ts'
import { useUrl } from '../api/use-url.ts'
import { ChoiceField } from '../ui/fields/choice-field.tsx'
import { Card } from '../ui/page/card.tsx'
import { useMakeProposal } from './proposal-queries.ts'
import { demandOf, proposalWords, rules } from './proposal-words.ts'

/** Another rule is another proposal of the same demand; nothing where it is not known any more what that was. */
export function RuleChoice({ proposal }: { proposal: Proposal }) {
  const { state } = useLocation()
  const from = demandOf(state)
  const navigate = useNavigate()
  const url = useUrl()
  const make = useMakeProposal()
  if (from === null) return null
  return (
    <Card>
      <ChoiceField
        label={proposalWords.rule}
        value={proposal.rule}
        choices={rules}
        isOff={make.isPending}
        onChoose={(rule) =>
          make.mutate(
            { from, rule },
            {
              onSuccess: ({ proposalId }) =>
                void navigate(url(`/proposals/${proposalId}`), { replace: true, state: { from } }),
            },
          )
        }
      />
    </Card>
  )
}
