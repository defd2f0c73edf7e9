import type { Cause, ItemReading } from '../../domain/shop-facts.ts'
import {
  loadLocations,
  loadVariantsToRead,
  recordItems,
  recordLocations,
  recordVariants,
  settleLocationRead,
  settleMissingVariants,
} from '../db/catalogue.ts'
import { databaseTime } from '../db/database-time.ts'
import { type DueItem, loadDueItems } from '../db/due-items.ts'
import { loadOrdersToRead, recordOrders, settleOrderReads } from '../db/orders.ts'
import { loadOrdersToRoute, recordRouting } from '../db/routing.ts'
import { withShopSql } from '../db/with-shop.ts'
import type { Services } from '../services.ts'
import { readLocations } from '../shopify/read-locations.ts'
import { type OrderToRead, readOrders } from '../shopify/read-orders.ts'
import { readStock } from '../shopify/read-stock.ts'
import { readVariants } from '../shopify/read-variants.ts'
import { DueMarks } from './due-marks.ts'

/** What was read for the items that are due, and when the reading began. */
export type DueReadings = {
  readonly due: readonly DueItem[]
  readonly items: readonly ItemReading[]
  readonly locations: readonly string[]
  readonly readAt: string
}

const ordersARound = 250
const variantsARound = 250
const itemsARound = 250

/**
 * The second step of a round: asks Shopify for what is needed and nothing else, with no transaction open. What was
 * learned on the way is recorded at once, so a crash or a refusal half-way loses none of it.
 * Throws `ShopifyBusy` and `AccessLost`.
 */
export async function readDue(services: Services, shop: string): Promise<DueReadings> {
  const { db, admin, failpoint } = services
  await readUnknownVariants(services, shop)
  failpoint('after-variants')
  let locations = await withShopSql(db, shop, (tx) => loadLocations(tx, shop))
  const wanted = await withShopSql(db, shop, async (tx) => ({
    orders: await loadOrdersToRead(tx, shop, ordersARound),
    items: (await loadDueItems(tx, shop, itemsARound)).map((mark) => mark.itemId),
  }))
  if (wanted.orders.length + wanted.items.length > 0 && locations.length === 0) {
    locations = await readAllLocations(services, shop)
    failpoint('after-locations')
  }
  await readOrdersAnew(services, shop, wanted.orders, locations.length > 1)
  failpoint('after-orders')
  if (locations.length > 1) await routeOrders(services, shop, wanted.items)
  failpoint('after-routing')

  // Marks are loaded last: reading orders may have marked more, and a plan clears only a mark it has seen.
  const { due, readAt } = await withShopSql(db, shop, async (tx) => ({
    due: await loadDueItems(tx, shop, itemsARound),
    readAt: await databaseTime(tx),
  }))
  const items = await readStock(
    admin,
    shop,
    due.map((mark) => mark.itemId),
    locations.length,
  )
  failpoint('after-stock')
  return { due, items, locations, readAt }
}

async function readUnknownVariants({ db, admin }: Services, shop: string): Promise<void> {
  const variantIds = await withShopSql(db, shop, (tx) => loadVariantsToRead(tx, shop, variantsARound))
  if (variantIds.length === 0) return
  const found = await readVariants(admin, shop, variantIds)
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
    const known = new Set(found.map(({ variant }) => variant.variantId))
    await settleMissingVariants(
      tx,
      shop,
      variantIds.filter((variantId) => !known.has(variantId)),
    )
  })
}

async function readAllLocations({ db, admin }: Services, shop: string): Promise<string[]> {
  const found = await readLocations(admin, shop)
  return await withShopSql(db, shop, async (tx) => {
    await recordLocations(tx, shop, found)
    await settleLocationRead(tx, shop)
    return await loadLocations(tx, shop)
  })
}

async function routeOrders(services: Services, shop: string, itemIds: readonly string[]): Promise<void> {
  for (;;) {
    const orders = await withShopSql(services.db, shop, (tx) => loadOrdersToRoute(tx, shop, itemIds, ordersARound))
    const read = await readOrdersAnew(services, shop, orders, true)
    // An order that Shopify does not show any more cannot be routed: asking again in this round would not help.
    if (read === 0) return
  }
}

async function readOrdersAnew(
  { db, admin }: Services,
  shop: string,
  orders: readonly OrderToRead[],
  isRouted: boolean,
): Promise<number> {
  if (orders.length === 0) return 0
  const readAt = await withShopSql(db, shop, databaseTime)
  const found = await readOrders(admin, shop, orders, isRouted, readAt)
  const cause: Cause = { kind: 'reconcile', topic: 'orders/read', triggeredAt: readAt }
  await withShopSql(db, shop, async (tx) => {
    const marks = new DueMarks()
    marks.touchLines(await recordOrders(tx, shop, found), (orderId) => ({ ...cause, orderId }))
    await recordRouting(
      tx,
      shop,
      found.flatMap(({ routing }) => routing ?? []),
      readAt,
    )
    await settleOrderReads(
      tx,
      shop,
      orders.map(({ orderId }) => orderId),
    )
    await marks.write(tx, shop)
  })
  return found.length
}
