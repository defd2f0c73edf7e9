import type { ItemReading } from '../mirror/rules/shop-facts.ts'
import { markPromisesAtLocationsDue } from '../mirror/store/marks/promise-marks.ts'
import { askForNativeReceipts, type Counts, setLocationCounts } from '../mirror/store/stock/location-counts.ts'
import { loadMirrorPoints, type MirrorPoint } from '../mirror/store/stock/mirror-points.ts'
import { findItemsAt } from '../mirror/store/stock/open-places.ts'
import { planChanges } from '../planning/plan-changes.ts'
import type { BackorderChange } from '../planning/rules/record/changes.ts'
import { markItemsDue } from '../planning/store/due-items.ts'
import { loadPlanningFacts } from '../planning/store/facts.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { loadPlannedShop } from '../planning/store/planned-shop.ts'
import { loadReceivedStock } from '../planning/store/received-stock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'

/**
 * Whose figure counts at a location from now on. Everything there is planned again, and what shoppers are told of it; as
 * nothing of the other way was forgotten but of orders that left, it may be turned as often as one likes. Null where there is no such location.
 */
export async function countAtLocation(
  tx: ShopSql,
  locationId: string,
  counts: Counts,
): Promise<'as-before' | 'changed' | null> {
  await lockPlans(tx)
  const before = await setLocationCounts(tx, locationId, counts)
  if (before === null || before.counts === counts) return before && 'as-before'
  if (counts === 'received') await askForNativeReceipts(tx, locationId)
  const topic = counts === 'received' ? 'locations/only-received' : 'locations/as-shopify'
  const cause = { kind: 'merchant', topic, triggeredAt: await databaseTime(tx), order: before.name } as const
  const items = await findItemsAt(tx, [locationId])
  await markItemsDue(tx, new Map(items.map(({ itemId }) => [itemId, [cause]])))
  await markPromisesAtLocationsDue(tx, [locationId])
  await tx.query('select nudge_shop($1)')
  return 'changed'
}

/** What counting otherwise would change. */
export type CountsChange = {
  /** Order lines that would have other numbers, and their orders. */
  readonly lines: number
  readonly orders: number
  /** Units that would be backordered, and would no longer be. */
  readonly moreBackordered: number
  readonly fewerBackordered: number
}

const itemsAtOnce = 250

/** The same before it is done, by the stock that is recorded: writes nothing, and asks Shopify nothing. */
export async function previewCounts(tx: ShopSql, locationId: string, counts: Counts): Promise<CountsChange> {
  const planned = await loadPlannedShop(tx)
  const others = planned.receivedOnly.filter((id) => id !== locationId)
  const receivedOnly = counts === 'received' ? [...others, locationId] : others
  const found = await findItemsAt(tx, [locationId])
  const items = [...new Set(found.map(({ itemId }) => itemId))].sort()
  const moved: (BackorderChange & { readonly order: string })[] = []
  for (let from = 0; from < items.length; from += itemsAtOnce) {
    const some = items.slice(from, from + itemsAtOnce)
    const facts = await loadPlanningFacts(tx, some, planned)
    const received = await loadReceivedStock(tx, some, receivedOnly)
    const read = readingsOf(await loadMirrorPoints(tx, some))
    const { changes } = planChanges(new Set(read.keys()), read, { ...facts, received }, facts.strangers)
    const orderOf = new Map([...facts.recorded, ...facts.demands].map(({ line, order }) => [line, order]))
    moved.push(...changes.map((change) => ({ ...change, order: orderOf.get(change.line) ?? '' })))
  }
  const shifts = moved.map(({ before, after }) => after.backordered - (before?.backordered ?? 0))
  return {
    lines: moved.length,
    orders: new Set(moved.map(({ order }) => order)).size,
    moreBackordered: shifts.reduce((sum, units) => sum + Math.max(0, units), 0),
    fewerBackordered: shifts.reduce((sum, units) => sum + Math.max(0, -units), 0),
  }
}

/** As it was last heard of and read; an item of which that is not known is left out. */
function readingsOf(points: readonly MirrorPoint[]): Map<string, ItemReading> {
  const readings = [...Map.groupBy(points, ({ itemId }) => itemId)].flatMap(([itemId, of]): [string, ItemReading][] => {
    const [first] = of
    if (first === undefined || first.isGone || of.some(({ available }) => available === null)) return []
    const levels = of.map(({ locationId, available, committed, changedAt }) => {
      const [units, taken] = [available ?? 0, committed ?? 0]
      return { itemId, locationId, available: units, committed: taken, onHand: units + taken, changedAt }
    })
    return [[itemId, { itemId, sku: null, tracked: first.isTracked, changedAt: first.changedAt, points: levels }]]
  })
  return new Map(readings)
}
