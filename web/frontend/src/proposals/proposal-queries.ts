import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChosenDemand, Proposal, ProposedLineEdit } from '../../../proposals/contract/proposals.ts'
import { useApi } from '../api/api-context.ts'
import { useLeftLists } from '../ui/page/left-lists.ts'

const page = (cursor: string | null) => (cursor === null ? {} : { cursor })

/** A proposal and the orders it proposes. Only edits change it, so it is not asked for again by itself. */
export function useProposal(proposalId: string, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['proposal', proposalId, 'orders', cursor],
    queryFn: ({ signal }) => api.proposals.find({ proposalId, ...page(cursor) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useProposedLines(proposalId: string, proposedOrderId: string, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['proposal', proposalId, 'lines', proposedOrderId, cursor],
    queryFn: ({ signal }) => api.proposals.lines({ proposedOrderId, limit: 25, ...page(cursor) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useRefusals(proposalId: string, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['proposal', proposalId, 'refusals', cursor],
    queryFn: ({ signal }) => api.proposals.refusals({ proposalId, limit: 25, ...page(cursor) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** Every order line that a proposed line is for. */
export function useServes(proposalId: string, proposedLineId: string, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['proposal', proposalId, 'serves', proposedLineId, cursor],
    queryFn: ({ signal }) => api.proposals.serves({ proposedLineId, ...page(cursor) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export type ProposalWish = { readonly from: ChosenDemand; readonly rule?: Proposal['rule'] }

export function useMakeProposal() {
  const api = useApi()
  return useMutation({ mutationFn: (wish: ProposalWish) => api.proposals.make(wish) })
}

export function useEditProposedLine(proposalId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (edit: ProposedLineEdit) => api.proposals.edit(edit),
    onSettled: () => client.invalidateQueries({ queryKey: ['proposal', proposalId] }),
  })
}

export function useCreateDrafts(proposalId: string) {
  const api = useApi()
  const client = useQueryClient()
  const { selections } = useLeftLists()
  return useMutation({
    mutationFn: () => api.proposals.create({ proposalId }),
    // What was chosen is on drafts now.
    onSuccess: () => selections.clear(),
    onSettled: () => client.invalidateQueries({ queryKey: ['proposal', proposalId] }),
  })
}

export function useDiscardProposal(proposalId: string) {
  const api = useApi()
  return useMutation({ mutationFn: () => api.proposals.discard({ proposalId }) })
}
