import { useLocation, useNavigate } from 'react-router'
import type { Proposal } from '../../../../contract/proposals.ts'
import { useMakeProposal } from '../../api/proposal-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { demandOf, proposalWords, rules } from '../../words/proposal-words.ts'

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
