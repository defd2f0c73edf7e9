import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ShopRules } from '../../../../shop/contract/shop-rules.ts'
import { useApi } from '../../api/api-context.ts'
import { refetchInterval } from '../../backorders/backorder-queries.ts'

export function useShopRules() {
  const api = useApi()
  return useQuery({
    queryKey: ['shop-rules'],
    queryFn: ({ signal }) => api.shop.rules(undefined, { signal }),
    refetchInterval,
  })
}

export type RuleChange = Partial<Omit<ShopRules, 'unclaimed' | 'unpaid'>>

/** Changes what is named; everything else stays. */
export function useChangeRules() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: RuleChange) => api.shop.setRules(change),
    onSuccess: (rules) => client.setQueryData(['shop-rules'], rules),
  })
}
