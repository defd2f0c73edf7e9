import type { ApiRow, ShopTruth } from './simulated-shop.ts'

export type ExpectedLine = {
  readonly open: number
  readonly covered: number
  readonly backordered: number
}

/**
 * What must be short, worked out unit by unit from the truth alone: at every stock point the shelf is available plus
 * committed, and the oldest order's units take from it first. It shares no code with the app.
 */
export function oracle(truth: ShopTruth): Map<string, ExpectedLine> {
  const shelves = new Map<string, number>()
  for (const point of truth.stock) {
    if (point.active) shelves.set(`${point.itemId} ${point.locationId}`, Math.max(0, point.available + point.committed))
  }
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

  const expected = new Map<string, ExpectedLine>()
  for (const line of queue) {
    const point = `${line.itemId} ${line.locationId}`
    let covered = 0
    for (let unit = 0; unit < line.open; unit++) {
      const left = shelves.get(point) ?? 0
      if (left === 0) break
      shelves.set(point, left - 1)
      covered++
    }
    expected.set(placeOf(line), { open: line.open, covered, backordered: line.open - covered })
  }
  return expected
}

/**
 * What the app has wrong against the truth, in words; empty when every number is right. Orders from before
 * `readableFrom` the app may not read: they are served all the same, and it cannot list them.
 */
export function differences(
  truth: ShopTruth,
  rows: readonly ApiRow[],
  { readableFrom = Number.NEGATIVE_INFINITY }: { readonly readableFrom?: number } = {},
): string[] {
  const expected = oracle(truth)
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
  const told = `${row.orderName} ${placeOf(row)}: ${row.covered} + ${row.backordered} (${row.state})`
  if (line === undefined) {
    const isOver = row.backordered === 0 && (row.state === 'closed' || row.state === 'cancelled')
    return isOver ? [] : [`${told} told, and nothing is open`]
  }
  const state = line.backordered > 0 ? 'open' : 'ready'
  const isRight = row.covered === line.covered && row.backordered === line.backordered && row.state === state
  return isRight ? [] : [`${told} told, ${line.covered} + ${line.backordered} (${state}) true`]
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
