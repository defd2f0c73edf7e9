import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ConfirmInput,
  CorrectionInput,
  OpenLine,
  ReceivedLine,
  ReceivingWish,
} from '../../../receiving/contract/receipts.ts'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

const pageSize = 250

/** Every line that goods of one supplier order can be received for. */
export function useOpenLines(supplierOrderId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['open-lines', supplierOrderId],
    queryFn: async ({ signal }) => {
      const lines: OpenLine[] = []
      let cursor: string | null = null
      do {
        const page: { rows: OpenLine[]; next: string | null } = await api.receipts.openLines(
          {
            ...(supplierOrderId !== null && { supplierOrderId }),
            limit: pageSize,
            ...(cursor !== null && { cursor }),
          },
          { signal },
        )
        lines.push(...page.rows)
        cursor = page.next
      } while (cursor !== null)
      return lines
    },
    enabled: supplierOrderId !== null,
  })
}

/** Lines that are meant by a barcode or an SKU. */
export function useScan() {
  const api = useApi()
  return useMutation({
    mutationFn: ({ code, locationId }: { code: string; locationId: string | null }) =>
      api.receipts.openLines({ code, ...(locationId !== null && { locationId }) }),
  })
}

export type ReceivingDraft = { readonly lines: readonly ReceivedLine[]; readonly wishes: readonly ReceivingWish[] }

/** Who would get the goods; null: nothing was counted yet. */
export function useHandOut(receiving: ReceivingDraft | null, offset: number, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['hand-out', receiving, offset],
    queryFn: ({ signal }) => {
      if (receiving === null) throw new Error('asked without goods')
      return api.receipts.propose(
        { lines: [...receiving.lines], wishes: [...receiving.wishes], offset, limit },
        { signal },
      )
    },
    enabled: receiving !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

export function useConfirmReceipt() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (confirmed: ConfirmInput) => api.receipts.confirm(confirmed),
    onSettled: () =>
      Promise.all(
        [['open-lines'], ['supplier-order'], ['receipts']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}

export function useReceipts(supplierOrderId: string | null, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['receipts', supplierOrderId, cursor],
    queryFn: ({ signal }) =>
      api.receipts.list(
        { ...(supplierOrderId !== null && { supplierOrderId }), ...(cursor !== null && { cursor }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useReceipt(receiptId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['receipt', receiptId],
    queryFn: ({ signal }) => api.receipts.find({ receiptId }, { signal }),
    refetchInterval,
  })
}

export function useCorrectReceipt(receiptId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (correction: CorrectionInput) => api.receipts.correct(correction),
    onSettled: () => client.invalidateQueries({ queryKey: ['receipt', receiptId] }),
  })
}

export type Settlement = 'post-again' | 'give-up' | 'was-posted'

export function useSettleReceipt(receiptId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (settle: Settlement) => api.receipts.settle({ receiptId, settle }),
    onSettled: () => client.invalidateQueries({ queryKey: ['receipt', receiptId] }),
  })
}

export type PickChoice = { readonly receiptId: string | null; readonly partial: boolean }

const pickInput = ({ receiptId, partial }: PickChoice) => ({
  ...(receiptId !== null && { receiptId }),
  ...(partial && { partial }),
})

export function usePickList(choice: PickChoice, offset: number, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['pick-list', choice, offset],
    queryFn: ({ signal }) => api.pickList.find({ ...pickInput(choice), offset, limit }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function usePickListDocument(choice: PickChoice) {
  const api = useApi()
  return useMutation({ mutationFn: () => api.pickList.document(pickInput(choice)) })
}

export function useHeldBack(offset: number, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['held-back', offset],
    queryFn: ({ signal }) => api.heldBack.list({ offset, limit }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useHoldBack() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: { itemId: string; locationId: string; before: number; units: number }) =>
      api.heldBack.set(wanted),
    onSettled: () => client.invalidateQueries({ queryKey: ['held-back'] }),
  })
}
