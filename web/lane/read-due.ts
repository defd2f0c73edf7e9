import {
  loadUnrouted,
  readAllLocations,
  readOrdersAnew,
  readRouting,
  readUnknownVariants,
} from '../checks/read-anew.ts'
import type { ItemReading } from '../mirror/rules/shop-facts.ts'
import type { OrderToRead } from '../mirror/shopify/read-orders.ts'
import { readStock } from '../mirror/shopify/read-stock.ts'
import { setUntoldAside } from '../mirror/store/inbox/set-aside.ts'
import { loadOrdersToRead } from '../mirror/store/orders/order-reads.ts'
import { type DueItem, loadDueItems, lockUnchangedMarks, setMarksAside } from '../planning/store/due-items.ts'
import { loadPlannedShop } from '../planning/store/planned-shop.ts'
import { type ShopSql, withShopSql } from '../platform/db/with-shop.ts'
import type { Services } from '../platform/services.ts'
import type { Standing } from '../shop/store/shop-lifecycle.ts'
import { readWhatCame } from './read-native.ts'
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

const nothing: DueReadings = { due: [], items: [], locations: [], readAt: '' }

/**
 * The second step of a round: asks Shopify for what is needed and nothing else, with no transaction open. What was
 * learned on the way is recorded at once, so a crash or a refusal half-way loses none of it.
 * Throws `ShopifyBusy` and `AccessLost`.
 */
export async function readDue(services: Services, shop: string, standing: Standing): Promise<DueReadings> {
  const { db, admin, failpoint } = services
  const { needsVariants, needsLocations, needsOrders, needsPlans, hasNative } = standing
  if (needsVariants) await readUnknownVariants(services, shop)
  failpoint('after-variants')
  if (needsLocations) await readAllLocations(services, shop)
  if (!(needsVariants || needsLocations || needsOrders || needsPlans)) return nothing
  let seen = await lookAtDue(db, shop)
  if (seen.orders.length + seen.due.length > 0 && seen.locations.length === 0) {
    await readAllLocations(services, shop)
    seen = await lookAtDue(db, shop)
  }
  // After each reading all is looked at again: it may have marked more, and a plan clears only a mark it has seen.
  if (seen.orders.length > 0) {
    await readOrdersAnew(services, shop, seen, seen.locations.length > 1)
    seen = await lookAtDue(db, shop)
  }
  failpoint('after-orders')
  if (seen.unrouted.length > 0) {
    const { due, locations, readAt, unrouted } = seen
    await readRouting(services, shop, itemsOf(due), locations.length > 1, { orders: unrouted, readAt })
    seen = await lookAtDue(db, shop)
  }
  failpoint('after-routing')
  const { due, locations, readAt } = seen
  if (seen.countsReceived) await readSent(services, shop, itemsOf(due))
  const untold = new Map<string, string>()
  const items = await readStock(admin, shop, itemsOf(due), locations.length, (id, why) => untold.set(id, why))
  if (hasNative) await readWhatCame(services, shop, items)
  failpoint('after-stock')
  if (untold.size > 0) await withShopSql(db, shop, (tx) => setItemsAside(tx, due, untold))
  return { due: due.filter(({ itemId }) => !untold.has(itemId)), items, locations, readAt }
}

/** What is due as it stands, at one moment. */
type Seen = {
  readonly locations: readonly string[]
  readonly orders: readonly OrderToRead[]
  readonly due: readonly DueItem[]
  /** The first page of the orders with these items of which it is to be read where they are. */
  readonly unrouted: readonly OrderToRead[]
  /** Somewhere only what was received counts. */
  readonly countsReceived: boolean
  readonly readAt: string
}

function lookAtDue(db: Services['db'], shop: string): Promise<Seen> {
  return withShopSql(db, shop, async (tx) => {
    const [{ locations, receivedOnly, now: readAt }, orders, due] = await Promise.all([
      loadPlannedShop(tx),
      loadOrdersToRead(tx, ordersARound),
      loadDueItems(tx, itemsARound),
    ])
    const unrouted = await loadUnrouted(tx, itemsOf(due), locations.length > 1, '')
    return {
      locations,
      orders,
      due,
      unrouted,
      countsReceived: receivedOnly.length > 0,
      readAt,
    }
  })
}

function itemsOf(due: readonly DueItem[]): string[] {
  return due.map((mark) => mark.itemId)
}

/** They are planned when Shopify tells of them again: something happens to them, or somebody asks for it. */
async function setItemsAside(tx: ShopSql, due: readonly DueItem[], untold: ReadonlyMap<string, string>): Promise<void> {
  const unchanged = await lockUnchangedMarks(
    tx,
    due.filter(({ itemId }) => untold.has(itemId)),
  )
  await setMarksAside(tx, [...unchanged])
  await setUntoldAside(
    tx,
    [...untold].map(([id, why]) => ({ thing: 'item', id, why })),
  )
}
