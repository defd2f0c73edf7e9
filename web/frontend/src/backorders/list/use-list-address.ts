import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { type Tab, tabs } from '../words/list-words.ts'

type Sort = 'newest' | 'oldest'
export type ListAddress = {
  readonly tab: Tab
  readonly query: string
  readonly sort: Sort
  readonly cursor: string | null
}

const firstTab: Tab = 'active'

/** Which backorders are looked at is in the address: it can be kept, shared and gone back to. */
export function useListAddress() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const urlOf = (place: ListAddress): string => `/${searchOf(place, search)}`
  return {
    ...placeIn(search),
    urlOf,
    rowUrl: (backorderId: string) => `/backorders/${backorderId}${queryWithFrame(new URLSearchParams(), search)}`,
    go: (there: ListAddress, replace = false) => void navigate(urlOf(there), { replace }),
  }
}

/** Which backorders the query of an address names. */
export function placeIn(search: string): ListAddress {
  const given = new URLSearchParams(search)
  return {
    tab: tabs.find(({ state }) => state === given.get('state'))?.state ?? firstTab,
    query: given.get('query') ?? '',
    sort: given.get('sort') === 'oldest' ? 'oldest' : 'newest',
    cursor: given.get('cursor'),
  }
}

/** The query that names them; `search` is that of an address of the app. */
export function searchOf({ tab, query, sort, cursor }: ListAddress, search: string): string {
  const own = new URLSearchParams()
  if (tab !== firstTab) own.set('state', tab)
  if (query !== '') own.set('query', query)
  if (sort !== 'newest') own.set('sort', sort)
  if (cursor !== null) own.set('cursor', cursor)
  return queryWithFrame(own, search)
}
