import type { ExpectedArrival } from './oracle.ts'
import type { ApiRow, ShopTruth } from './simulated-shop.ts'

type Written = {
  readonly state: string
  readonly from: string | null
  readonly units: number | null
  readonly elsewhere?: number
}

/**
 * What shoppers are told and should not be, or should be and are not, as sentences. For shops without rules, suppliers'
 * lead times and overrides, whose variants are sold on without stock. What is ordered now comes on one day, whatever it is, or
 * nobody knows when. It shares no code with the app.
 */
export function promiseFaults(
  truth: ShopTruth,
  rows: readonly ApiRow[],
  arrivals: readonly ExpectedArrival[] = [],
  ifOrderedNow: string | null = null,
): string[] {
  const storesOnly = new Set(
    truth.locations.filter((place) => place.fulfillsOnlineOrders === false).map(({ locationId }) => locationId),
  )
  const isOnline = ({ locationId }: { readonly locationId: string }) => !storesOnly.has(locationId)
  const closed = new Set(truth.locations.filter(({ active }) => !active).map(({ locationId }) => locationId))
  const points = Map.groupBy(
    truth.stock.filter((point) => point.active && point.tracked),
    (point) => point.itemId,
  )
  const variants = new Map(
    truth.orders.flatMap((order) => order.lines.map((line) => [line.itemId, line.variantId] as const)),
  )
  return [...points].flatMap(([itemId, stock]) => {
    const variantId = variants.get(itemId)
    if (variantId == null) return []
    const ofItem = <Thing extends { readonly itemId: string }>(things: readonly Thing[]) =>
      things.filter((thing) => thing.itemId === itemId)
    const wished = expected(
      stock.filter(isOnline).map((point) => point.available),
      ofItem(rows),
      ofItem(arrivals).filter((arrival) => isOnline(arrival) && !closed.has(arrival.locationId)),
      new Map(stock.map((point) => [point.locationId, -point.available - point.committed])),
      stock.reduce(
        (sum, point) => sum + (isOnline(point) ? (point.uncounted ?? 0) : point.available + (point.uncounted ?? 0)),
        0,
      ),
      ifOrderedNow,
    )
    const text = truth.metafields.find((one) => one.ownerId === variantId && one.key === 'promise')?.value
    const written = text === undefined ? null : shown(JSON.parse(text) as Written)
    return written === wished
      ? []
      : [`${stock[0]?.sku}: ${written ?? 'nothing'} is told and not ${wished ?? 'nothing'}`]
  })
}

function expected(
  available: readonly number[],
  rows: readonly ApiRow[],
  arrivals: readonly ExpectedArrival[],
  lacking: ReadonlyMap<string, number>,
  elsewhere: number,
  ifOrderedNow: string | null,
): string | null {
  const sum = available.reduce((total, units) => total + units, 0)
  const ready = available.reduce((total, units) => total + Math.max(0, units), 0)
  const isShort = rows.some((row) => row.state === 'open')
  if (ready > Math.max(0, sum) || (sum > 0 && !isShort && arrivals.length === 0)) return null
  const [first] = left(rows, arrivals, lacking)
    .filter((day) => day !== null)
    .sort()
  return shown({ state: 'backorder', from: first ?? ifOrderedNow, units: null, elsewhere })
}

/** The day of each unit that is to come for nobody: at every location those that come first fill what lacks, or are taken. */
function left(
  rows: readonly ApiRow[],
  arrivals: readonly ExpectedArrival[],
  lacking: ReadonlyMap<string, number>,
): (string | null)[] {
  const here = Map.groupBy(arrivals, (arrival) => arrival.locationId)
  return [...here].flatMap(([locationId, coming]) => {
    const pegged = rows.filter((row) => row.locationId === locationId).reduce((sum, row) => sum + row.pegged, 0)
    const taken = pegged + Math.max(0, lacking.get(locationId) ?? 0)
    const days = coming.flatMap(({ units, due }) => Array.from({ length: units }, () => due))
    return days.sort((one, other) => ((one ?? '9999-99-99') < (other ?? '9999-99-99') ? -1 : 1)).slice(taken)
  })
}

/** How many units a day is true of depends on which of the arrivals of that day is first, which is left open here. */
function shown({ state, from, elsewhere = 0 }: Written): string {
  return `${state}, ${from ?? 'no day'}, ${elsewhere} elsewhere`
}
