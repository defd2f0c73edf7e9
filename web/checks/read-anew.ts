import type { Cause } from '../mirror/rules/shop-facts.ts'
import { readFulfillmentOrders } from '../mirror/shopify/read-fulfillment-orders.ts'
import { readLocations } from '../mirror/shopify/read-locations.ts'
import { type OrderToRead, type ReadOrder, readOrders } from '../mirror/shopify/read-orders.ts'
import { readVariants } from '../mirror/shopify/read-variants.ts'
import { setAside, setUntoldAside, takeBackSetAside, type Untold } from '../mirror/store/inbox/set-aside.ts'
import {
  askForUnknownVariants,
  deleteItems,
  loadLocations,
  loadVariantsToRead,
  recordItems,
  recordVariants,
  settleLocationRead,
  settleMissingVariants,
  settleVariantReads,
} from '../mirror/store/items/catalogue.ts'
import {
  markPromisesAtLocationsDue,
  markPromisesOfNews,
  markPromisesOfVariantsDue,
} from '../mirror/store/marks/promise-marks.ts'
import { settleOrderReads } from '../mirror/store/orders/order-reads.ts'
import { deleteOrders, recordOrders } from '../mirror/store/orders/orders.ts'
import {
  loadFulfillmentOrdersOf,
  loadOrdersToRoute,
  type RoutingById,
  recordRouting,
  recordRoutingById,
} from '../mirror/store/orders/routing.ts'
import { loadPlannedOrders, recordScheduled } from '../mirror/store/orders/scheduled-units.ts'
import { dropUnheardOrders, keepUntoldOrders, settleUnshownOrders } from '../mirror/store/orders/unshown-orders.ts'
import { markItemsDue } from '../planning/store/due-items.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import { type ShopSql, withShopSql } from '../platform/db/with-shop.ts'
import type { Services } from '../platform/services.ts'
import type { OnUntold } from '../platform/shopify/in-pieces.ts'
import { DueMarks } from './due-marks.ts'
import { recordPlaces } from './record-locations.ts'

// Things that are asked of Shopify one by one, and what is done with the answers. No transaction is open meanwhile.

export const ordersARound = 250
export const variantsARound = 250

/** Orders to be read, and a moment before any of them is. */
export type OrdersToRead = { readonly orders: readonly OrderToRead[]; readonly readAt: string }

/**
 * Variants that order lines name and we have never heard of, and those that an import did not name; answers how many were
 * asked for. One that Shopify does not have is not sold any more: lines that name it stay listed.
 */
export async function readUnknownVariants({ db, admin }: Services, shop: string): Promise<number> {
  const { variantIds, readAt } = await withShopSql(db, shop, async (tx) => ({
    variantIds: await loadVariantsToRead(tx, variantsARound),
    readAt: await databaseTime(tx),
  }))
  if (variantIds.length === 0) return 0
  const untold: Untold[] = []
  const found = await readVariants(admin, shop, variantIds, (id, why) => untold.push({ thing: 'variant', id, why }))
  await withShopSql(db, shop, async (tx) => {
    const items = new Map(found.map(({ item }) => [item.itemId, item]))
    await recordItems(tx, [...items.values()])
    const marks = new DueMarks()
    const resolved = await recordVariants(
      tx,
      found.map(({ variant }) => variant),
    )
    marks.touchLines(resolved, () => undefined)
    await setUntoldAside(tx, untold)
    const told = found.map(({ variant }) => variant.variantId)
    await takeBackSetAside(tx, 'variant', told)
    const known = new Set([...told, ...untold.map(({ id }) => id)])
    await settleVariantReads(tx, [...known])
    const gone = await settleMissingVariants(
      tx,
      variantIds.filter((variantId) => !known.has(variantId)),
    )
    const facts = gone.map((itemId) => ({ kind: 'item-gone' as const, itemId, changedAt: readAt, heardAt: readAt }))
    await deleteItems(tx, facts)
    const cause: Cause = { kind: 'reconcile', topic: 'variants/read', triggeredAt: readAt }
    for (const itemId of gone) marks.touch(itemId, 0, cause)
    await marks.write(tx)
    await markPromisesOfVariantsDue(tx, variantIds)
  })
  return variantIds.length
}

/** Answers the locations that were not deleted. */
export async function readAllLocations({ db, admin }: Services, shop: string): Promise<string[]> {
  const readAt = await withShopSql(db, shop, databaseTime)
  const found = await readLocations(admin, shop)
  return await withShopSql(db, shop, async (tx) => {
    const { changed, moved } = await recordPlaces(tx, found)
    const cause: Cause = { kind: 'reconcile', topic: 'locations/read', triggeredAt: readAt }
    await markItemsDue(tx, new Map(moved.map(({ itemId }) => [itemId, [cause]])))
    await settleLocationRead(tx, readAt)
    await markPromisesAtLocationsDue(tx, changed)
    return await loadLocations(tx)
  })
}

/**
 * A page of the orders with open units of these items of which it is to be read where they are: they are not routed yet, or may
 * be routed otherwise now. In a shop with one location only what is scheduled for later is to be learned, of what was bought by a
 * selling plan.
 */
export async function loadUnrouted(
  tx: ShopSql,
  itemIds: readonly string[],
  hasSeveralLocations: boolean,
  after: string,
): Promise<OrderToRead[]> {
  const from = { after, limit: ordersARound }
  return await (hasSeveralLocations ? loadOrdersToRoute : loadPlannedOrders)(tx, itemIds, from)
}

/** Reads the fulfillment orders of all of them, page by page; of `first`, where that is known already. */
export async function readRouting(
  services: Services,
  shop: string,
  itemIds: readonly string[],
  hasSeveralLocations: boolean,
  first?: OrdersToRead,
): Promise<void> {
  const load = (after: string) =>
    withShopSql(services.db, shop, async (tx) => {
      const readAt = await databaseTime(tx)
      return { orders: await loadUnrouted(tx, itemIds, hasSeveralLocations, after), readAt }
    })
  let page = first ?? (await load(''))
  for (;;) {
    await readOrdersAnew(services, shop, page, true)
    const last = page.orders.at(-1)
    if (last === undefined || page.orders.length < ordersARound) return
    page = await load(last.orderId)
  }
}

/** Orders as they are now. Of those that Shopify does not show us it is read where they are, as far as it shows that. */
export async function readOrdersAnew(
  { db, admin }: Services,
  shop: string,
  { orders, readAt }: OrdersToRead,
  isRouted: boolean,
): Promise<void> {
  if (orders.length === 0) return
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  const found = await readOrders(admin, shop, orders, isRouted, readAt, onUntold)
  const refused = untold.map(({ id }) => id)
  const shown = new Set([...found.map(({ fact }) => fact.orderId), ...refused])
  const notShown = orders.map(({ orderId }) => orderId).filter((orderId) => !shown.has(orderId))
  const routings = isRouted ? await readRoutingById({ db, admin }, shop, notShown) : []
  await withShopSql(db, shop, async (tx) => {
    await settleOrderReads(tx, [...shown])
    await setUntoldAside(tx, untold)
    await keepUntoldOrders(tx, refused, readAt)
    const marks = await recordReadOrders(tx, found, readAt)
    const unheard = await dropUnheardOrders(tx, notShown, readAt)
    await setAside(
      tx,
      unheard.unsure.map((id) => ({ thing: 'order', id, reason: outdated(id) })),
    )
    const unshown = notShown.filter((orderId) => !unheard.dropped.includes(orderId))
    const gone = await settleUnshownOrders(tx, unshown, readAt)
    const there = routings.filter(({ orderId }) => unshown.includes(orderId) && !gone.includes(orderId))
    await recordRoutingById(tx, there, readAt)
    const facts = gone.map((orderId) => ({ kind: 'order-gone' as const, orderId, changedAt: readAt, heardAt: readAt }))
    marks.touchLines(await deleteOrders(tx, facts), (orderId) => ({ ...causeOfReading(readAt), orderId }))
    await marks.write(tx)
    await markPromisesOfNews(tx, { itemIds: marks.items, variantIds: [], locationIds: [] })
  })
}

/** Of an order that is not known, and of which nobody can say whether any of it is still to ship. */
function outdated(orderId: string): string {
  return `too old to tell: what was heard of order ${orderId} is how it was long ago, and Shopify does not show it any more`
}

/** Where orders are that are not shown themselves: what their fulfillment orders say by their own ids. */
async function readRoutingById(
  { db, admin }: Pick<Services, 'db' | 'admin'>,
  shop: string,
  orderIds: readonly string[],
): Promise<RoutingById[]> {
  if (orderIds.length === 0) return []
  const idsOf = await withShopSql(db, shop, (tx) => loadFulfillmentOrdersOf(tx, orderIds))
  const read = await readFulfillmentOrders(admin, shop, [...idsOf.values()].flat())
  const readOf = Map.groupBy(read, ({ orderId }) => orderId)
  return orderIds.map((orderId) => {
    const own = readOf.get(orderId) ?? []
    const isAll = own.length > 0 && own.length === idsOf.get(orderId)?.length
    const shown = own.map(({ fulfillmentOrderId }) => fulfillmentOrderId)
    return { orderId, shown, isAll, lines: own.flatMap(({ lines }) => lines) }
  })
}

function causeOfReading(readAt: string): Cause {
  return { kind: 'reconcile', topic: 'orders/read', triggeredAt: readAt }
}

/** Writes orders that were read; answers marks for the items whose plan they may change. */
export async function recordReadOrders(tx: ShopSql, found: readonly ReadOrder[], readAt: string): Promise<DueMarks> {
  const cause = causeOfReading(readAt)
  const marks = new DueMarks()
  const changes = await recordOrders(tx, found)
  await takeBackSetAside(
    tx,
    'order',
    found.map(({ fact }) => fact.orderId),
  )
  marks.touchLines(changes, (orderId) => ({ ...cause, orderId }))
  const withoutItem = changes.filter((line) => line.itemId === null && line.open > 0)
  const resolved = await askForUnknownVariants(
    tx,
    withoutItem.map((line) => line.lineId),
  )
  marks.touchLines(resolved, (orderId) => ({ ...cause, orderId }))
  const routed = found.flatMap(({ routing }) => routing ?? [])
  await recordRouting(tx, routed, readAt)
  await recordScheduled(tx, routed)
  return marks
}
