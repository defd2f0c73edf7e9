import type { ApiRow, ShopTruth } from '../running/simulated-shop.ts'
import { type CountingRules, leftOutUnits } from './what-counts.ts'

export type ExpectedLine = {
  readonly open: number
  readonly covered: number
  readonly backordered: number
  readonly pegged: number
  /** As the API tells it: `now`, a day, or null. */
  readonly readyOn: string | null
  readonly nextArrivalOn: string | null
  /** Some of it should have come before today: no day is expected of it. */
  readonly isOverdue: boolean
}

/** Units that are ordered from a supplier and still to come. */
export type ExpectedArrival = {
  readonly arrivalId: string
  readonly itemId: string
  readonly locationId: string
  readonly units: number
  /** Not before today: what should have come already counts as coming today, and days pass. */
  readonly due: string | null
}

/** What the merchant decided, and what the app says it keeps back. */
export type Decided = {
  /** By line; who has none has 0. */
  readonly ranks?: ReadonlyMap<string, number>
  /** The arrivals that a line gets its units from first: from the first to come, on equal days from the one named first. */
  readonly pins?: ReadonlyMap<string, ReadonlySet<string>>
  /** Units kept out of the queue, by `itemId locationId`. */
  readonly heldBack?: ReadonlyMap<string, number>
  /** Units that a line keeps whoever comes before it, by `lineId at locationId`. */
  readonly released?: ReadonlyMap<string, number>
  /** What should have come before it counts as coming then. */
  readonly today?: string
  readonly rules?: CountingRules
}

/** Where the units of an arrival go: they fill what lacks, serve lines (`lineId at locationId`), or are over. */
export type ExpectedUse = {
  readonly filling: number
  readonly lines: ReadonlyMap<string, number>
  readonly over: number
}

export type ExpectedOutcome = {
  readonly lines: ReadonlyMap<string, ExpectedLine>
  /** By arrival. */
  readonly uses: ReadonlyMap<string, ExpectedUse>
  /** Units that nothing fills, by `itemId at locationId`. */
  readonly lacking: ReadonlyMap<string, number>
}

/**
 * What must be short, and until when, worked out from the truth alone: at every stock point the shelf is available plus
 * committed, less what is kept back, and the first in the queue (by rank, then the oldest order) take from it; then they take
 * from what comes: who is pinned to it first, then in the same order from what comes earliest, and what has no day last. Where
 * available plus committed is below zero, the units that come first are for nobody until it is not. Nothing comes to a
 * closed location, and what is to be sent later, or does not count by the rules of the shop, waits for nothing. It shares no code with the app.
 */
export function oracle(
  truth: ShopTruth,
  arrivals: readonly ExpectedArrival[] = [],
  decided: Decided = {},
): ExpectedOutcome {
  const waiting = Map.groupBy(queueOf(truth, decided), ({ itemId, locationId }) => `${itemId} ${locationId}`)
  const closed = new Set(truth.locations.filter(({ active }) => !active).map(({ locationId }) => locationId))
  const coming = Map.groupBy(
    inTurn(
      arrivals.filter(({ locationId }) => !closed.has(locationId)),
      decided.today,
    ).map((arrival) => ({ ...arrival, left: arrival.units })),
    ({ itemId, locationId }) => `${itemId} ${locationId}`,
  )
  const net = new Map(
    truth.stock.map((point) => [
      `${point.itemId} ${point.locationId}`,
      point.active && point.tracked ? point.available + point.committed : 0,
    ]),
  )
  const outcome = {
    lines: new Map<string, ExpectedLine>(),
    uses: new Map(
      arrivals.map(({ arrivalId, units }) => [
        arrivalId,
        { filling: 0, lines: new Map<string, number>(), over: units },
      ]),
    ),
    lacking: new Map<string, number>(),
  }
  for (const point of new Set([...net.keys(), ...waiting.keys(), ...coming.keys()])) {
    serve(outcome, point, net.get(point) ?? 0, waiting.get(point) ?? [], coming.get(point) ?? [], decided)
  }
  return outcome
}

type Waiting = {
  readonly lineId: string
  readonly itemId: string
  readonly locationId: string
  readonly open: number
  readonly isCounted: boolean
}
type Coming = ExpectedArrival & { left: number }
type Outcome = {
  readonly lines: Map<string, ExpectedLine>
  readonly uses: Map<string, { filling: number; lines: Map<string, number>; over: number }>
  readonly lacking: Map<string, number>
}

function queueOf(truth: ShopTruth, { ranks = new Map(), rules }: Decided): Waiting[] {
  const counted = new Set(truth.stock.filter((point) => point.tracked).map((point) => point.itemId))
  const leftOut = leftOutUnits(truth, rules)
  const rankOf = ({ lineId }: { readonly lineId: string }) => ranks.get(lineId) ?? 0
  return truth.orders
    .flatMap((order) =>
      order.lines.flatMap(({ lineId, itemId, openAt }) =>
        itemId === null
          ? []
          : openAt.map(({ locationId, open }) => {
              const waiting = open - (leftOut.get(`${lineId} at ${locationId}`)?.units ?? 0)
              return { locationId, open: waiting, lineId, itemId, isCounted: counted.has(itemId), order }
            }),
      ),
    )
    .filter(({ open }) => open > 0)
    .sort(
      (a, b) =>
        rankOf(b) - rankOf(a) ||
        Date.parse(a.order.createdAt) - Date.parse(b.order.createdAt) ||
        compare(numberOf(a.order.orderId), numberOf(b.order.orderId)) ||
        compare(numberOf(a.lineId), numberOf(b.lineId)),
    )
}

/** In the order in which they come. */
function inTurn(arrivals: readonly ExpectedArrival[], today = ''): ExpectedArrival[] {
  return arrivals.toSorted((a, b) => {
    return compare(dayOf(a, today), dayOf(b, today)) || compare(BigInt(a.arrivalId), BigInt(b.arrivalId))
  })
}

function dayOf({ due }: ExpectedArrival, today = ''): string {
  return notBefore(today, due ?? 'no day')
}

function notBefore(today: string, day: string): string {
  return day < today ? today : day
}

/** Whoever waits, and what he was given so far. */
type Served = {
  readonly line: Waiting
  covered: number
  short: number
  readonly from: { readonly due: string | null; readonly units: number }[]
}

function serve(
  { lines, uses, lacking }: Outcome,
  point: string,
  net: number,
  waiting: readonly Waiting[],
  coming: readonly Coming[],
  { heldBack, pins, released, today }: Decided,
): void {
  const served = waiting.map((line): Served => {
    return { line, covered: line.isCounted ? 0 : line.open, short: line.isCounted ? line.open : 0, from: [] }
  })
  cover(served, Math.max(0, net - (heldBack?.get(point) ?? 0)), released)
  const take = (arrival: Coming, wanted: number): number => {
    const units = Math.min(wanted, arrival.left)
    arrival.left -= units
    const use = uses.get(arrival.arrivalId)
    if (use !== undefined) use.over -= units
    return units
  }
  let owed = Math.max(0, -net)
  for (const arrival of coming) {
    const units = take(arrival, owed)
    owed -= units
    const use = uses.get(arrival.arrivalId)
    if (use !== undefined) use.filling += units
  }
  if (net < 0) lacking.set(point, owed)
  const give = (to: Served, arrival: Coming) => {
    const units = take(arrival, to.short)
    if (units === 0) return
    to.short -= units
    to.from.push({ due: arrival.due, units })
    const given = uses.get(arrival.arrivalId)?.lines
    given?.set(placeOf(to.line), (given.get(placeOf(to.line)) ?? 0) + units)
  }
  for (const one of served) {
    const own = [...(pins?.get(one.line.lineId) ?? [])].flatMap((pin) => coming.filter((of) => of.arrivalId === pin))
    for (const arrival of own.sort((a, b) => compare(dayOf(a, today), dayOf(b, today)))) give(one, arrival)
  }
  for (const one of served) {
    for (const arrival of coming) give(one, arrival)
    lines.set(placeOf(one.line), expectedOf(one.line.open, one.covered, one.from, today))
  }
}

/** From the shelf: what a line keeps at first, and then in turn. */
function cover(served: readonly Served[], units: number, released: Decided['released']): void {
  let shelf = units
  const give = (one: Served, most: number) => {
    const given = Math.min(one.short, most, shelf)
    shelf -= given
    one.covered += given
    one.short -= given
  }
  for (const one of served) give(one, released?.get(placeOf(one.line)) ?? 0)
  for (const one of served) give(one, one.short)
}

function expectedOf(
  open: number,
  covered: number,
  from: readonly { readonly due: string | null; readonly units: number }[],
  today = '',
): ExpectedLine {
  const pegged = from.reduce((sum, { units }) => sum + units, 0)
  const days = from.map(({ due }) => due ?? 'no day').sort()
  const last = days.at(-1) ?? 'now'
  const isPromised = covered + pegged === open && last !== 'no day'
  return {
    open,
    covered,
    backordered: open - covered,
    pegged,
    readyOn: isPromised ? notBefore(today, last) : null,
    nextArrivalOn: from.flatMap(({ due }) => due ?? []).sort()[0] ?? null,
    isOverdue: from.some(({ due }) => due !== null && due < today),
  }
}

/**
 * What the app has wrong against the truth, in words; empty when every number is right. Orders from before
 * `readableFrom` the app may not read: they are served all the same, and it cannot list them.
 */
export function differences(
  truth: ShopTruth,
  rows: readonly ApiRow[],
  {
    readableFrom = Number.NEGATIVE_INFINITY,
    arrivals = [],
    decided = {},
  }: {
    readonly readableFrom?: number
    readonly arrivals?: readonly ExpectedArrival[]
    readonly decided?: Decided
  } = {},
): string[] {
  const expected = oracle(truth, arrivals, decided).lines
  const readable = new Set(
    truth.orders
      .filter((order) => Date.parse(order.createdAt) >= readableFrom)
      .flatMap((order) => order.lines.map((line) => line.lineId)),
  )
  const listed = new Map(rows.map((row) => [placeOf(row), row]))
  const doubled = listed.size === rows.length ? [] : ['a line is listed twice']
  const missing = [...expected]
    .filter(([place, line]) => line.backordered > 0 && !listed.has(place) && readable.has(lineOf(place)))
    .map(([place, line]) => `${place}: ${line.backordered} short, and not listed`)
  return [...doubled, ...missing, ...rows.flatMap((row) => wrong(row, expected.get(placeOf(row))))]
}

function wrong(row: ApiRow, line: ExpectedLine | undefined): string[] {
  const told = `${row.orderName} ${placeOf(row)}: ${wordsOf(row)} (${row.state})`
  if (line === undefined) {
    const isOver = row.backordered === 0 && (row.state === 'closed' || row.state === 'cancelled')
    return isOver ? [] : [`${told} told, and nothing is open`]
  }
  const state = line.backordered > 0 ? 'open' : 'ready'
  const isRight =
    wordsOf({ ...row, ...(line.isOverdue && { readyOn: line.readyOn }) }) === wordsOf(line) &&
    row.state === state &&
    row.uncovered === row.backordered - row.pegged
  return isRight ? [] : [`${told} told, ${wordsOf(line)} (${state}) true`]
}

function wordsOf({
  covered,
  backordered,
  pegged,
  readyOn,
  nextArrivalOn,
}: Pick<ExpectedLine, 'covered' | 'backordered' | 'pegged' | 'readyOn' | 'nextArrivalOn'>): string {
  return `${covered} + ${backordered}, of which ${pegged} to come from ${nextArrivalOn}, ready ${readyOn}`
}

function placeOf(row: { readonly lineId: string; readonly locationId: string }): string {
  return `${row.lineId} at ${row.locationId}`
}

function lineOf(place: string): string {
  return place.slice(0, place.indexOf(' at '))
}

function numberOf(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf('/') + 1))
}

function compare<Of extends bigint | string>(a: Of, b: Of): number {
  return a < b ? -1 : Number(a > b)
}
