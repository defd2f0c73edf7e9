import type { Cause } from '../../mirror/rules/shop-facts.ts'
import { readStock } from '../../mirror/shopify/read-stock.ts'
import { setUntoldAside, takeBackSetAside, type Untold } from '../../mirror/store/inbox/set-aside.ts'
import { deleteItems, loadLocations, recordItems } from '../../mirror/store/items/catalogue.ts'
import { markEveryPromiseDue } from '../../mirror/store/marks/promise-marks.ts'
import { loadMirrorPoints } from '../../mirror/store/stock/mirror-points.ts'
import { recordReadings, recordStrangers } from '../../mirror/store/stock/stock.ts'
import { planChanges } from '../../planning/plan-changes.ts'
import type { BackorderChange } from '../../planning/rules/record/changes.ts'
import { recordClaims } from '../../planning/store/claims.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { loadPlanningFacts } from '../../planning/store/facts.ts'
import { owedChanges } from '../../planning/store/owed.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import type { OnUntold } from '../../platform/shopify/in-pieces.ts'
import { readRouting, readUnknownVariants } from '../read-anew.ts'
import { loadItemTitles, loadLastTold, loadLineNames } from '../store/difference-facts.ts'
import { distrustItems, trustOrdersOf } from '../store/mirror.ts'
import { loadItemsAfter } from '../store/rebuild.ts'
import {
  advanceReconcile,
  type Difference,
  loadCauses,
  type ReconcileRecord,
  recordDifferences,
} from '../store/reconciles.ts'
import { backorderDifference, goneItemDifference, itemDifferences, owedDifferences } from './item-differences.ts'
import { isUnexplained, readNewestOrders, recountStrangers } from './recount-strangers.ts'

const itemsABatch = 250

/** The stock of every item that has a plan; then its plan, which is made again from what was read. */
export async function compareItems(services: Services, shop: string, running: ReconcileRecord): Promise<void> {
  const { db, admin } = services
  const { reconcileId, position } = running
  while ((await readUnknownVariants(services, shop)) > 0);
  const { locations, batch, readAt } = await withShopSql(db, shop, async (tx) => ({
    locations: await loadLocations(tx),
    batch: await loadItemsAfter(tx, position, itemsABatch),
    readAt: await databaseTime(tx),
  }))
  if (locations.length > 1) await readRouting(services, shop, batch, true)
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'item', id, why })
  const readings = await readStock(admin, shop, batch, locations.length, onUntold)
  // Of what Shopify does not tell, nothing is known to differ.
  const items = batch.filter((item) => !untold.some(({ id }) => id === item))
  const read = new Map(readings.map((item) => [item.itemId, item]))
  const before = await withShopSql(db, shop, (tx) => loadPlanningFacts(tx, items, { locations }))
  if (isUnexplained(readings, before)) {
    await readNewestOrders(services, shop, running.ordersKnownAt ?? running.startedAt, locations.length > 1)
  }

  await withShopSql(db, shop, async (tx) => {
    const mirror = Map.groupBy(await loadMirrorPoints(tx, items), (point) => point.itemId)
    const titles = await loadItemTitles(tx, items)
    const { strangers, claims } = await recountStrangers(
      tx,
      readings,
      await loadPlanningFacts(tx, items, { locations }),
      readAt,
    )
    const gone = items.flatMap((item) => (read.has(item) ? [] : (mirror.get(item) ?? []).slice(0, 1)))
    const stock = [
      ...readings.flatMap((one) =>
        itemDifferences(one, mirror.get(one.itemId) ?? [], titles.get(one.itemId), strangers),
      ),
      ...gone.filter((item) => !item.isGone).map((item) => goneItemDifference(item, titles.get(item.itemId))),
    ]
    await distrustItems(tx, [...read.keys()])
    await recordItems(
      tx,
      readings.map((item) => ({ ...item, kind: 'item', heardAt: readAt })),
    )
    await deleteItems(
      tx,
      gone.map(({ itemId }) => ({ kind: 'item-gone', itemId, changedAt: readAt, heardAt: readAt })),
    )
    await recordReadings(tx, readings, readAt)
    await recordStrangers(tx, strangers)
    await recordClaims(tx, claims)
    await recordDifferences(tx, reconcileId, stock)

    const facts = await loadPlanningFacts(tx, items, { locations })
    const { changes, points } = planChanges(new Set(items), read, facts, facts.strangers)
    await recordDifferences(tx, reconcileId, await backorderDifferences(tx, reconcileId, changes))
    const owed = owedDifferences(owedChanges(facts.owed, points), read, titles, stock)
    await recordDifferences(tx, reconcileId, owed)
    const cause: Cause = { kind: 'reconcile', topic: 'reconcile', triggeredAt: readAt }
    await markItemsDue(tx, new Map(items.map((item) => [item, [cause]])))
    await trustOrdersOf(tx, items)
    await setUntoldAside(tx, untold)
    await takeBackSetAside(tx, 'item', [...read.keys()])
    const last = batch.at(-1)
    if (last === undefined) await markEveryPromiseDue(tx)
    await advanceReconcile(
      tx,
      reconcileId,
      last === undefined ? { step: 'stock', position: '' } : { step: 'items', position: last, items: items.length },
    )
  })
}

async function backorderDifferences(
  tx: ShopSql,
  reconcileId: string,
  changes: readonly BackorderChange[],
): Promise<Difference[]> {
  if (changes.length === 0) return []
  const names = await loadLineNames(tx, [...new Set(changes.map((change) => change.line))])
  const facts = changes.flatMap(({ line, location }) => {
    const named = names.get(line)
    return named ? [`order ${named.orderId}`, `stock ${named.itemId}@${location}`] : []
  })
  const causes = await loadCauses(tx, reconcileId, facts)
  const told = await loadLastTold(
    tx,
    changes.flatMap(({ backorder }) => backorder ?? []),
  )
  return changes.map((change) =>
    backorderDifference(change, names.get(change.line), causes, told.get(change.backorder ?? '')),
  )
}
