import type { BackorderChange } from '../../../domain/backorders/changes.ts'
import type { Cause, ItemReading } from '../../../domain/shop-facts.ts'
import { loadLocations, recordItems } from '../../db/catalogue.ts'
import { databaseTime } from '../../db/database-time.ts'
import { markItemsDue } from '../../db/due-items.ts'
import { distrustItems, loadMirrorPoints, type MirrorPoint, trustOrdersOf } from '../../db/mirror.ts'
import { loadPlanningFacts } from '../../db/planning-facts.ts'
import { loadItemsAfter } from '../../db/rebuild.ts'
import { advanceReconcile, type Difference, type Reconcile, recordDifferences } from '../../db/reconciles.ts'
import { loadShopDay } from '../../db/shop-day.ts'
import { recordReadings } from '../../db/stock.ts'
import { withShopSql } from '../../db/with-shop.ts'
import { planChanges } from '../../planning/plan-changes.ts'
import type { Services } from '../../services.ts'
import { readStock } from '../../shopify/read-stock.ts'
import { readUnknownVariants, routeOrders } from '../read-anew.ts'

const itemsABatch = 250

/** The stock of every item that has a plan; then its plan, which is made again from what was read. */
export async function compareItems(services: Services, shop: string, running: Reconcile): Promise<void> {
  const { db, admin } = services
  const { reconcileId, position } = running
  while ((await readUnknownVariants(services, shop)) > 0);
  const { locations, items, readAt } = await withShopSql(db, shop, async (tx) => ({
    locations: await loadLocations(tx, shop),
    items: await loadItemsAfter(tx, shop, position, itemsABatch),
    readAt: await databaseTime(tx),
  }))
  if (locations.length > 1) await routeOrders(services, shop, items)
  const readings = await readStock(admin, shop, items, locations.length)
  const read = new Map(readings.map((item) => [item.itemId, item]))

  await withShopSql(db, shop, async (tx) => {
    const mirror = Map.groupBy(await loadMirrorPoints(tx, shop, items), (point) => point.itemId)
    const stock = readings.flatMap((reading) => stockDifferences(reading, mirror.get(reading.itemId) ?? []))
    await distrustItems(tx, shop, [...read.keys()])
    await recordItems(
      tx,
      shop,
      readings.map((item) => ({ ...item, kind: 'item', heardAt: readAt })),
    )
    await recordReadings(tx, shop, readings, readAt)

    const facts = await loadPlanningFacts(tx, shop, items, locations)
    const { changes } = planChanges(new Set(items), read, facts, facts.strangers, await loadShopDay(tx, shop))
    await recordDifferences(tx, shop, reconcileId, [...stock, ...changes.map(backorderDifference)])
    const cause: Cause = { kind: 'reconcile', topic: 'reconcile', triggeredAt: readAt }
    await markItemsDue(tx, shop, new Map(items.map((item) => [item, [cause]])))
    await trustOrdersOf(tx, shop, items)
    const last = items.at(-1)
    const isOver = last === undefined
    await advanceReconcile(tx, shop, reconcileId, {
      step: 'items',
      position: last ?? position,
      items: items.length,
      isOver,
    })
  })
}

function stockDifferences(reading: ItemReading, ours: readonly MirrorPoint[]): Difference[] {
  const { itemId, sku, tracked, changedAt, points } = reading
  const name = sku ?? itemId
  const differences: Difference[] = []
  const known = ours[0]
  if (known && (known.isTracked !== tracked || known.isGone)) {
    const cause = isNewer(changedAt, known.itemChangedAt) ? 'lost-webhook' : 'drift'
    const had = { tracked: known.isTracked, deleted: known.isGone }
    differences.push({ thing: 'item', thingId: itemId, name, cause, ours: had, theirs: { tracked, deleted: false } })
  }
  for (const point of points) {
    const had = ours.find((one) => one.locationId === point.locationId)
    // What is committed is never told by a webhook: only what is available can differ.
    if (had?.available === point.available) continue
    differences.push({
      thing: 'stock',
      thingId: `${itemId}@${point.locationId}`,
      name,
      cause: had === undefined || isNewer(point.changedAt, had.changedAt) ? 'lost-webhook' : 'drift',
      ours: had ? { available: had.available } : null,
      theirs: { available: point.available },
    })
  }
  return differences
}

function backorderDifference({ line, location, before, after }: BackorderChange): Difference {
  return { thing: 'backorder', thingId: `${line}@${location}`, name: line, cause: 'drift', ours: before, theirs: after }
}

function isNewer(one: string, other: string | null): boolean {
  return other === null || Date.parse(one) > Date.parse(other)
}
