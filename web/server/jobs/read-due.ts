import type { ItemReading } from '../../domain/shop-facts.ts'
import { databaseTime } from '../db/database-time.ts'
import { setUntoldAside } from '../db/inbox/set-aside.ts'
import { loadOrdersToRead } from '../db/mirror/order-reads.ts'
import { clearMarks, type DueItem, loadDueItems, lockUnchangedMarks } from '../db/planning/due-items.ts'
import { loadLocations } from '../db/suppliers/catalogue.ts'
import { type ShopSql, withShopSql } from '../db/with-shop.ts'
import type { Services } from '../services.ts'
import { readStock } from '../shopify/read-stock.ts'
import {
  readAllLocations,
  readOrdersAnew,
  readPlannedOrders,
  readTouchedLocations,
  readUnknownVariants,
  routeOrders,
} from './read-anew.ts'
import { readSent } from './read-sent.ts'

/** What was read for the items that are due, and when the reading began. */
export type DueReadings = {
  readonly due: readonly DueItem[]
  readonly items: readonly ItemReading[]
  readonly locations: readonly string[]
  readonly readAt: string
}

const ordersARound = 250
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
  await readTouchedLocations(services, shop)
  let locations = await withShopSql(db, shop, (tx) => loadLocations(tx, shop))
  const wanted = await withShopSql(db, shop, async (tx) => ({
    orders: await loadOrdersToRead(tx, shop, ordersARound),
    items: (await loadDueItems(tx, shop, itemsARound)).map((mark) => mark.itemId),
  }))
  if (wanted.orders.length + wanted.items.length > 0 && locations.length === 0) {
    locations = await readAllLocations(services, shop)
  }
  await readOrdersAnew(services, shop, wanted.orders, locations.length > 1)
  failpoint('after-orders')
  if (locations.length > 1) await routeOrders(services, shop, wanted.items)
  else await readPlannedOrders(services, shop, wanted.items)
  failpoint('after-routing')

  // Marks are loaded last: reading orders may have marked more, and a plan clears only a mark it has seen.
  const { due, readAt } = await withShopSql(db, shop, async (tx) => ({
    due: await loadDueItems(tx, shop, itemsARound),
    readAt: await databaseTime(tx),
  }))
  await readSent(
    services,
    shop,
    due.map((mark) => mark.itemId),
  )
  const untold = new Map<string, string>()
  const items = await readStock(
    admin,
    shop,
    due.map((mark) => mark.itemId),
    locations.length,
    (id, why) => untold.set(id, why),
  )
  failpoint('after-stock')
  if (untold.size > 0) await withShopSql(db, shop, (tx) => setItemsAside(tx, shop, due, untold))
  return { due: due.filter(({ itemId }) => !untold.has(itemId)), items, locations, readAt }
}

/** They are planned when Shopify tells of them again: something happens to them, or somebody asks for it. */
async function setItemsAside(
  tx: ShopSql,
  shop: string,
  due: readonly DueItem[],
  untold: ReadonlyMap<string, string>,
): Promise<void> {
  const unchanged = await lockUnchangedMarks(
    tx,
    shop,
    due.filter(({ itemId }) => untold.has(itemId)),
  )
  await clearMarks(tx, shop, [...unchanged])
  await setUntoldAside(
    tx,
    shop,
    [...untold].map(([id, why]) => ({ thing: 'item', id, why })),
  )
}
