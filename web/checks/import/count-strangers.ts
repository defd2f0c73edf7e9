import type { ItemReading } from '../../mirror/rules/shop-facts.ts'
import { readStock } from '../../mirror/shopify/read-stock.ts'
import { readOrdersSince } from '../../mirror/shopify/search-orders.ts'
import { setUntoldAside, type Untold } from '../../mirror/store/inbox/set-aside.ts'
import { loadLocations, recordItems } from '../../mirror/store/items/catalogue.ts'
import { loadOrdersToRead } from '../../mirror/store/orders/order-reads.ts'
import { recordReadings, recordStrangers } from '../../mirror/store/stock/stock.ts'
import { recountedClaims } from '../../planning/point-claims.ts'
import { recordClaims } from '../../planning/store/claims.ts'
import { loadPlanningFacts } from '../../planning/store/facts.ts'
import { clock } from '../../platform/clock.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import type { OnUntold } from '../../platform/shopify/in-pieces.ts'
import {
  ordersARound,
  readAllLocations,
  readOrdersAnew,
  readRouting,
  readUnknownVariants,
  recordReadOrders,
  variantsARound,
} from '../read-anew.ts'
import { advanceStrangers, type ImportPart, postponePart } from '../store/import-parts.ts'
import { recordOrdersKnown, type ShopImportRecord } from '../store/imports.ts'
import { findItemsWithStrangers, findMovingItems } from '../store/strangers.ts'
import { sliceMs } from './bulk-parts.ts'
import { endInSlices } from './end-in-slices.ts'

const itemsABatch = 100
/** Shopify finds an order by its last change a little after the change. */
const searchLagMs = 30_000
/** An item whose orders keep changing is counted all the same after so many looks. */
const mostLooks = 6
const lookAgainMs = 400

export type StrangersStep = { readonly isOver: boolean; readonly waitMs: number }
const goesOn: StrangersStep = { isOver: false, waitMs: 0 }

/**
 * Counts the strangers of some items: committed units that none of the orders we may read explains; and the units that took
 * no stock, of which fewer are committed than these orders owe, so that no plan waits for them. Stock and orders
 * must be of one moment for that: stock is read, then every order that changed since the orders were imported, and an
 * item with an order that changed after its stock was read is looked at again. Behind the last of them the import ends.
 */
export async function countStrangers(
  services: Services,
  shop: string,
  running: ShopImportRecord,
  part: ImportPart,
): Promise<StrangersStep> {
  const { db, admin } = services
  const key = { importId: running.importId, part: part.part, slice: part.slice }
  if (running.markedTo !== null) return { isOver: await endInSlices(services, shop, running, key), waitMs: 0 }
  if (await readSomeAskedFor(services, shop)) return goesOn
  const locations = await withShopSql(db, shop, loadLocations)
  const items = await withShopSql(db, shop, (tx) =>
    findItemsWithStrangers(tx, locations, { after: part.position ?? '', limit: itemsABatch }),
  )
  const last = items.at(-1)
  if (last === undefined) {
    return { isOver: await endInSlices(services, shop, running, key), waitMs: 0 }
  }

  const readAt = await withShopSql(db, shop, databaseTime)
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'item', id, why })
  const readings = await readStock(admin, shop, items, locations.length, onUntold)
  if (isElsewhere(readings, locations) && part.attempts < mostLooks) {
    await readAllLocations(services, shop)
    await withShopSql(db, shop, (tx) => postponePart(tx, key, { waitMs: 0, trouble: null, isAttempt: true }))
    return goesOn
  }
  if (!(await readChangedOrders(services, shop, running, locations.length > 1))) return goesOn
  await readEveryUnknownVariant(services, shop)
  if (locations.length > 1) await readRouting(services, shop, items, true)

  return await withShopSql(db, shop, async (tx) => {
    const moving = await findMovingItems(tx, items, new Date(Date.parse(readAt) - 1_000).toISOString())
    const facts = await loadPlanningFacts(tx, items, { locations })
    const { demands } = facts
    for (const { item, location } of demands) if (location === null) moving.add(item)
    if (moving.size > 0 && part.attempts < mostLooks) {
      await postponePart(tx, key, { waitMs: lookAgainMs, trouble: null, isAttempt: true })
      return { isOver: false, waitMs: lookAgainMs }
    }

    await recordItems(
      tx,
      readings.map((reading) => ({ ...reading, kind: 'item', heardAt: readAt })),
    )
    await recordReadings(tx, readings, readAt)
    const known = new Map<string, number>()
    for (const { item, location, units } of demands) {
      const place = `${item}@${location}`
      known.set(place, (known.get(place) ?? 0) + units)
    }
    const strangers = readings.flatMap(({ tracked, points }) =>
      points.map(({ itemId, locationId, committed }): [string, number] => {
        const place = `${itemId}@${locationId}`
        return [place, tracked ? Math.max(0, committed - (known.get(place) ?? 0)) : 0]
      }),
    )
    await recordStrangers(tx, new Map(strangers))
    const read = new Map(readings.map((reading) => [reading.itemId, reading]))
    await setUntoldAside(tx, untold)
    for (const { id } of untold) moving.add(id)
    const still = new Set(items.filter((item) => !moving.has(item)))
    await recordClaims(tx, recountedClaims(still, read, facts, new Map(strangers), readAt))
    await advanceStrangers(tx, key, { position: last, done: items.length })
    return { isOver: false, waitMs: 0 }
  })
}

/** There is stock at a location that was not heard of: with one location fewer, orders are taken to be where they are not. */
function isElsewhere(readings: readonly ItemReading[], locations: readonly string[]): boolean {
  return readings.some(({ points }) => points.some(({ locationId }) => !locations.includes(locationId)))
}

/**
 * Variants that lines name, and orders that may be over: without them, what we know is not all. There may be thousands, so they are
 * read some at a time; answers whether there may be more.
 */
async function readSomeAskedFor(services: Services, shop: string): Promise<boolean> {
  if ((await readUnknownVariants(services, shop)) >= variantsARound) return true
  const asked = await withShopSql(services.db, shop, async (tx) => ({
    readAt: await databaseTime(tx),
    orders: await loadOrdersToRead(tx, ordersARound),
    locations: await loadLocations(tx),
  }))
  await readOrdersAnew(services, shop, asked, asked.locations.length > 1)
  return asked.orders.length === ordersARound
}

async function readEveryUnknownVariant(services: Services, shop: string): Promise<void> {
  let read: number
  do read = await readUnknownVariants(services, shop)
  while (read > 0)
}

/**
 * Answers whether they were all read. Where there are many the next slice goes on behind those of this one, as long as that is
 * further than where this one began: the last of them are looked for once more.
 */
async function readChangedOrders(services: Services, shop: string, running: ShopImportRecord, isRouted: boolean) {
  const { db, admin } = services
  const { importId, ordersKnownAt } = running
  if (ordersKnownAt === null) return true
  const until = clock.elapsed() + sliceMs
  const known = Date.parse(ordersKnownAt)
  const since = new Date(known - searchLagMs).toISOString()
  const readAt = await withShopSql(db, shop, databaseTime)
  let latest = ordersKnownAt
  const untold: Untold[] = []
  const onUntold: OnUntold = (id, why) => untold.push({ thing: 'order', id, why })
  const isLate = () => clock.elapsed() >= until && Date.parse(latest) - searchLagMs > known
  for await (const orders of readOrdersSince(admin, shop, since, isRouted, readAt, onUntold)) {
    await withShopSql(db, shop, async (tx) => {
      await setUntoldAside(tx, untold)
      const marks = await recordReadOrders(tx, orders, readAt)
      await marks.write(tx)
      const changed = orders.at(-1)?.fact.changedAt ?? latest
      if (Date.parse(changed) > Date.parse(latest)) latest = changed
      await recordOrdersKnown(tx, importId, latest)
    })
    if (isLate()) return false
  }
  return true
}
