import type { ApiRow, ShopTruth } from '../running/simulated-shop.ts'
import { type Decided, type ExpectedArrival, oracle } from './oracle.ts'
import { leftOutUnits } from './what-counts.ts'

type Written = {
  readonly state: string
  readonly from: string | null
  readonly units: number | null
  readonly elsewhere?: number
}

/**
 * What shoppers are told and should not be, or should be and are not, as sentences. For shops without limits, suppliers'
 * lead times and overrides; of a variant that is not sold without stock nothing is told. What is ordered now comes on one day, whatever it is, or
 * nobody knows when. It shares no code with the app.
 */
export function promiseFaults(
  truth: ShopTruth,
  rows: readonly ApiRow[],
  arrivals: readonly ExpectedArrival[] = [],
  ifOrderedNow: string | null = null,
  decided: Decided = {},
): string[] {
  const storesOnly = new Set(
    truth.locations.filter((place) => place.fulfillsOnlineOrders === false).map(({ locationId }) => locationId),
  )
  const isOnline = ({ locationId }: { readonly locationId: string }) => !storesOnly.has(locationId)
  const closed = new Set(truth.locations.filter(({ active }) => !active).map(({ locationId }) => locationId))
  const points = Map.groupBy(
    truth.stock.filter((point) => point.active && point.tracked && !closed.has(point.locationId)),
    (point) => point.itemId,
  )
  const variants = new Map(
    truth.orders.flatMap((order) => order.lines.map((line) => [line.itemId, line.variantId] as const)),
  )
  const all = (truth.products ?? []).flatMap((product) => product.variants)
  const denied = new Set(all.filter(({ policy }) => policy === 'DENY').map(({ variantId }) => variantId))
  const queued = queuedAt(truth, decided)
  const { uses } = oracle(truth, arrivals, decided)
  const forNobody = arrivals.map((arrival) => ({ ...arrival, units: uses.get(arrival.arrivalId)?.over ?? 0 }))
  return [...points].flatMap(([itemId, stock]) => {
    const variantId = variants.get(itemId)
    if (variantId == null) return []
    const isSoldOn = !denied.has(variantId)
    const ofItem = <Thing extends { readonly itemId: string }>(things: readonly Thing[]) =>
      things.filter((thing) => thing.itemId === itemId)
    const wished = !isSoldOn
      ? null
      : expected(
          storefrontStock(stock, isOnline, queued, decided.heldBack),
          ofItem(rows),
          ofItem(forNobody).filter((arrival) => isOnline(arrival) && !closed.has(arrival.locationId)),
          ifOrderedNow,
        )
    const text = truth.metafields.find((one) => one.ownerId === variantId && one.key === 'promise')?.value
    const written = text === undefined ? null : shown(JSON.parse(text) as Written)
    return written === wished
      ? []
      : [`${stock[0]?.sku}: ${written ?? 'nothing'} is told and not ${wished ?? 'nothing'}`]
  })
}

/** Open units that wait for stock by the rules of the shop, by `itemId locationId`. */
function queuedAt(truth: ShopTruth, { rules }: Decided): ReadonlyMap<string, number> {
  const leftOut = leftOutUnits(truth, rules)
  const queued = new Map<string, number>()
  for (const { itemId, lineId, openAt } of truth.orders.flatMap((order) => order.lines)) {
    for (const { locationId, open } of openAt) {
      const place = `${itemId} ${locationId}`
      const waiting = open - (leftOut.get(`${lineId} at ${locationId}`)?.units ?? 0)
      queued.set(place, (queued.get(place) ?? 0) + waiting)
    }
  }
  return queued
}

/** What the next order gets at once, and what the storefront's own figure has beyond that. */
function storefrontStock(
  stock: ShopTruth['stock'],
  isOnline: (point: ShopTruth['stock'][number]) => boolean,
  queued: ReadonlyMap<string, number>,
  heldBack: Decided['heldBack'],
) {
  let [ready, lacking, figure] = [0, 0, 0]
  for (const point of stock) {
    figure += point.available + (point.uncounted ?? 0)
    if (!isOnline(point)) continue
    const place = `${point.itemId} ${point.locationId}`
    const net = point.available + point.committed
    const left = Math.max(0, net - (heldBack?.get(place) ?? 0)) - (queued.get(place) ?? 0)
    ready += Math.max(0, left)
    lacking += Math.max(0, -left) + Math.max(0, -net)
  }
  return { ready, elsewhere: ready > 0 ? figure - ready : figure + lacking }
}

function expected(
  { ready, elsewhere }: { readonly ready: number; readonly elsewhere: number },
  rows: readonly ApiRow[],
  arrivals: readonly ExpectedArrival[],
  ifOrderedNow: string | null,
): string | null {
  const isShort = rows.some((row) => row.state === 'open')
  const isPlenty = ready > 10 || (ready > 0 && ifOrderedNow === null)
  if (isPlenty && !isShort && arrivals.length === 0) return null
  const [first] = arrivals.flatMap(({ units, due }) => (units > 0 && due !== null ? [due] : [])).sort()
  return shown({ state: 'backorder', from: first ?? ifOrderedNow, units: null, elsewhere })
}

/** How many units a day is true of depends on which of the arrivals of that day is first, which is left open here. */
function shown({ state, from, elsewhere = 0 }: Written): string {
  return `${state}, ${from ?? 'no day'}, ${elsewhere} elsewhere`
}
