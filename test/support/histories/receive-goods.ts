import { oracle } from '../truth/oracle.ts'
import type { Goods } from './a-merchant.ts'
import { followPins, isPinnedToNative } from './followed-pins.ts'
import type { Step } from './history.ts'
import { clear, look, type OwnArrival, type Seen } from './look.ts'
import { lineOf, type Played, runVerb, settle } from './played.ts'
import { cameNatively, cameOf, keepReleased } from './released.ts'
import { goodsOf } from './supplier-orders.ts'

type Proposal = {
  readonly items: readonly { itemId: string; owed: number; given: number; surplus: number }[]
  readonly rows: readonly { lineId: string; itemId: string; gets: number }[]
}

/**
 * Goods come, after all news was heard. Answers what was told of who gets them and is not so afterwards: whoever gets units,
 * and nobody else, has so many more.
 */
export async function receiveStep(played: Played, step: Extract<Step, { op: 'receive' }>): Promise<string[]> {
  await settled(played)
  const goods = await goodsOf(played, step)
  if (goods === null) return []
  const before = await look(played)
  const lineId = step.wish === undefined ? null : lineOf(before.truth, step.wish.order, step.wish.line)
  const wishes = lineId === null ? [] : [{ lineId, rank: step.wish?.rank, alsoElsewhere: true }]
  return (await receive(played, before, goods.lines, wishes)).faults
}

/** What was not as it was told, and how everything is now. */
type Received = { readonly faults: string[]; readonly after: Seen }

async function receive(
  played: Played,
  before: Seen,
  lines: Goods,
  wishes: readonly { lineId: string; rank: number | undefined; alsoElsewhere: boolean }[] = [],
): Promise<Received> {
  const { merchant, ranks } = played
  const told = await merchant.call<Proposal>('/api/receipts/proposal', { lines, wishes, limit: 250 })
  const done = await merchant.receives(lines, wishes)
  if (done === null) return { faults: [], after: before }
  // What deliveries took says from now on when the next would come.
  played.isToldOtherwise = true
  for (const { lineId, rank } of wishes) if (rank !== undefined) ranks.set(lineId, rank)
  keepReleased(played, before, cameOf(before.own, lines))
  const [receipt] = done.receipts
  const [line] = lines
  if (receipt && line) played.receipt = { ...receipt, supplierOrderLineId: line.supplierOrderLineId }
  await settled(played)
  const after = await look(played)
  if (told === null) return { faults: ['goods are received that no proposal can be made of'], after }
  return { faults: [...notAsTold(told, before, after), ...inVain(told, after)], after }
}

/** Units that are told to be over while somebody there waits for more. */
function inVain({ items }: Proposal, { rows, truth, unclear }: Seen): string[] {
  return items.flatMap(({ itemId, surplus }) => {
    const waits = rows.some((row) => row.itemId === itemId && row.backordered > 0)
    const isCounted = truth.stock.some((point) => point.itemId === itemId && point.tracked)
    return surplus > 0 && waits && isCounted && !unclear.has(itemId) && truth.locations.length === 1
      ? [`${surplus} units of ${itemId} are told to be over while somebody waits`]
      : []
  })
}

/** By what is recorded before and after. */
function notAsTold({ rows }: Proposal, before: Seen, after: Seen): string[] {
  const counted = new Set(after.truth.stock.filter((point) => point.tracked).map((point) => point.itemId))
  const told = new Map(rows.map(({ lineId, gets }) => [lineId, gets]))
  return after.rows.flatMap((row) => {
    const had = before.rows.find(({ lineId, locationId }) => lineId === row.lineId && locationId === row.locationId)
    if (had === undefined || !counted.has(row.itemId) || after.unclear.has(row.itemId)) return []
    if (after.rows.filter(({ lineId }) => lineId === row.lineId).length > 1) return []
    const [gets, got] = [told.get(row.lineId) ?? 0, row.covered - had.covered]
    return gets === got ? [] : [`${row.orderName} ${row.lineId}: gets ${gets} is told, and it got ${got}`]
  })
}

/** Exactly what of these arrivals is pegged comes, and exactly those lines are covered that it was pegged to. */
export async function receivePegged(played: Played, before: Seen, arrivals: readonly OwnArrival[]): Promise<Received> {
  const { truth, own, native, decided } = clear(before)
  const { lines: expected, uses } = oracle(truth, [...own, ...native], decided)
  const goods: Goods = [...Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)].map(
    ([supplierOrderLineId, of]) => ({
      supplierOrderLineId,
      accepted: of.reduce((sum, { arrivalId, units }) => sum + units - (uses.get(arrivalId)?.over ?? 0), 0),
    }),
  )
  const gets = new Map<string, number>()
  for (const { arrivalId } of arrivals) {
    for (const [place, units] of uses.get(arrivalId)?.lines ?? []) {
      gets.set(place, (gets.get(place) ?? 0) + units)
    }
  }
  const { faults, after } = await receive(played, before, goods)
  for (const row of clear(after).rows.filter(({ state }) => state === 'open' || state === 'ready')) {
    const place = `${row.lineId} at ${row.locationId}`
    const covered = (expected.get(place)?.covered ?? 0) + (gets.get(place) ?? 0)
    if (row.covered !== covered)
      faults.push(`${row.orderName} ${place}: ${row.covered} covered, ${covered} were pegged`)
  }
  return { faults, after }
}

/** So many units more came with the last receipt than it says, or fewer. */
export async function correct(played: Played, units: number): Promise<void> {
  const { merchant, receipt } = played
  if (receipt === null) return
  await settled(played)
  const { own, ...before } = await look(played)
  const { receiptId, supplierOrderLineId } = receipt
  if ((await merchant.corrects(receiptId, supplierOrderLineId, units)) === null) return
  keepReleased(played, { ...before, own }, cameOf(own, [{ supplierOrderLineId, accepted: units }]))
  await settled(played)
}

/** Goods of a shipment come, and all of it where no items are named. */
export async function receiveShipment(played: Played, body: Readonly<Record<string, unknown>>): Promise<Seen> {
  const before = await look(played)
  await runVerb(played.shop, 'receive-shipment', body)
  const truth = await played.shop.truth()
  keepReleased(played, before, cameNatively(before, truth))
  await settled(played)
  await followPins(played, before.truth)
  return await look(played)
}

/** Something happens to Shopify's own orders, and everybody sees where goods go that somebody is pinned to. */
export async function changeNative(
  played: Played,
  verb: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!isPinnedToNative(played)) return await runVerb(played.shop, verb, body)
  await settled(played)
  const before = await played.shop.truth()
  await runVerb(played.shop, verb, body)
  await settled(played)
  await followPins(played, before)
}

/** All news is heard and planned, also what no webhook tells: what was lost, and Shopify's own purchase orders. */
export async function settled(played: Played): Promise<void> {
  const { merchant, isLossy, isNative } = played
  await settle(played)
  if (isLossy) await merchant.reconciles()
  if (isNative) await merchant.call('/api/native-orders/read', {})
  if (isLossy || isNative) await settle(played)
}
