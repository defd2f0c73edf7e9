import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { JoinInput, NativeOrderRow } from '../../../../native/contract/native-orders.ts'
import { useApi } from '../../api/api-context.ts'
import { refetchInterval } from '../../backorders/backorder-queries.ts'

const area = 'native-orders'
const sameGoods = 'same-goods'

/** What comes with Shopify's own purchase orders and transfers. */
export function useNativeOrders() {
  const api = useApi()
  return useQuery({
    queryKey: [area],
    queryFn: ({ signal }) => api.nativeOrders.list(undefined, { signal }),
    refetchInterval,
  })
}

export function useReadNativeOrders() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.nativeOrders.read(),
    onSuccess: (list) => client.setQueryData([area], list),
  })
}

type TypedDue = Pick<NativeOrderRow, 'kind' | 'documentId'> & {
  readonly due: string | null
  readonly confirmed?: true
}

export function useTypedDue() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, documentId, due, confirmed }: TypedDue) =>
      api.nativeOrders.setDue({ kind, documentId, due, ...(confirmed && { confirmed }) }),
    onSuccess: (list) => client.setQueryData([area], list),
  })
}

export function useLeaveOut() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      kind,
      documentId,
      isLeftOut,
    }: Pick<NativeOrderRow, 'kind' | 'documentId'> & { isLeftOut: boolean }) =>
      api.nativeOrders.leaveOut({ kind, documentId, isLeftOut }),
    onSuccess: (list) => client.setQueryData([area], list),
  })
}

export function useSameGoods(supplierOrderId: string, isAsked: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: [sameGoods, supplierOrderId],
    queryFn: ({ signal }) => api.nativeOrders.sameGoods({ supplierOrderId }, { signal }),
    enabled: isAsked,
    refetchInterval,
  })
}

export function useJoin(supplierOrderId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (join: Omit<JoinInput, 'supplierOrderId'>) => api.nativeOrders.join({ ...join, supplierOrderId }),
    onSuccess: (list) => client.setQueryData([area], list),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['supplier-order', supplierOrderId] }),
        client.invalidateQueries({ queryKey: [sameGoods, supplierOrderId] }),
      ]),
  })
}
