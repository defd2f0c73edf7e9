import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

export function useRebuild(cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['rebuild', cursor],
    queryFn: ({ signal }) => api.rebuild.find(cursor === null ? {} : { cursor }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useStartRebuild() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.rebuild.preview(),
    onSettled: () => client.invalidateQueries({ queryKey: ['rebuild'] }),
  })
}

export function useApplyRebuild() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rebuildId: string) => api.rebuild.apply({ rebuildId }),
    onSettled: () => client.invalidateQueries({ queryKey: ['rebuild'] }),
  })
}
