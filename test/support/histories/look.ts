import type { ApiRow, ShopTruth } from '../running/simulated-shop.ts'
import { expectedOf, type NativeArrival, type NativeTruth, nameOf } from '../truth/native-truth.ts'
import { type Decided, differences, type ExpectedArrival, oracle } from '../truth/oracle.ts'
import { promiseFaults } from '../truth/promise-oracle.ts'
import { countOnlyReceived } from '../truth/received-truth.ts'
import { type CountingRules, leftOutUnits } from '../truth/what-counts.ts'
import type { OrderedLine } from './a-merchant.ts'
import { dayAhead, type Played } from './played.ts'
import { stillReleased } from './shipped.ts'

export type OwnArrival = ExpectedArrival & { readonly supplierOrderId: string; readonly supplierOrderLineId: string }

/** What the shop is in truth, and what the app says of it. */
export type Seen = {
  readonly truth: ShopTruth
  readonly rows: readonly ApiRow[]
  readonly own: readonly OwnArrival[]
  readonly native: readonly NativeArrival[]
  readonly ordered: readonly OrderedLine[]
  readonly decided: Decided
  /** Items of which the oracle cannot say who gets what. */
  readonly unclear: ReadonlySet<string>
}

type HeldBack = { itemId: string; locationId: string; units: number }

export async function look(played: Played): Promise<Seen> {
  const { shop, merchant } = played
  const truth = await countOnlyReceived(await shop.truth(), merchant.ask)
  const rows = await shop.backorders()
  const own: OwnArrival[] = []
  const ordered: OrderedLine[] = []
  for (const { supplierOrderId, locationId, state } of await merchant.orders('open')) {
    if (state === 'draft') continue
    for (const line of await merchant.linesOf(supplierOrderId)) {
      const { supplierOrderLineId, itemId, arrivals } = line
      if (arrivals.length > 0) ordered.push(line)
      own.push(...arrivals.map((one) => ({ ...one, supplierOrderId, supplierOrderLineId, itemId, locationId })))
    }
  }
  const { rows: held } = await merchant.ask<{ rows: HeldBack[] }>('/api/held-back?limit=250')
  const rules = await merchant.ask<CountingRules>('/api/shop/rules')
  const uncounted = rules.countsUnclaimed ? [] : truth.stock.filter(({ unclaimed = 0 }) => unclaimed > 0)
  const native = expectedOf(truth as unknown as NativeTruth)
  const idOf = new Map(native.map((arrival) => [nameOf(arrival), arrival.arrivalId]))
  return {
    truth,
    rows,
    own,
    native,
    ordered,
    decided: {
      ranks: played.ranks,
      pins: new Map(
        [...played.pins].map(([lineId, pins]) => [lineId, new Set([...pins].map((pin) => idOf.get(pin) ?? pin))]),
      ),
      released: stillReleased(played.released, truth),
      heldBack: new Map(held.map(({ itemId, locationId, units }) => [`${itemId} ${locationId}`, units])),
      today: dayAhead(0),
      rules,
    },
    unclear: new Set([...uncounted.map(({ itemId }) => itemId), ...played.unclear]),
  }
}

/** All that the app says and that is not so, in words. */
export async function faultsOf(played: Played, seen: Seen): Promise<string[]> {
  const { truth, rows, own, native, decided } = clear(seen)
  const arrivals = [...own, ...native]
  const isOverdue = arrivals.some(({ due }) => due !== null && due < (decided.today ?? ''))
  const told = played.isToldOtherwise || isOverdue ? [] : promiseFaults(truth, rows, arrivals, null, decided)
  return [
    ...differences(truth, rows, { arrivals, decided }),
    ...goneFaults(seen),
    ...leftOutFaults(seen),
    ...heldBackFaults(seen),
    ...told,
    ...orderFaults(seen),
    ...(await itemFaults(played, seen)),
    ...(await parkedFaults(played)),
  ]
}

/** What the oracle can say something of. */
export function clear({ truth, rows, unclear, own, native, ...seen }: Seen): Seen {
  const gone = goneLines(truth)
  const isClear = ({ itemId }: { readonly itemId: string | null }) => itemId === null || !unclear.has(itemId)
  const orders = truth.orders.map((order) => ({ ...order, lines: order.lines.filter(isClear) }))
  return {
    ...seen,
    truth: { ...truth, orders, stock: truth.stock.filter(isClear) },
    rows: rows.filter((row) => isClear(row) && !gone.has(row.lineId)),
    own: own.filter(isClear),
    native: native.filter(isClear),
    unclear,
  }
}

/** Open units of what is not sold any more, by line and then by location. */
function goneLines(truth: ShopTruth): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const lines = truth.orders.flatMap((order) => order.lines)
  return new Map(
    lines
      .filter((line) => line.itemId === null)
      .map((line) => [line.lineId, new Map(line.openAt.map(({ locationId, open }) => [locationId, open]))]),
  )
}

/** What is not sold any more stays as many units as are open, wherever some were short once, and nothing comes for them. */
function goneFaults({ truth, rows, decided }: Seen): string[] {
  const leftOut = leftOutUnits(truth, decided.rules)
  return [...goneLines(truth)].flatMap(([lineId, openAt]) =>
    rows
      .filter((row) => row.lineId === lineId && (row.state === 'open' || row.state === 'ready'))
      .flatMap(({ locationId, covered, backordered, pegged, readyOn }) => {
        const at = `${lineId} at ${locationId}`
        const open = (openAt.get(locationId) ?? 0) - (leftOut.get(at)?.units ?? 0)
        return [
          ...(covered + backordered === open
            ? []
            : [`${at}: ${covered + backordered} of ${open} open units of a deleted item`]),
          ...(pegged === 0 && (readyOn === null || backordered === 0)
            ? []
            : [`${at}: ${pegged} units of a deleted item are said to come, ready ${readyOn}`]),
        ]
      }),
  )
}

/** A line that was short and waits for nothing, though units of it are open, says why, and how many they are. */
function leftOutFaults({ truth, rows, decided, unclear }: Seen): string[] {
  const leftOut = leftOutUnits(truth, decided.rules)
  return rows
    .filter(({ itemId }) => !unclear.has(itemId))
    .flatMap(({ orderName, lineId, locationId, units, shipped, notCounted: said }) => {
      const at = `${lineId} at ${locationId}`
      const { units: waiting = 0, why = null } = leftOut.get(at) ?? {}
      if (why === null && (said === undefined || said === 'moved')) return []
      return said === why && units - shipped === waiting
        ? []
        : [`${orderName} ${at}: ${units - shipped} units are told to be ${said}, ${waiting} are ${why}`]
    })
}

/** No more is kept back than is there. */
function heldBackFaults({ truth, decided }: Seen): string[] {
  return truth.stock.flatMap(({ itemId, locationId, sku, active, tracked, available, committed }) => {
    const units = decided.heldBack?.get(`${itemId} ${locationId}`) ?? 0
    const there = Math.max(0, available + committed)
    return active && tracked && units > there ? [`${sku}: ${units} of ${there} units are held back`] : []
  })
}

/** Of every line on its way, what it fills and what is over. */
function orderFaults(seen: Seen): string[] {
  const { truth, own, native, decided } = clear(seen)
  const { uses } = oracle(truth, [...own, ...native], decided)
  const gone = new Set(seen.truth.stock.map((point) => point.itemId))
  return [...Map.groupBy(own, (arrival) => arrival.supplierOrderLineId)].flatMap(([lineId, arrivals]) => {
    const line = seen.ordered.find((one) => one.supplierOrderLineId === lineId)
    if (line === undefined || !gone.has(line.itemId)) return []
    let [filling, over] = [0, 0]
    for (const { arrivalId } of arrivals) {
      filling += uses.get(arrivalId)?.filling ?? 0
      over += uses.get(arrivalId)?.over ?? 0
    }
    return line.owed === filling && line.surplus === over
      ? []
      : [`a line of ${line.sku}: ${line.owed} owed and ${line.surplus} over are told, ${filling} and ${over} true`]
  })
}

type OwedPlace = { locationId: string; units: number; pegged: number }
type Item = { title: string; sku: string | null; owed: OwedPlace[] }

/** How each item that is sold is called. */
function namesOf({ products = [] }: ShopTruth): ReadonlyMap<string, string> {
  return new Map(
    products.flatMap(({ title, variants }) =>
      variants.map((one) => {
        const own = one.title === 'Default Title' ? '' : ` · ${one.title}`
        return [one.itemId, `${title}${own} (${one.sku})`] as const
      }),
    ),
  )
}

/** How each item is called, and what it owes. */
async function itemFaults({ merchant }: Played, { truth, own, native, decided, unclear }: Seen): Promise<string[]> {
  const { lacking } = oracle(truth, [...own, ...native], decided)
  const faults: string[] = []
  const names = namesOf(truth)
  for (const [itemId, points] of Map.groupBy(truth.stock, (point) => point.itemId)) {
    const item = await merchant.call<Item>(`/api/items/${encodeURIComponent(itemId)}`)
    if (item === null) continue
    const [says, is] = [`${item.title} (${item.sku})`, names.get(itemId)]
    if (is !== undefined && says !== is) faults.push(`${itemId} is told to be ${says}, and is ${is}`)
    if (unclear.has(itemId)) continue
    const told = new Map(item.owed.map((place) => [place.locationId, place]))
    faults.push(...points.flatMap((point) => owedFault(point, told.get(point.locationId), lacking)))
  }
  return faults
}

function owedFault(
  { itemId, sku, locationId, active, tracked, available, committed }: ShopTruth['stock'][number],
  told: OwedPlace | undefined,
  lacking: ReadonlyMap<string, number>,
): string[] {
  const owed = active && tracked ? Math.max(0, -available - committed) : 0
  const pegged = owed === 0 ? 0 : owed - (lacking.get(`${itemId} ${locationId}`) ?? 0)
  const [saysOwed, saysPegged] = [told?.units ?? 0, told?.pegged ?? 0]
  return saysOwed === owed && saysPegged === pegged
    ? []
    : [`${sku}: ${saysOwed} owed, ${saysPegged} to come told, ${owed} and ${pegged} true`]
}

async function parkedFaults({ merchant }: Played): Promise<string[]> {
  const { parked } = await merchant.ask<{ parked: number }>('/api/shop')
  return parked === 0 ? [] : [`${parked} deliveries are parked`]
}
