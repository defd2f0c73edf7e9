import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LocationCounts } from '../../../../shop/contract/shop.ts'
import { useApi } from '../../api/api-context.ts'

export type WantedCounts = { readonly locationId: string; readonly counts: LocationCounts }

/** What counting otherwise at a location would change. */
export function useCountsPreview(wanted: WantedCounts) {
  const api = useApi()
  return useQuery({
    queryKey: ['locations', 'counts', wanted],
    queryFn: ({ signal }) => api.shop.previewCounts(wanted, { signal }),
    gcTime: 0,
  })
}

export function useSetCounts() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: WantedCounts) => api.shop.setCounts(wanted),
    onSuccess: (locations) => client.setQueryData(['locations'], locations),
  })
}
