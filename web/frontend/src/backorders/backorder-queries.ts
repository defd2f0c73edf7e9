import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../api/api-context.ts'

/** The dashboard shows what changed within a second or two. */
const refreshMs = 1_500
/** While the server does not answer it is asked less often. */
const refreshAfterFaultMs = 5_000

export type BackorderQuery = {
  readonly state: string
  readonly query: string
  readonly sort: 'newest' | 'oldest'
  readonly cursor: string | null
}

type Failing = { state: { status: string; fetchFailureCount: number } }
export const refetchInterval = ({ state }: Failing) =>
  state.status === 'error' || state.fetchFailureCount > 0 ? refreshAfterFaultMs : refreshMs

export function useBackorders({ state, query, sort, cursor }: BackorderQuery) {
  const api = useApi()
  return useQuery({
    queryKey: ['backorders', state, query, sort, cursor],
    queryFn: ({ signal }) =>
      api.backorders.list(
        {
          ...(state === 'all' ? {} : { state }),
          ...(query === '' ? {} : { query }),
          ...(sort === 'newest' ? {} : { sort }),
          ...(cursor === null ? {} : { cursor }),
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useBackorder(backorderId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['backorder', backorderId],
    queryFn: ({ signal }) => api.backorders.find({ backorderId }, { signal }),
    refetchInterval,
  })
}

export function useShop() {
  const api = useApi()
  return useQuery({
    queryKey: ['shop'],
    queryFn: ({ signal }) => api.shop.find(undefined, { signal }),
    refetchInterval,
  })
}
