import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EntryFields, ItemRule } from '../../../suppliers/contract/catalogue.ts'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

type Place = { readonly query: string; readonly cursor: string | null }
const placeOf = ({ query, cursor }: Place) => ({
  ...(query === '' ? {} : { query }),
  ...(cursor === null ? {} : { cursor }),
})

export function useCatalogue({ supplierId, ...place }: Place & { readonly supplierId: string }) {
  const api = useApi()
  return useQuery({
    queryKey: ['catalogue', supplierId, place.query, place.cursor],
    queryFn: ({ signal }) => api.catalogue.list({ supplierId, ...placeOf(place) }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

/** Which items: those that need ordering and nobody supplies, those that nobody supplies, or all. */
export type ItemScope = 'needed' | 'unsupplied' | 'all'

const scopes = {
  needed: { supplied: 'none', needed: 'yes' },
  unsupplied: { supplied: 'none' },
  all: {},
} as const

export function useItems({ scope, ...place }: Place & { readonly scope: ItemScope }) {
  const api = useApi()
  return useQuery({
    queryKey: ['items', scope, place.query, place.cursor],
    queryFn: ({ signal }) => api.items.list({ ...scopes[scope], ...placeOf(place) }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useVendors() {
  const api = useApi()
  return useQuery({
    queryKey: ['items', 'vendors'],
    queryFn: ({ signal }) => api.items.vendors(undefined, { signal }),
    refetchInterval,
  })
}

export function useItem(itemId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['item', itemId],
    queryFn: ({ signal }) => api.items.find({ itemId }, { signal }),
    refetchInterval,
  })
}

export function useSetRule(itemId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rule: ItemRule) => api.items.setRule({ ...rule, itemId }),
    onSuccess: (item) => client.setQueryData(['item', itemId], item),
    onSettled: () => client.invalidateQueries({ queryKey: ['items'] }),
  })
}

export function usePutEntry() {
  const api = useApi()
  return useCatalogueChange((entry: EntryFields & { readonly supplierId: string; readonly itemId: string }) =>
    api.catalogue.put(entry),
  )
}

export type ItemAssignment = {
  readonly supplierId: string
  readonly to: { readonly itemIds: string[] } | { readonly vendor: string }
}

export function useAssign() {
  const api = useApi()
  return useCatalogueChange((assignment: ItemAssignment) => api.catalogue.assign(assignment))
}

export function useRemoveEntries() {
  const api = useApi()
  return useCatalogueChange((choice: { supplierId: string; itemIds: string[] }) => api.catalogue.remove(choice))
}

/** Whatever counts items or shows who supplies them follows at once. */
function useCatalogueChange<Change, Answer>(mutationFn: (change: Change) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all(
        ['catalogue', 'items', 'item', 'supplier', 'suppliers'].map((area) =>
          client.invalidateQueries({ queryKey: [area] }),
        ),
      ),
  })
}

/** How many items need ordering and have no supplier. */
export function useUnsuppliedCount() {
  const api = useApi()
  return useQuery({
    queryKey: ['items', 'unsupplied-count'],
    queryFn: async ({ signal }) => (await api.items.list({ ...scopes.needed, limit: 1 }, { signal })).total,
    refetchInterval,
  })
}
