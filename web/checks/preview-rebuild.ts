import { readStock } from '../mirror/shopify/read-stock.ts'
import { loadLocations } from '../mirror/store/items/catalogue.ts'
import { planChanges } from '../planning/plan-changes.ts'
import { itemsBehind } from '../planning/point-claims.ts'
import { loadPlanningFacts } from '../planning/store/facts.ts'
import { owedChanges } from '../planning/store/owed.ts'
import { withShopSql } from '../platform/db/with-shop.ts'
import type { Services } from '../platform/services.ts'
import { loadItemsAfter, loadRebuild, recordWorkedOut } from './store/rebuild.ts'

const itemsARound = 250

/**
 * A round of the rebuild that a merchant asked for, as part of the lane: reads the stock of the next items and keeps
 * what a plan of them would change. Writes nothing else. Answers whether there is more to do.
 * Throws `ShopifyBusy` and `AccessLost`.
 */
export async function previewRebuild({ db, admin }: Services, shop: string): Promise<boolean> {
  const { rebuild, items, locations } = await withShopSql(db, shop, async (tx) => {
    const last = await loadRebuild(tx)
    const isUnderWay = last?.finishedAt === null
    return {
      rebuild: isUnderWay ? last : null,
      items: isUnderWay ? await loadItemsAfter(tx, last.position, itemsARound) : [],
      locations: await loadLocations(tx),
    }
  })
  if (rebuild === null) return false

  const untold = new Set<string>()
  const readings = await readStock(admin, shop, items, locations.length, (id) => untold.add(id))
  const read = new Map(readings.map((item) => [item.itemId, item]))
  await withShopSql(db, shop, async (tx) => {
    const facts = await loadPlanningFacts(tx, items, { locations })
    const behind = itemsBehind(read, facts)
    const planned = new Set(items.filter((item) => !behind.has(item) && !untold.has(item)))
    const { changes, points } = planChanges(planned, read, facts, facts.strangers)
    const owed = facts.owed.filter(({ item }) => planned.has(item))
    const owedItems = [...new Set(owedChanges(owed, points).map(({ item }) => item))]
    await recordWorkedOut(tx, rebuild, { items, waiting: behind.size + untold.size, changes, owedItems })
  })
  return items.length > 0
}
