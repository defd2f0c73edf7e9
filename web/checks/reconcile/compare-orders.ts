import type { Cause, OrderLineFact } from '../../mirror/rules/shop-facts.ts'
import { type ReadOrder, readOrders } from '../../mirror/shopify/read-orders.ts'
import { readOpenOrders, readOrdersSince } from '../../mirror/shopify/search-orders.ts'
import { setUntoldAside, type Untold } from '../../mirror/store/inbox/set-aside.ts'
import { loadLocations } from '../../mirror/store/items/catalogue.ts'
import { deleteOrders, loadItemsOfOrders } from '../../mirror/store/orders/orders.ts'
import { findScheduledOrders } from '../../mirror/store/orders/scheduled-units.ts'
import { findGoneOrders } from '../../mirror/store/orders/unshown-orders.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import type { OnUntold } from '../../platform/shopify/in-pieces.ts'
import { recordReadOrders } from '../read-anew.ts'
import {
  askForOrdersOfStrayLines,
  correctBackorderItems,
  distrustOrders,
  loadMirrorLocations,
  loadMirrorOrders,
  loadOpenOrders,
} from '../store/mirror.ts'
import {
  advanceReconcile,
  type DifferenceOf,
  markOrdersCompared,
  type ReconcileRecord,
  recordDifferences,
} from '../store/reconciles.ts'
import { isAsRead, orderDifference, strayLines } from './order-differences.ts'

/** Shopify finds an order by its last change a little after the change, and clocks differ. */
const overlapMs = 600_000
const ordersABatch = 250

/** Orders that changed since the last reconcile; ones that we never heard of among them. */
export async function compareChangedOrders(services: Services, shop: string, running: ReconcileRecord): Promise<void> {
  const { db, admin } = services
  const { reconcileId, ordersKnownAt } = running
  const { locations, readAt } = await begin(services, shop)
  const since = ordersKnownAt === null ? new Date(0) : new Date(Date.parse(ordersKnownAt) - overlapMs)
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  const isRouted = locations.length > 1
  for await (const listed of readOrdersSince(admin, shop, since.toISOString(), isRouted, readAt, onUntold)) {
    const found = await withWhatIsScheduled(services, shop, listed, readAt, onUntold)
    await withShopSql(db, shop, async (tx) => {
      await setUntoldAside(tx, untold)
      const unheard = await repairOrders(tx, reconcileId, found, readAt)
      // With nothing to begin from, all that a shop ever sold would be.
      if (ordersKnownAt !== null) await markItemsOf(tx, unheard, readAt)
      await advanceReconcile(tx, reconcileId, {
        step: 'changed-orders',
        position: '',
        orders: await markOrdersCompared(tx, reconcileId, listed.map(orderIdOf)),
        ordersKnownAt: listed.at(-1)?.fact.changedAt ?? null,
      })
    })
  }
  await withShopSql(db, shop, (tx) =>
    advanceReconcile(tx, reconcileId, { step: 'listed-orders', position: '', ordersKnownAt }),
  )
}

/** A page of the orders that Shopify lists as open: nearly all that ours hold open, and many at once. */
export async function compareListedOrders(services: Services, shop: string, running: ReconcileRecord): Promise<void> {
  const { db, admin } = services
  const { reconcileId, position } = running
  const { locations, readAt } = await begin(services, shop)
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  const after = position || '0'
  const isRouted = locations.length > 1
  const { found: listed, lastOrderId: last } = await readOpenOrders(admin, shop, after, isRouted, readAt, onUntold)
  const found = await withWhatIsScheduled(services, shop, listed, readAt, onUntold)
  await withShopSql(db, shop, async (tx) => {
    await setUntoldAside(tx, untold)
    await repairOrders(tx, reconcileId, found, readAt)
    const orders = await markOrdersCompared(tx, reconcileId, listed.map(orderIdOf))
    await advanceReconcile(
      tx,
      reconcileId,
      last === null ? { step: 'open-orders', position: '' } : { step: 'listed-orders', position: last, orders },
    )
  })
}

/** The others that ours hold open, one by one: Shopify says that they are over, shows them no more, or has them no more. */
export async function compareOpenOrders(services: Services, shop: string, running: ReconcileRecord): Promise<void> {
  const { db, admin } = services
  const { reconcileId, position, startedAt } = running
  const { locations, readAt } = await begin(services, shop)
  const page = await withShopSql(db, shop, (tx) =>
    loadOpenOrders(tx, { after: position, limit: ordersABatch, since: startedAt }),
  )
  const open = page.filter(({ isCompared }) => !isCompared)
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  const read = await readOrders(admin, shop, open, locations.length > 1, readAt, onUntold)
  const found = await withWhatIsScheduled(services, shop, read, readAt, onUntold)
  await withShopSql(db, shop, async (tx) => {
    await repairOrders(tx, reconcileId, found, readAt)
    await setUntoldAside(tx, untold)
    const shown = new Set([...found.map(orderIdOf), ...untold.map(({ id }) => id)])
    const unshown = open.map(({ orderId }) => orderId).filter((orderId) => !shown.has(orderId))
    const gone = await findGoneOrders(tx, unshown, readAt)
    const mirror = await loadMirrorOrders(tx, gone)
    const names = new Map((await loadMirrorLocations(tx)).map(({ id, name }) => [id, name]))
    await deleteOrders(
      tx,
      gone.map((orderId) => ({ kind: 'order-gone', orderId, changedAt: readAt, heardAt: readAt })),
    )
    await recordDifferences(
      tx,
      reconcileId,
      mirror.map((ours) => orderDifference(ours, null, names)),
    )
    const last = page.at(-1)?.orderId
    const compared = open.map(({ orderId }) => orderId)
    const orders = await markOrdersCompared(tx, reconcileId, compared)
    await advanceReconcile(
      tx,
      reconcileId,
      last === undefined ? { step: 'items', position: '' } : { step: 'open-orders', position: last, orders },
    )
  })
}

/**
 * In a shop with one location orders are read without their fulfillment orders, from which nothing is to be learned there
 * but what is scheduled for later: only of those that may have such units, by what we know or by what was read, are they
 * asked for. One that is not shown a second time is left out.
 */
async function withWhatIsScheduled(
  { db, admin }: Services,
  shop: string,
  found: readonly ReadOrder[],
  readAt: string,
  onUntold: OnUntold,
): Promise<readonly ReadOrder[]> {
  const unrouted = found.filter(({ routing }) => routing === null)
  if (unrouted.length === 0) return found
  const orderIds = unrouted.map(orderIdOf)
  const known = await withShopSql(db, shop, (tx) => findScheduledOrders(tx, orderIds))
  const planned = unrouted.filter(({ fact }) => known.has(fact.orderId) || fact.lines.some(isPlanned))
  const toRead = planned.map(({ fact }) => ({ orderId: fact.orderId, lineCount: fact.lines.length }))
  const read = await readOrders(admin, shop, toRead, true, readAt, onUntold)
  return [...found.filter((order) => !planned.includes(order)), ...read]
}

function isPlanned({ hasSellingPlan, open }: OrderLineFact): boolean {
  return hasSellingPlan === true && open > 0
}

function begin({ db }: Services, shop: string) {
  return withShopSql(db, shop, async (tx) => ({
    locations: await loadLocations(tx),
    readAt: await databaseTime(tx),
  }))
}

/**
 * Orders that were over before we ever heard of them: a till sold what was there, or more. Nothing of them is open, so
 * nobody else would look at what they took.
 */
async function markItemsOf(tx: ShopSql, orderIds: readonly string[], readAt: string): Promise<void> {
  const cause: Cause = { kind: 'reconcile', topic: 'reconcile', triggeredAt: readAt }
  const items = await loadItemsOfOrders(tx, orderIds)
  await markItemsDue(tx, new Map(items.map((item) => [item, [cause]])))
}

/** Answers those that were over before we ever heard of them. */
async function repairOrders(
  tx: ShopSql,
  reconcileId: string,
  found: readonly ReadOrder[],
  readAt: string,
): Promise<string[]> {
  const orderIds = found.map(orderIdOf)
  const known = new Map((await loadMirrorOrders(tx, orderIds)).map((order) => [order.orderId, order]))
  const names = new Map((await loadMirrorLocations(tx)).map(({ id, name }) => [id, name]))
  const differences = found.flatMap((read): DifferenceOf<'order'>[] => {
    const ours = known.get(read.fact.orderId)
    if (ours && isAsRead(ours, read)) return []
    // An order that is over and that we never had is no difference; what it took may be one of stock.
    if (!ours && isOver(read)) return []
    return [orderDifference(ours ?? null, read, names)]
  })
  const differing = differences.map((one) => one.thingId)
  await distrustOrders(tx, differing, readAt)
  // Their items are not marked: the step to come compares every item that has open units, before it is planned.
  await recordReadOrders(tx, found, readAt)
  await correctBackorderItems(tx, differing)
  await askForOrdersOfStrayLines(
    tx,
    found.flatMap((read) => strayLines(known.get(read.fact.orderId), read)),
  )
  await recordDifferences(tx, reconcileId, differences)
  return found.filter((read) => !known.has(read.fact.orderId) && isOver(read)).map(orderIdOf)
}

function orderIdOf({ fact }: ReadOrder): string {
  return fact.orderId
}

function isOver({ fact }: ReadOrder): boolean {
  return fact.lines.every((line) => line.open === 0)
}
