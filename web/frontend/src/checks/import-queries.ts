import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

const queryKey = ['import']

/** The import under way, or else the last one. */
export function useImport() {
  const api = useApi()
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.imports.current(undefined, { signal }),
    refetchInterval,
  })
}

export function useStartImport() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.imports.start(),
    onSuccess: (started) => client.setQueryData(queryKey, started),
  })
}
