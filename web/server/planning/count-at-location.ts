import type { BackorderChange } from '../../domain/backorders/changes.ts'
import type { ItemReading } from '../../domain/shop-facts.ts'
import { databaseTime } from '../db/database-time.ts'
import { loadMirrorPoints, type MirrorPoint } from '../db/mirror/mirror.ts'
import { markItemsDue } from '../db/planning/due-items.ts'
import { lockPlans } from '../db/planning/plan-lock.ts'
import { loadPlannedShop } from '../db/planning/planned-shop.ts'
import { loadPlanningFacts } from '../db/planning/planning-facts.ts'
import { loadReceivedStock } from '../db/planning/received-stock.ts'
import { markPromisesAtLocationsDue } from '../db/promises/promise-marks.ts'
import { askForNativeReceipts, type Counts, setLocationCounts } from '../db/suppliers/location-counts.ts'
import { findItemsAt } from '../db/suppliers/open-places.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { planChanges } from './plan-changes.ts'

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
export type CountsPreview = {
  /** Order lines that would have other numbers, and their orders. */
  readonly lines: number
  readonly orders: number
  /** Units that would be backordered, and would no longer be. */
  readonly moreBackordered: number
  readonly fewerBackordered: number
}

const itemsAtOnce = 250

/** The same before it is done, by the stock that is recorded: writes nothing, and asks Shopify nothing. */
export async function previewCounts(tx: ShopSql, locationId: string, counts: Counts): Promise<CountsPreview> {
  const planned = await loadPlannedShop(tx)
  const others = planned.receivedOnly.filter((id) => id !== locationId)
  const receivedOnly = counts === 'received' ? [...others, locationId] : others
  const found = await findItemsAt(tx, [locationId])
  const items = [...new Set(found.map(({ itemId }) => itemId))].sort()
  const moved: (BackorderChange & { readonly order: string })[] = []
  for (let from = 0; from < items.length; from += itemsAtOnce) {
    const some = items.slice(from, from + itemsAtOnce)
    const facts = await loadPlanningFacts(tx, some, planned.locations)
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
