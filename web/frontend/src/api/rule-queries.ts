import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from './api-context.ts'
import { refetchInterval } from './backorder-queries.ts'

export function useShopRules() {
  const api = useApi()
  return useQuery({
    queryKey: ['shop-rules'],
    queryFn: ({ signal }) => api.shop.rules(undefined, { signal }),
    refetchInterval,
  })
}

export function useCountUnclaimed() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (countsUnclaimed: boolean) => api.shop.setRules({ countsUnclaimed }),
    onSuccess: (rules) => client.setQueryData(['shop-rules'], rules),
  })
}
