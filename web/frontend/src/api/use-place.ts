import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from './frame-address.ts'

export type Place<Tab extends string> = { readonly tab: Tab; readonly query: string; readonly cursor: string | null }

/** Where in a list one is, kept in the address: it can be shared and gone back to. The first tab goes without saying. */
export function usePlace<Tab extends string>(path: string, tabs: readonly [Tab, ...Tab[]]) {
  const { search } = useLocation()
  const navigate = useNavigate()
  const given = new URLSearchParams(search)
  const place: Place<Tab> = {
    tab: tabs.find((tab) => tab === given.get('show')) ?? tabs[0],
    query: given.get('query') ?? '',
    cursor: given.get('cursor'),
  }
  const urlOf = ({ tab, query, cursor }: Place<Tab>): string => {
    const own = new URLSearchParams()
    if (tab !== tabs[0]) own.set('show', tab)
    if (query !== '') own.set('query', query)
    if (cursor !== null) own.set('cursor', cursor)
    return path + queryWithFrame(own, search)
  }
  return {
    ...place,
    urlOf,
    go: (there: Partial<Place<Tab>>, replace = false) =>
      void navigate(urlOf({ ...place, cursor: null, ...there }), { replace }),
  }
}
