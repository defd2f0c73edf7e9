import type { ApiRow } from '../running/simulated-shop.ts'
import { type Peg, pinnedName } from './followed-pins.ts'
import type { Step } from './history.ts'
import { lineOf, type Played } from './played.ts'
import { settled } from './receive-goods.ts'

type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>

/** The rank of an order line, and the supplier order that is to serve it first. */
export async function decide(played: Played, step: StepOf<'wish'>): Promise<void> {
  const { shop, merchant, ranks, pins, released } = played
  const lineId = lineOf(await shop.truth(), step.order, step.line)
  if (lineId === null) return
  const arrivalId = step.pin == null ? step.pin : await firstArrival(played, step.pin, lineId)
  if (step.pin != null && arrivalId == null) return
  const done = await merchant.call('/api/wishes', {
    lineIds: [lineId],
    ...(step.rank === undefined ? {} : { rank: step.rank }),
    ...(arrivalId === undefined ? {} : { arrivalId }),
  })
  if (done === null) return
  if (step.rank !== undefined) ranks.set(lineId, step.rank)
  if (arrivalId === null) {
    pins.delete(lineId)
    for (const place of [...released.keys()]) if (place.startsWith(`${lineId} at `)) released.delete(place)
  }
  if (arrivalId != null) pins.set(lineId, new Set([arrivalId]))
}

async function firstArrival({ shop, merchant }: Played, number: number, lineId: string): Promise<string | null> {
  const order = await merchant.findOrder(number)
  const truth = await shop.truth()
  const itemId = truth.orders.flatMap((one) => one.lines).find((line) => line.lineId === lineId)?.itemId
  if (order === null || itemId == null || order.state === 'draft') return null
  const lines = await merchant.linesOf(order.supplierOrderId)
  return lines.find((line) => line.itemId === itemId)?.arrivals[0]?.arrivalId ?? null
}

/** A line that waits is to get first what serves somebody at its place. */
export async function pin(played: Played, { waiting, to }: StepOf<'pin'>): Promise<void> {
  const { shop, merchant, pins } = played
  await settled(played)
  const open = (await shop.backorders()).filter(({ state, pegged }) => state === 'open' && pegged > 0)
  const served = open[waiting % open.length]
  if (served === undefined) return
  const isThere = (row: ApiRow) => row.itemId === served.itemId && row.locationId === served.locationId
  const pegs: Peg[] = []
  for (const { backorderId } of open.filter(isThere)) {
    pegs.push(...(await merchant.ask<{ pegs: Peg[] }>(`/api/backorders/${backorderId}`)).pegs)
  }
  const peg = pegs[to % pegs.length]
  const waits = (await shop.backorders()).filter((row) => isThere(row) && row.state === 'open')
  const line = waits[to % waits.length]
  if (peg === undefined || line === undefined) return
  const name = pinnedName(await shop.truth(), served, peg)
  if (name === null) return
  const wish = { lineIds: [line.lineId], arrivalId: peg.arrivalId }
  if ((await merchant.call('/api/wishes', wish)) !== null) pins.set(line.lineId, new Set([name]))
}
