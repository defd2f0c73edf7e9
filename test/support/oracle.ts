import type { ApiRow, ShopTruth } from './simulated-shop.ts'

export type ExpectedLine = {
  readonly open: number
  readonly covered: number
  readonly backordered: number
  readonly pegged: number
  /** As the API tells it: `now`, a day, or null. */
  readonly readyOn: string | null
  readonly nextArrivalOn: string | null
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

/** One unit that can be given: from the shelf, or when it is to come. */
type Unit = { readonly isHere: boolean; readonly due: string | null; readonly arrivalId: string | null }

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
 * What must be short, and until when, worked out unit by unit from the truth alone: at every stock point the shelf is
 * available plus committed, and the oldest order's units take from it first; then they take, in the same order, from what
 * comes earliest, and what has no day last. Where available plus committed is below zero, the units that come first are
 * for nobody until it is not. It shares no code with the app.
 */
export function oracle(truth: ShopTruth, arrivals: readonly ExpectedArrival[] = []): ExpectedOutcome {
  const counted = new Set(truth.stock.filter((point) => point.tracked).map((point) => point.itemId))
  const queue = truth.orders
    .flatMap((order) =>
      order.lines
        .filter((line) => line.itemId !== null && counted.has(line.itemId))
        .flatMap((line) => line.openAt.map((place) => ({ ...line, ...place, order }))),
    )
    .sort(
      (a, b) =>
        Date.parse(a.order.createdAt) - Date.parse(b.order.createdAt) ||
        compare(numberOf(a.order.orderId), numberOf(b.order.orderId)) ||
        compare(numberOf(a.lineId), numberOf(b.lineId)),
    )

  const wanted = Map.groupBy(queue, (line) => `${line.itemId} ${line.locationId}`)
  const { stock, lacking, filling } = unitsToGive(truth, arrivals, (point) => {
    return (wanted.get(point) ?? []).reduce((sum, line) => sum + line.open, 0)
  })
  const lines = new Map<string, ExpectedLine>()
  const uses = new Map(
    arrivals.map(({ arrivalId, units }) => {
      const fills = filling.get(arrivalId) ?? 0
      return [arrivalId, { filling: fills, lines: new Map<string, number>(), over: units - fills }]
    }),
  )
  for (const line of queue) {
    const given = stock.get(`${line.itemId} ${line.locationId}`)?.splice(0, line.open) ?? []
    lines.set(placeOf(line), expectedOf(line.open, given))
    for (const { arrivalId } of given) {
      const use = uses.get(arrivalId ?? '')
      if (use === undefined) continue
      use.lines.set(placeOf(line), (use.lines.get(placeOf(line)) ?? 0) + 1)
      use.over -= 1
    }
  }
  return { lines, uses, lacking }
}

function expectedOf(open: number, given: readonly Unit[]): ExpectedLine {
  const coming = given.filter((unit) => !unit.isHere)
  const covered = given.length - coming.length
  const days = coming.map((unit) => unit.due ?? 'no day').sort()
  const isPromised = given.length === open && !days.includes('no day')
  return {
    open,
    covered,
    backordered: open - covered,
    pegged: coming.length,
    readyOn: isPromised ? (days.at(-1) ?? 'now') : null,
    nextArrivalOn: coming.flatMap((unit) => unit.due ?? []).sort()[0] ?? null,
  }
}

/** The units of each stock point, the first to be given first; of a full shelf no more than anybody wants. */
function unitsToGive(
  truth: ShopTruth,
  arrivals: readonly ExpectedArrival[],
  wantedAt: (point: string) => number,
): { stock: Map<string, Unit[]>; lacking: Map<string, number>; filling: Map<string, number> } {
  const points = new Map<string, Unit[]>()
  const lacking = new Map<string, number>()
  const filled = new Map<string, number>()
  for (const { itemId, locationId, active, available, committed } of truth.stock) {
    const point = `${itemId} ${locationId}`
    const units = active ? Math.max(0, available + committed) : 0
    const here: Unit = { isHere: true, due: null, arrivalId: null }
    points.set(point, new Array<Unit>(Math.min(units, wantedAt(point))).fill(here))
    if (active && available + committed < 0) lacking.set(point, -available - committed)
  }
  const inOrder = arrivals.toSorted((a, b) => {
    const [one, other] = [a.due ?? 'no day', b.due ?? 'no day']
    if (one !== other) return one < other ? -1 : 1
    return compare(BigInt(a.arrivalId), BigInt(b.arrivalId))
  })
  for (const { arrivalId, itemId, locationId, units, due } of inOrder) {
    const point = `${itemId} ${locationId}`
    const filling = Math.min(units, lacking.get(point) ?? 0)
    if (filling > 0) lacking.set(point, (lacking.get(point) ?? 0) - filling)
    filled.set(arrivalId, filling)
    const coming = new Array<Unit>(units - filling).fill({ isHere: false, due, arrivalId })
    points.set(point, [...(points.get(point) ?? []), ...coming])
  }
  return { stock: points, lacking, filling: filled }
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
  }: { readonly readableFrom?: number; readonly arrivals?: readonly ExpectedArrival[] } = {},
): string[] {
  const expected = oracle(truth, arrivals).lines
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
    wordsOf(row) === wordsOf(line) && row.state === state && row.uncovered === row.backordered - row.pegged
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

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b)
}
