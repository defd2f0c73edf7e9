import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from './backorder-queries.ts'

export function useOrder(orderId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => api.orders.find({ orderId }, { signal }),
    refetchInterval,
  })
}

/** Units that are to be sent later, the next first: so many rows after `offset`. */
export function useScheduled(offset: number, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['scheduled', offset, limit],
    queryFn: ({ signal }) => api.orders.scheduled({ offset, limit }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

/** Open units without a location, the oldest order first: so many rows after `offset`. */
export function useUnplaced(offset: number, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['unplaced', offset, limit],
    queryFn: ({ signal }) => api.orders.unplaced({ offset, limit }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}
