import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Api } from '../api/api.ts'
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

export function useBackorders(wanted: BackorderQuery) {
  return useQuery({ ...pageOf(useApi(), wanted), placeholderData: keepPreviousData, refetchInterval })
}

/** A page of the list as it was last seen, so that its order stays while one goes from line to line; null: none is wanted. */
export function useBackordersAsSeen(wanted: BackorderQuery | null) {
  const page = pageOf(useApi(), wanted ?? { state: 'all', query: '', sort: 'newest', cursor: null })
  return useQuery({ ...page, enabled: wanted !== null, staleTime: Number.POSITIVE_INFINITY })
}

function pageOf(api: Api, { state, query, sort, cursor }: BackorderQuery) {
  return {
    queryKey: ['backorders', state, query, sort, cursor],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.backorders.list(
        {
          ...(state === 'all' ? {} : { state }),
          ...(query === '' ? {} : { query }),
          ...(sort === 'newest' ? {} : { sort }),
          ...(cursor === null ? {} : { cursor }),
        },
        { signal },
      ),
  }
}

export function useBackorder(backorderId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['backorder', backorderId],
    queryFn: ({ signal }) => api.backorders.find({ backorderId }, { signal }),
    // From line to line the page stays, and with it the buttons and the focus.
    placeholderData: keepPreviousData,
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
