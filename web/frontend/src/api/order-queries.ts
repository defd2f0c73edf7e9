import { useQuery } from '@tanstack/react-query'
import { useApi } from './api-context.ts'
import { refetchInterval } from './backorder-queries.ts'

export function useOrder(orderId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => api.orders.find({ orderId }, { signal }),
    refetchInterval,
  })
}
