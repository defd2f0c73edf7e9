import type { ShopTruth } from '../running/simulated-shop.ts'
import { type ExpectedLine, oracle } from '../truth/oracle.ts'
import { clear, type OwnArrival, type Seen } from './look.ts'
import type { Played } from './played.ts'
import { releasedBy } from './released.ts'
import { stillReleased } from './shipped.ts'

type Proposal = {
  readonly items: readonly { sku: string | null; owed: number; given: number; surplus: number }[]
  readonly rows: readonly { lineId: string; orderName: string; gets: number }[]
}

/** Orders of which is asked who would get all that is still to come. */
const mostAsked = 2

/** Who is told to get what is still to come of supplier orders, where it would be others. Changes nothing. */
export async function proposalFaults({ merchant }: Played, seen: Seen): Promise<string[]> {
  const { truth, own, native, decided } = clear(seen)
  const sold = new Set(
    truth.stock.filter(({ tracked }) => tracked).map((point) => `${point.itemId} ${point.locationId}`),
  )
  const now = oracle(truth, [...own, ...native], decided)
  const faults: string[] = []
  for (const [, comes] of [...Map.groupBy(own, (one) => one.supplierOrderId)].slice(0, mostAsked)) {
    const isClear = comes.every(
      ({ itemId, locationId }) => sold.has(`${itemId} ${locationId}`) && !seen.unclear.has(itemId),
    )
    if (!isClear) continue
    const lines = [...Map.groupBy(comes, (one) => one.supplierOrderLineId)].map(([supplierOrderLineId, of]) => ({
      supplierOrderLineId,
      accepted: sum(of),
    }))
    const told = await merchant.call<Proposal>('/api/receipts/proposal', { lines, limit: 250 })
    if (told === null) continue
    const came = new Map(comes.map(({ arrivalId, units }) => [arrivalId, units]))
    const released = new Map([...(decided.released ?? []), ...stillReleased(releasedBy(seen, came), truth)])
    const rest = [...own.filter((one) => !comes.includes(one)), ...native]
    const then = oracle(withStock(truth, comes), rest, { ...decided, released })
    faults.push(...otherThan(told, gains(now.lines, then.lines)))
  }
  return faults
}

function sum(arrivals: readonly OwnArrival[]): number {
  return arrivals.reduce((total, { units }) => total + units, 0)
}

function withStock(truth: ShopTruth, comes: readonly OwnArrival[]): ShopTruth {
  const stock = truth.stock.map((point) => {
    const here = comes.filter(({ itemId, locationId }) => itemId === point.itemId && locationId === point.locationId)
    return { ...point, available: point.available + sum(here) }
  })
  return { ...truth, stock }
}

/** By line, at all places together. */
function gains(now: ReadonlyMap<string, ExpectedLine>, then: ReadonlyMap<string, ExpectedLine>): Map<string, number> {
  const gained = new Map<string, number>()
  for (const [place, { covered }] of then) {
    const units = covered - (now.get(place)?.covered ?? 0)
    const lineId = place.slice(0, place.indexOf(' at '))
    if (units !== 0) gained.set(lineId, (gained.get(lineId) ?? 0) + units)
  }
  return gained
}

function otherThan({ rows }: Proposal, gained: ReadonlyMap<string, number>): string[] {
  const told = new Map<string, number>()
  for (const { lineId, gets } of rows) if (gets !== 0) told.set(lineId, (told.get(lineId) ?? 0) + gets)
  return [...new Set([...told.keys(), ...gained.keys()])].flatMap((lineId) => {
    const [says, is] = [told.get(lineId) ?? 0, gained.get(lineId) ?? 0]
    return says === is ? [] : [`if all came, ${lineId} is told to get ${says}, and ${is} would be true`]
  })
}
