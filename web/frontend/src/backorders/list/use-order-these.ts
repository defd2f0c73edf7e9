import { useNavigate } from 'react-router'
import type { ChosenDemand } from '../../../../proposals/contract/proposals.ts'
import { refusalOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { useMakeProposal } from '../../proposals/proposal-queries.ts'
import { orderTheseWords } from '../words/order-these-words.ts'

/** Makes a proposal of what to order and goes there. It takes along what it was made of, so that another rule can be tried. */
export function useOrderThese() {
  const make = useMakeProposal()
  const navigate = useNavigate()
  const url = useUrl()
  return {
    isPending: make.isPending,
    trouble: make.isError ? (refusalOf(make.error) ?? orderTheseWords.trouble) : null,
    order: (from: ChosenDemand) =>
      make.mutate(
        { from },
        { onSuccess: ({ proposalId }) => void navigate(url(`/proposals/${proposalId}`), { state: { from } }) },
      ),
  }
}
