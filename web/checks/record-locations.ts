import type { LocationFact, LocationGone } from '../mirror/rules/shop-facts.ts'
import { deleteLocations, recordLocations } from '../mirror/store/items/catalogue.ts'
import { findItemsAt, loadWhetherOpen } from '../mirror/store/stock/open-places.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'

export type RecordedPlaces = {
  /** Of what is there promises are to be worked out again. */
  readonly changed: readonly string[]
  /** To be planned, as their place was closed or opened. */
  readonly moved: readonly { readonly itemId: string; readonly locationId: string }[]
}

/** Writes what was told or read of locations, each at most once. */
export async function recordPlaces(
  tx: ShopSql,
  locations: readonly LocationFact[],
  gone: readonly LocationGone[] = [],
): Promise<RecordedPlaces> {
  const ids = [...locations, ...gone].map(({ locationId }) => locationId)
  const before = await loadWhetherOpen(tx, ids)
  const changed = await recordLocations(tx, locations)
  await deleteLocations(tx, gone)
  const after = await loadWhetherOpen(tx, ids)
  const switched = [...before.keys()].filter((id) => before.get(id) !== after.get(id))
  return { changed: [...new Set([...changed, ...switched])], moved: await findItemsAt(tx, switched) }
}
