import type { Cause } from '../../domain/shop-facts.ts'
import { databaseTime } from '../db/database-time.ts'
import { setAside, type Untold } from '../db/inbox/set-aside.ts'
import { settleOrderReads } from '../db/mirror/order-reads.ts'
import { recordOrders } from '../db/mirror/orders.ts'
import { loadOrdersToRoute, recordRouting } from '../db/mirror/routing.ts'
import { loadPlannedOrders, recordScheduled } from '../db/mirror/scheduled-units.ts'
import { markPromisesAtLocationsDue, markPromisesOfVariantsDue } from '../db/promises/promise-marks.ts'
import {
  areLocationsTouched,
  askForUnknownVariants,
  giveUpVariantReads,
  loadLocations,
  loadVariantsToRead,
  recordItems,
  recordLocations,
  recordVariants,
  settleLocationRead,
  settleMissingVariants,
} from '../db/suppliers/catalogue.ts'
import { type ShopSql, withShopSql } from '../db/with-shop.ts'
import type { Services } from '../services.ts'
import type { OnUntold } from '../shopify/in-pieces.ts'
import { readLocations } from '../shopify/read-locations.ts'
import { type OrderToRead, type ReadOrder, readOrders } from '../shopify/read-orders.ts'
import { readVariants } from '../shopify/read-variants.ts'
import { DueMarks } from './due-marks.ts'

// Things that are asked of Shopify one by one, and what is done with the answers. No transaction is open meanwhile.

const ordersARound = 250
const variantsARound = 250

/** Variants that order lines name and we have never heard of; answers how many were asked for. */
export async function readUnknownVariants({ db, admin }: Services, shop: string): Promise<number> {
  const variantIds = await withShopSql(db, shop, (tx) => loadVariantsToRead(tx, shop, variantsARound))
  if (variantIds.length === 0) return 0
  const untold: Untold[] = []
  const found = await readVariants(admin, shop, variantIds, (id, why) => untold.push({ thing: 'variant', id, why }))
  await withShopSql(db, shop, async (tx) => {
    const items = new Map(found.map(({ item }) => [item.itemId, item]))
    await recordItems(tx, shop, [...items.values()])
    const marks = new DueMarks()
    const resolved = await recordVariants(
      tx,
      shop,
      found.map(({ variant }) => variant),
    )
    marks.touchLines(resolved, () => undefined)
    await marks.write(tx, shop)
    const untoldIds = untold.map(({ id }) => id)
    await giveUpVariantReads(tx, shop, untoldIds)
    await setAside(tx, shop, untold)
    const known = new Set([...found.map(({ variant }) => variant.variantId), ...untoldIds])
    await settleMissingVariants(
      tx,
      shop,
      variantIds.filter((variantId) => !known.has(variantId)),
    )
    await markPromisesOfVariantsDue(tx, shop, variantIds)
  })
  return variantIds.length
}

/** Answers the locations that were not deleted. */
export async function readAllLocations({ db, admin }: Services, shop: string): Promise<string[]> {
  const readAt = await withShopSql(db, shop, databaseTime)
  const found = await readLocations(admin, shop)
  return await withShopSql(db, shop, async (tx) => {
    const changed = await recordLocations(tx, shop, found)
    await markPromisesAtLocationsDue(tx, shop, changed)
    await settleLocationRead(tx, shop, readAt)
    return await loadLocations(tx, shop)
  })
}

/** The locations once more, where a webhook told of one since. */
export async function readTouchedLocations(services: Services, shop: string): Promise<void> {
  const isTouched = await withShopSql(services.db, shop, (tx) => areLocationsTouched(tx, shop))
  if (isTouched) await readAllLocations(services, shop)
}

/** The fulfillment orders of every order with open units of these items that is not routed yet. */
export async function routeOrders(services: Services, shop: string, itemIds: readonly string[]): Promise<void> {
  for (;;) {
    const orders = await withShopSql(services.db, shop, (tx) => loadOrdersToRoute(tx, shop, itemIds, ordersARound))
    const read = await readOrdersAnew(services, shop, orders, true)
    // An order that Shopify does not show any more cannot be routed: asking again in this round would not help.
    if (read === 0) return
  }
}

/** What is scheduled for later of the orders with these items that were bought by a selling plan. */
export async function readPlannedOrders(services: Services, shop: string, itemIds: readonly string[]): Promise<void> {
  let after = ''
  for (;;) {
    const from = { after, limit: ordersARound }
    const orders = await withShopSql(services.db, shop, (tx) => loadPlannedOrders(tx, shop, itemIds, from))
    await readOrdersAnew(services, shop, orders, true)
    const last = orders.at(-1)
    if (last === undefined) return
    after = last.orderId
  }
}

/** Orders as they are now; answers how many of them Shopify shows us. */
export async function readOrdersAnew(
  { db, admin }: Services,
  shop: string,
  orders: readonly OrderToRead[],
  isRouted: boolean,
): Promise<number> {
  if (orders.length === 0) return 0
  const readAt = await withShopSql(db, shop, databaseTime)
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  const found = await readOrders(admin, shop, orders, isRouted, readAt, onUntold)
  await withShopSql(db, shop, async (tx) => {
    await settleOrderReads(
      tx,
      shop,
      orders.map(({ orderId }) => orderId),
    )
    await setAside(tx, shop, untold)
    const marks = await recordReadOrders(tx, shop, found, readAt)
    await marks.write(tx, shop)
  })
  return found.length
}

/** Writes orders that were read; answers marks for the items whose plan they may change. */
export async function recordReadOrders(
  tx: ShopSql,
  shop: string,
  found: readonly ReadOrder[],
  readAt: string,
): Promise<DueMarks> {
  const cause: Cause = { kind: 'reconcile', topic: 'orders/read', triggeredAt: readAt }
  const marks = new DueMarks()
  const changes = await recordOrders(tx, shop, found)
  marks.touchLines(changes, (orderId) => ({ ...cause, orderId }))
  const withoutItem = changes.filter((line) => line.itemId === null && line.open > 0)
  const resolved = await askForUnknownVariants(
    tx,
    shop,
    withoutItem.map((line) => line.lineId),
  )
  marks.touchLines(resolved, (orderId) => ({ ...cause, orderId }))
  const routed = found.flatMap(({ routing }) => routing ?? [])
  await recordRouting(tx, shop, routed, readAt)
  await recordScheduled(tx, shop, routed)
  return marks
}
