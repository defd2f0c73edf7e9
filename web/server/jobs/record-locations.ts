import type { LocationFact, LocationGone } from '../../domain/shop-facts.ts'
import { markPromisesAtLocationsDue } from '../db/promises/promise-marks.ts'
import { deleteLocations, recordLocations } from '../db/suppliers/catalogue.ts'
import { findItemsAt, loadWhetherOpen } from '../db/suppliers/open-places.ts'
import type { ShopSql } from '../db/with-shop.ts'

/**
 * Writes what was told or read of locations, each at most once; answers the items that are to be planned because one of
 * them was closed or opened by it. What shoppers are told of what is stocked there is worked out again.
 */
export async function recordPlaces(
  tx: ShopSql,
  shop: string,
  locations: readonly LocationFact[],
  gone: readonly LocationGone[] = [],
): Promise<{ itemId: string; locationId: string }[]> {
  const ids = [...locations, ...gone].map(({ locationId }) => locationId)
  const before = await loadWhetherOpen(tx, shop, ids)
  const changed = await recordLocations(tx, shop, locations)
  await deleteLocations(tx, shop, gone)
  const after = await loadWhetherOpen(tx, shop, ids)
  const switched = [...before.keys()].filter((id) => before.get(id) !== after.get(id))
  await markPromisesAtLocationsDue(tx, shop, [...new Set([...changed, ...switched])])
  return await findItemsAt(tx, shop, switched)
}
