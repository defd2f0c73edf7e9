import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ShopRules } from '../../../contract/shop-rules.ts'
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
  return useChangedRule((countsUnclaimed: boolean) => ({ countsUnclaimed }))
}

export function useCountFrom() {
  return useChangedRule((countsFrom: ShopRules['countsFrom']) => ({ countsFrom }))
}

function useChangedRule<Choice>(
  changed: (choice: Choice) => Partial<Pick<ShopRules, 'countsUnclaimed' | 'countsFrom'>>,
) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (choice: Choice) => api.shop.setRules(changed(choice)),
    onSuccess: (rules) => client.setQueryData(['shop-rules'], rules),
  })
}
