import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { useBackordersAsSeen } from '../backorder-queries.ts'
import { type ListAddress, placeIn, searchOf } from '../list/use-list-address.ts'
import { detailWords } from '../words/detail-words.ts'

/**
 * The lines before and after one in the list that it was opened from, also across its pages; nothing where it was opened from
 * elsewhere, or is not in that list any more. `from` is the query of the list's address.
 */
export function useNeighbours(backorderId: string, from: string | null) {
  const { search } = useLocation()
  const navigate = useNavigate()
  const place = from === null ? null : placeIn(from)
  const page = useBackordersAsSeen(asked(place)).data
  const rows = page?.rows ?? []
  const at = rows.findIndex((row) => row.backorderId === backorderId)
  const pageBefore = at === 0 ? (page?.previous ?? null) : null
  const pageAfter = at >= 0 && at === rows.length - 1 ? (page?.next ?? null) : null
  const lastBefore = useBackordersAsSeen(asked(place, pageBefore)).data?.rows.at(-1)
  const firstAfter = useBackordersAsSeen(asked(place, pageAfter)).data?.rows[0]
  if (place === null || at < 0) return null

  const goTo = (id: string | undefined, cursor: string | null) => {
    if (id === undefined) return null
    const state = { from: searchOf({ ...place, cursor }, from ?? '') }
    // In place of this one, so that one step back leads to the list.
    const url = `/backorders/${id}${queryWithFrame(new URLSearchParams(), search)}`
    return () => void navigate(url, { replace: true, state })
  }
  const before = rows[at - 1]?.backorderId
  const after = rows[at + 1]?.backorderId
  return {
    previousText: detailWords.previous,
    nextText: detailWords.next,
    onPrevious: before === undefined ? goTo(lastBefore?.backorderId, pageBefore) : goTo(before, place.cursor),
    onNext: after === undefined ? goTo(firstAfter?.backorderId, pageAfter) : goTo(after, place.cursor),
  }
}

/** The page that the list was left on; with a cursor the one beside it, where there is one. */
function asked(place: ListAddress | null, beside?: string | null) {
  if (place === null || beside === null) return null
  const { tab, query, sort, cursor } = place
  return { state: tab, query, sort, cursor: beside ?? cursor }
}
