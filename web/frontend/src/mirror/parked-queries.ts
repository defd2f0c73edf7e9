import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ParkedChoice } from '../../../mirror/contract/deliveries.ts'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

export function useParkedDeliveries(cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['parked', cursor],
    queryFn: ({ signal }) => api.deliveries.parked(cursor === null ? {} : { cursor }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export type ParkedStep = 'retry' | 'discard'

/** Does a step to one delivery, or to all of a reason; the list follows at once. */
export function useSettleParked() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ step, choice }: { step: ParkedStep; choice: ParkedChoice }) => api.deliveries[step](choice),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['parked'] }),
        client.invalidateQueries({ queryKey: ['shop'] }),
      ]),
  })
}
