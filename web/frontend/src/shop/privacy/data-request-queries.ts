import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.ts'
import { refetchInterval } from '../../backorders/backorder-queries.ts'

export function useDataRequests(cursor: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['data-requests', cursor],
    queryFn: ({ signal }) => api.dataRequests.list(cursor === null ? {} : { cursor }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

/** Everything that is kept of the orders of a request. */
export function useDataRequestFile() {
  const api = useApi()
  return useMutation({ mutationFn: (dataRequestId: string) => api.dataRequests.file({ dataRequestId }) })
}

/** Marks a request, or takes that back; the list and the notice on the first page follow at once. */
export function useSetAnswered() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (answer: { readonly dataRequestId: string; readonly isAnswered: boolean }) =>
      api.dataRequests.setAnswered(answer),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['data-requests'] }),
        client.invalidateQueries({ queryKey: ['shop'] }),
      ]),
  })
}
