import { loadLocations } from '../../db/catalogue.ts'
import { databaseTime } from '../../db/database-time.ts'
import { distrustOrders, loadMirrorOrders, loadOpenOrders, type MirrorOrder } from '../../db/mirror.ts'
import { deleteOrders } from '../../db/orders.ts'
import { advanceReconcile, type Difference, type Reconcile, recordDifferences } from '../../db/reconciles.ts'
import { type ShopSql, withShopSql } from '../../db/with-shop.ts'
import type { Services } from '../../services.ts'
import { type ReadOrder, readOrders } from '../../shopify/read-orders.ts'
import { readOrdersSince } from '../../shopify/read-orders-since.ts'
import { recordReadOrders } from '../read-anew.ts'

/** Shopify finds an order by its last change a little after the change, and clocks differ. */
const overlapMs = 600_000
const ordersABatch = 250
/** Apps are shown orders of the last 60 days: one as old as that may be there all the same. */
const readableDays = 59

/** Orders that changed since the last reconcile; ones that we never heard of among them. */
export async function compareChangedOrders(services: Services, shop: string, running: Reconcile): Promise<void> {
  const { db, admin } = services
  const { reconcileId, ordersKnownAt } = running
  const { locations, readAt } = await begin(services, shop)
  const since = ordersKnownAt === null ? new Date(0) : new Date(Date.parse(ordersKnownAt) - overlapMs)
  for await (const found of readOrdersSince(admin, shop, since.toISOString(), locations.length > 1, readAt)) {
    await withShopSql(db, shop, async (tx) => {
      await repairOrders(tx, shop, reconcileId, found, readAt)
      await advanceReconcile(tx, shop, reconcileId, {
        step: 'changed-orders',
        position: '',
        orders: found.length,
        ordersKnownAt: found.at(-1)?.fact.changedAt ?? null,
      })
    })
  }
  await withShopSql(db, shop, (tx) =>
    advanceReconcile(tx, shop, reconcileId, { step: 'open-orders', position: '', ordersKnownAt }),
  )
}

/** Orders that ours hold open: among them ones that Shopify does not have any more. */
export async function compareOpenOrders(services: Services, shop: string, running: Reconcile): Promise<void> {
  const { db, admin } = services
  const { reconcileId, position } = running
  const { locations, readAt } = await begin(services, shop)
  const open = await withShopSql(db, shop, (tx) => loadOpenOrders(tx, shop, position, ordersABatch))
  const found = await readOrders(admin, shop, open, locations.length > 1, readAt)
  await withShopSql(db, shop, async (tx) => {
    await repairOrders(tx, shop, reconcileId, found, readAt)
    const shown = new Set(found.map(({ fact }) => fact.orderId))
    const readableFrom = Date.parse(readAt) - readableDays * 86_400_000
    const gone = open.filter(({ orderId, orderedAt }) => !shown.has(orderId) && Date.parse(orderedAt) > readableFrom)
    const mirror = await loadMirrorOrders(
      tx,
      shop,
      gone.map(({ orderId }) => orderId),
    )
    await deleteOrders(
      tx,
      shop,
      gone.map(({ orderId }) => ({ kind: 'order-gone', orderId, changedAt: readAt, heardAt: readAt })),
    )
    await recordDifferences(
      tx,
      shop,
      reconcileId,
      mirror.map((ours) => differenceOf(ours, null, ours.name, 'lost-webhook')),
    )
    const last = open.at(-1)?.orderId
    await advanceReconcile(
      tx,
      shop,
      reconcileId,
      last === undefined
        ? { step: 'items', position: '' }
        : { step: 'open-orders', position: last, orders: open.length },
    )
  })
}

function begin({ db }: Services, shop: string) {
  return withShopSql(db, shop, async (tx) => ({
    locations: await loadLocations(tx, shop),
    readAt: await databaseTime(tx),
  }))
}

async function repairOrders(
  tx: ShopSql,
  shop: string,
  reconcileId: string,
  found: readonly ReadOrder[],
  readAt: string,
): Promise<void> {
  const mirror = await loadMirrorOrders(
    tx,
    shop,
    found.map(({ fact }) => fact.orderId),
  )
  const known = new Map(mirror.map((order) => [order.orderId, order]))
  const differences = found.flatMap((read): Difference[] => {
    const ours = known.get(read.fact.orderId)
    const theirs = orderSeen(read, ours?.isRouted ?? false)
    if (ours && JSON.stringify(mirrorSeen(ours)) === JSON.stringify(theirs)) return []
    // An order that is over and that we never had changes nothing.
    if (!ours && read.fact.lines.every((line) => line.open === 0)) return []
    const isNews = !ours || Date.parse(read.fact.changedAt) > Date.parse(ours.changedAt)
    return [differenceOf(ours ?? null, theirs, read.fact.name, isNews ? 'lost-webhook' : 'drift', read.fact.orderId)]
  })
  await distrustOrders(
    tx,
    shop,
    differences.map((one) => one.thingId),
    readAt,
  )
  await recordReadOrders(tx, shop, found, readAt)
  await recordDifferences(tx, shop, reconcileId, differences)
}

function differenceOf(
  ours: MirrorOrder | null,
  theirs: object | null,
  name: string,
  cause: Difference['cause'],
  orderId = ours?.orderId ?? '',
): Difference {
  return { thing: 'order', thingId: orderId, name, cause, ours: ours && mirrorSeen(ours), theirs }
}

type Seen = {
  readonly orderedAt: string
  readonly isOver: boolean
  readonly lines: Record<string, { units: number; open: number }>
  readonly at: Record<string, string>
}

/** As far as a plan depends on it, in an order of its own. */
function orderSeen({ fact, routing }: ReadOrder, isRouted: boolean): Seen {
  return seen(
    fact.orderedAt,
    fact.cancelledAt !== null,
    fact.lines,
    isRouted ? (routing?.lines ?? []).map((line) => ({ ...line, id: line.fulfillmentOrderLineId })) : [],
  )
}

function mirrorSeen({ orderedAt, isOver, isRouted, lines, routing }: MirrorOrder): Seen {
  return seen(orderedAt, isOver, lines, isRouted ? routing : [])
}

function seen(
  orderedAt: string,
  isOver: boolean,
  lines: readonly { lineId: string; units: number; open: number }[],
  routing: readonly { id: string; lineId: string; locationId: string; remaining: number }[],
): Seen {
  const left = lines.filter(({ units, open }) => units + open > 0)
  const places = routing.filter(({ remaining }) => remaining > 0)
  return {
    orderedAt: new Date(orderedAt).toISOString(),
    isOver,
    lines: sorted(left.map(({ lineId, units, open }) => [lineId, { units, open }])),
    at: sorted(places.map((one) => [one.id, `${one.remaining} of ${one.lineId} at ${one.locationId}`])),
  }
}

function sorted<Value>(entries: [string, Value][]): Record<string, Value> {
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
