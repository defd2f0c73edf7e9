import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MessagesWish, OverrideInput, OverrideList, OverrideRow } from '../../../promises/contract/storefront.ts'
import type { TextsInput } from '../../../promises/contract/storefront-texts.ts'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

const area = 'storefront'

export function useStorefront() {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'overview'],
    queryFn: ({ signal }) => api.storefront.overview(undefined, { signal }),
    refetchInterval,
  })
}

/** Variants to show things with: those that shoppers are told of before others. Read once, so that what is shown stays. */
export function useShowcase() {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'showcase'],
    queryFn: async ({ signal }) => {
      const { rows: told } = await api.storefront.variants({ promised: 'yes', limit: 50 }, { signal })
      if (told.length >= enoughToShow) return told
      const { rows: others } = await api.storefront.variants({ limit: enoughToShow }, { signal })
      return [...told, ...others.filter(({ promise }) => promise === null)]
    },
  })
}
/** One for each situation. */
const enoughToShow = 9

export function useTexts() {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'texts'],
    queryFn: ({ signal }) => api.storefront.texts(undefined, { signal }),
    refetchInterval,
  })
}

export function useWriteTexts() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: TextsInput['changes']) => api.storefront.writeTexts({ changes }),
    onSuccess: (texts) => client.setQueryData([area, 'texts'], texts),
    onSettled: () => client.invalidateQueries({ queryKey: [area] }),
  })
}

/** What Shopify's own messages to shoppers can tell. */
export function useMessages() {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'messages'],
    queryFn: ({ signal }) => api.storefront.messages(undefined, { signal }),
    refetchInterval,
  })
}

export function useSwitchMessages() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: MessagesWish) => api.storefront.switchMessages(said),
    onSuccess: (messages) => client.setQueryData([area, 'messages'], messages),
    onSettled: () => client.invalidateQueries({ queryKey: [area, 'messages'] }),
  })
}

export function useOverrides(cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'overrides', cursor],
    queryFn: ({ signal }) => api.storefront.overrides(cursor === null ? {} : { cursor }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

/** What is told of all that is bought from a supplier, by the supplier. */
export function useSupplierOverrides() {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'overrides', 'of suppliers'],
    queryFn: async ({ signal }) => {
      const bySupplier = new Map<string, OverrideRow>()
      let cursor: string | null = null
      do {
        const page: OverrideList = await api.storefront.overrides(
          { about: 'supplier', limit: 250, ...(cursor === null ? {} : { cursor }) },
          { signal },
        )
        for (const row of page.rows) if (row.supplier) bySupplier.set(row.supplier.supplierId, row)
        cursor = page.next
      } while (cursor !== null)
      return bySupplier
    },
    refetchInterval,
  })
}

type VariantPlace = { readonly isPromised: boolean; readonly query: string; readonly cursor: string | null }

export function useToldVariants({ isPromised, query, cursor }: VariantPlace) {
  const api = useApi()
  return useQuery({
    queryKey: [area, 'variants', isPromised, query, cursor],
    queryFn: ({ signal }) =>
      api.storefront.variants(
        {
          promised: isPromised ? 'yes' : 'any',
          ...(query === '' ? {} : { query }),
          ...(cursor === null ? {} : { cursor }),
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useSetOverride() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (override: OverrideInput) => api.storefront.override(override),
    onSettled: () => client.invalidateQueries({ queryKey: [area] }),
  })
}
