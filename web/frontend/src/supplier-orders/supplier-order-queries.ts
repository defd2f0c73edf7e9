import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SupplierOrderEdit } from '../../../supplier-orders/contract/changes.ts'
import type { SupplierOrderDetail, SupplierOrderState } from '../../../supplier-orders/contract/supplier-orders.ts'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

const page = (cursor: string | null) => (cursor === null ? {} : { cursor })

export type SupplierOrderQuery = {
  readonly state: SupplierOrderState | 'open' | 'late' | 'all'
  readonly supplierId: string | null
  readonly query: string
  readonly cursor: string | null
}

export function useSupplierOrders({ state, supplierId, query, cursor }: SupplierOrderQuery) {
  const api = useApi()
  return useQuery({
    queryKey: ['supplier-orders', state, supplierId, query, cursor],
    queryFn: ({ signal }) =>
      api.supplierOrders.list(
        {
          ...(state === 'late' ? { late: true } : state !== 'all' && { state }),
          ...(supplierId !== null && { supplierId }),
          ...(query !== '' && { query }),
          ...page(cursor),
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

/** Everything about one supplier order is kept under its id, so that a change of it is asked for as a whole. */
const keyOf = (supplierOrderId: string) => ['supplier-order', supplierOrderId]

export function useSupplierOrder(supplierOrderId: string) {
  const api = useApi()
  return useQuery({
    queryKey: [...keyOf(supplierOrderId), 'order'],
    queryFn: ({ signal }) => api.supplierOrders.find({ supplierOrderId }, { signal }),
    refetchInterval,
  })
}

export function useSupplierOrderLines(supplierOrderId: string, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: [...keyOf(supplierOrderId), 'lines', cursor],
    queryFn: ({ signal }) => api.supplierOrders.lines({ supplierOrderId, ...page(cursor) }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useServedLines(supplierOrderId: string, cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: [...keyOf(supplierOrderId), 'served', cursor],
    queryFn: ({ signal }) => api.supplierOrders.served({ supplierOrderId, limit: 25, ...page(cursor) }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

/** Units of a draft that nobody needs any more; nothing is asked of an order that is no draft. */
export function useUnneeded(supplierOrderId: string, isDraft: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: [...keyOf(supplierOrderId), 'unneeded'],
    queryFn: ({ signal }) => api.proposals.unneeded({ supplierOrderId, limit: 250 }, { signal }),
    enabled: isDraft,
    refetchInterval,
  })
}

/** The e-mail that would be sent, asked for when somebody is about to. */
export function useLetter(supplierOrderId: string) {
  const api = useApi()
  return useQuery({
    queryKey: [...keyOf(supplierOrderId), 'letter'],
    queryFn: ({ signal }) => api.supplierOrders.letter({ supplierOrderId }, { signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export type SupplierOrderChange =
  | { readonly move: 'edit'; readonly edit: SupplierOrderEdit }
  | { readonly move: 'order'; readonly version: number; readonly due?: string | null; readonly confirmed?: true }
  | {
      readonly move: 'cancel'
      readonly version: number
      readonly lines?: { supplierOrderLineId: string; units: number }[]
    }
  | { readonly move: 'close'; readonly version: number }
  | { readonly move: 'undo-order'; readonly version: number }
  | { readonly move: 'take-out'; readonly version: number }

/** Changes one supplier order; what is shown of it follows at once, and so do the backorders it serves. */
export function useChangeSupplierOrder(supplierOrderId: string) {
  const api = useApi()
  const client = useQueryClient()
  const change = async (wanted: SupplierOrderChange): Promise<void> => {
    const of = { supplierOrderId }
    if (wanted.move === 'edit') await api.supplierOrders.edit(wanted.edit)
    else if (wanted.move === 'close') await api.supplierOrders.close({ ...of, version: wanted.version })
    else if (wanted.move === 'undo-order') await api.supplierOrders.undoOrder({ ...of, version: wanted.version })
    else if (wanted.move === 'take-out') await api.proposals.takeOut({ ...of, version: wanted.version })
    else if (wanted.move === 'order') {
      const { move: _, ...ordering } = wanted
      await api.supplierOrders.order({ ...of, ...ordering })
    } else {
      const lines = wanted.lines === undefined ? {} : { lines: wanted.lines }
      await api.supplierOrders.cancel({ ...of, version: wanted.version, ...lines })
    }
  }
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(supplierOrderId) }),
        client.invalidateQueries({ queryKey: ['supplier-orders'] }),
      ]),
  })
}

type Preview =
  | { readonly move: 'edit'; readonly edit: SupplierOrderEdit }
  | {
      readonly move: 'cancel'
      readonly version: number
      readonly lines?: { supplierOrderLineId: string; units: number }[]
    }

export type NewDraft = { readonly supplierId: string; readonly locationId: string }

/** An empty draft, to be filled on its page. */
export function useCreateSupplierOrder() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: NewDraft) => api.supplierOrders.create(wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ['supplier-orders'] }),
  })
}

/** Where goods can be sent. */
export function useLocations() {
  const api = useApi()
  return useQuery({ queryKey: ['locations'], queryFn: ({ signal }) => api.shop.locations(undefined, { signal }) })
}

/** Who a change would touch; null: there is nothing to ask yet. */
export function useAffected(supplierOrderId: string, wanted: Preview | null) {
  const api = useApi()
  return useQuery({
    queryKey: [...keyOf(supplierOrderId), 'affected', wanted],
    queryFn: ({ signal }) => {
      if (wanted === null) throw new Error('asked without a change')
      if (wanted.move === 'edit') return api.supplierOrders.previewEdit(wanted.edit, { signal })
      const lines = wanted.lines === undefined ? {} : { lines: wanted.lines }
      return api.supplierOrders.previewCancel({ supplierOrderId, version: wanted.version, ...lines }, { signal })
    },
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  })
}

export type LetterToSend = {
  readonly key: string
  /** The last one that whoever sends knows of. */
  readonly lastMessageId: string | null
  readonly to: string
  readonly alsoTo: string[]
  readonly cc: string[]
  readonly subject: string
  readonly text: string
  /** Of a draft: it is ordered with this. */
  readonly order?: { readonly version: number; readonly due?: string | null; readonly confirmed?: true }
}

/** Orders are sent to addresses that are kept with the supplier: others are saved there instead of them, where that is wanted. */
export function useSend({ supplierOrderId, supplier }: Pick<SupplierOrderDetail, 'supplierOrderId' | 'supplier'>) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ savesAddress, ...letter }: LetterToSend & { readonly savesAddress: boolean }) => {
      if (savesAddress) {
        const kept = await api.suppliers.find({ supplierId: supplier.supplierId })
        await api.suppliers.edit({ ...kept, email: letter.to, alsoTo: letter.alsoTo, cc: letter.cc })
      }
      return await api.supplierOrders.send({ supplierOrderId, ...letter })
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(supplierOrderId) }),
        client.invalidateQueries({ queryKey: ['supplier-orders'] }),
      ]),
  })
}

export type DocumentFormat = 'pdf' | 'csv'

/** The order as it would be sent now, or exactly as it was sent. */
export function useDocument(of: { readonly supplierOrderId: string } | { readonly messageId: string }) {
  const api = useApi()
  return useMutation({
    mutationFn: (format: DocumentFormat) =>
      'messageId' in of
        ? api.supplierOrders.messageDocument({ ...of, format })
        : api.supplierOrders.document({ ...of, format }),
  })
}
