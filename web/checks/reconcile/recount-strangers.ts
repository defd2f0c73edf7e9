import type { ItemReading } from '../../mirror/rules/shop-facts.ts'
import { readOrdersSince } from '../../mirror/shopify/search-orders.ts'
import { setUntoldAside, type Untold } from '../../mirror/store/inbox/set-aside.ts'
import { recountedClaims } from '../../planning/point-claims.ts'
import type { ClaimChanges } from '../../planning/store/claims.ts'
import type { PlanningFacts } from '../../planning/store/facts.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import type { OnUntold } from '../../platform/shopify/in-pieces.ts'
import { recordReadOrders } from '../read-anew.ts'
import { findMovingItems, loadBusyItems } from '../store/strangers.ts'

/** Shopify finds an order by its last change a little after the change. */
const searchLagMs = 60_000

/** Whether Shopify counts other committed units somewhere than our orders and the strangers explain. */
export function isUnexplained(readings: readonly ItemReading[], facts: PlanningFacts): boolean {
  return readings.some((reading) => recounted(reading, knownUnits(facts), facts.strangers).length > 0)
}

/** The newest orders, before anybody is called a stranger. */
export async function readNewestOrders(services: Services, shop: string, since: string, isRouted: boolean) {
  const readAt = await withShopSql(services.db, shop, databaseTime)
  const from = new Date(Date.parse(since) - searchLagMs).toISOString()
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  for await (const orders of readOrdersSince(services.admin, shop, from, isRouted, readAt, onUntold)) {
    await withShopSql(services.db, shop, async (tx) => {
      await setUntoldAside(tx, untold)
      const marks = await recordReadOrders(tx, orders, readAt)
      await marks.write(tx)
    })
  }
}

/**
 * Strangers of read items where they are more or fewer than recorded, by `item@location`: committed units that no order
 * of ours explains. Beside them what is to be remembered of units that took no stock, which are missing there instead.
 * Only where nothing moves: what moves is counted another night.
 */
export async function recountStrangers(
  tx: ShopSql,
  readings: readonly ItemReading[],
  facts: PlanningFacts,
  readAt: string,
): Promise<{ readonly strangers: Map<string, number>; readonly claims: ClaimChanges }> {
  const quiet = await findQuietReadings(tx, readings, facts, readAt)
  const known = knownUnits(facts)
  const strangers = new Map(quiet.flatMap((reading) => recounted(reading, known, facts.strangers)))
  const read = new Map(quiet.map((reading) => [reading.itemId, reading]))
  const now = new Map([...facts.strangers, ...strangers])
  return { strangers, claims: recountedClaims(new Set(read.keys()), read, facts, now, readAt) }
}

/** No delivery waits, nothing is due for the item, and none of its orders and nothing of its stock changed just now. */
async function findQuietReadings(
  tx: ShopSql,
  readings: readonly ItemReading[],
  facts: PlanningFacts,
  readAt: string,
): Promise<ItemReading[]> {
  const items = readings.map((reading) => reading.itemId)
  const quietSince = Date.parse(readAt) - searchLagMs
  const busy = await loadBusyItems(tx, items)
  if (busy === 'all') return []
  for (const item of await findMovingItems(tx, items, new Date(quietSince).toISOString())) busy.add(item)
  for (const { line, item, location, units } of facts.demands) {
    if (location === null && units > (facts.placeless.get(line) ?? 0)) busy.add(item)
  }
  return readings.filter(
    ({ itemId, points }) => !busy.has(itemId) && points.every((point) => Date.parse(point.changedAt) < quietSince),
  )
}

function recounted(
  { tracked, points }: ItemReading,
  known: ReadonlyMap<string, number>,
  strangers: ReadonlyMap<string, number>,
): [string, number][] {
  return points
    .map(({ itemId, locationId, committed }): [string, number] => {
      const place = `${itemId}@${locationId}`
      return [place, tracked ? Math.max(0, committed - (known.get(place) ?? 0)) : 0]
    })
    .filter(([place, units]) => units !== (strangers.get(place) ?? 0))
}

function knownUnits({ demands }: PlanningFacts): Map<string, number> {
  const known = new Map<string, number>()
  for (const { item, location, units } of demands) {
    const place = `${item}@${location}`
    known.set(place, (known.get(place) ?? 0) + units)
  }
  return known
}
