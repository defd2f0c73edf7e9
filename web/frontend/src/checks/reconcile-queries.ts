import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

export function useReconcile(cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['reconcile', cursor],
    queryFn: ({ signal }) => api.reconcile.find(cursor === null ? {} : { cursor }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useStartReconcile() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.reconcile.start(),
    onSettled: () => client.invalidateQueries({ queryKey: ['reconcile'] }),
  })
}
