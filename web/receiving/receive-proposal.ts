import { policy } from '../planning/policy.ts'
import { pinsOf } from '../planning/rules/pins.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { type AskedWish, receiveFacts } from './receive-facts.ts'
import { type LineHandOut, type ReceivedItem, receive } from './rules/receive.ts'
import { type ReceiptRefusal, refusalOfReceipt, type SaidLine } from './rules/receive-refusal.ts'
import { loadNamesOfLines, loadWaitingLines, type NamedLine } from './store/facts.ts'
import { loadReceivedLines } from './store/open-lines.ts'
import { loadOtherPlaces } from './store/wishes.ts'
import { isWishedElsewhere } from './wishes.ts'

export type ProposedHandOut = LineHandOut &
  NamedLine & {
    readonly isOrderComplete: boolean
    readonly rank: number
    readonly pinnedTo: string | null
    readonly pinnableTo: readonly string[]
    readonly alsoAt: readonly string[]
  }

export type ReceiveProposal = {
  readonly locationId: string
  readonly items: readonly (ReceivedItem & { readonly sku: string | null; readonly title: string })[]
  /** One page of them; `total` in all. */
  readonly handOuts: readonly ProposedHandOut[]
  readonly total: number
  readonly orders: { readonly complete: number; readonly partial: number }
}

export type AskedProposal = {
  readonly lines: readonly SaidLine[]
  readonly wishes: readonly AskedWish[]
  readonly offset: number
  readonly limit: number
}

/** Who would get the goods. Writes nothing. */
export async function receiveProposal(
  tx: ShopSql,
  { lines, wishes, offset, limit }: AskedProposal,
  today: Day,
): Promise<{ ok: true; proposal: ReceiveProposal } | { ok: false; reason: ReceiptRefusal }> {
  const ids = lines.map((line) => line.supplierOrderLineId)
  const found = await loadReceivedLines(tx, ids)
  const known = new Map(found.map((line) => [line.supplierOrderLineId, line]))
  const reason = refusalOfReceipt(lines, known)
  const [first] = found
  if (reason !== null || first === undefined) return { ok: false, reason: reason ?? 'nothing-came' }

  const { locationId } = first
  const goods = { itemIds: found.map((line) => line.itemId), locationId }
  const wished = wishes.map((wish) => wish.lineId)
  if (await isWishedElsewhere(tx, wished, goods)) return { ok: false, reason: 'wish-elsewhere' }
  const received = lines.flatMap(({ supplierOrderLineId, accepted, rejected, heldBack }) => {
    const item = known.get(supplierOrderLineId)?.itemId
    return item === undefined ? [] : [{ supplierOrderLine: supplierOrderLineId, item, accepted, rejected, heldBack }]
  })
  const facts = await receiveFacts(tx, locationId, received, wishes, today)
  const { handOuts, items } = receive(facts, policy, today)
  const isComplete = await completeOrders(tx, locationId, handOuts)

  const page = handOuts.slice(offset, offset + limit)
  const shown = page.map(({ line }) => line)
  const names = await loadNamesOfLines(tx, shown, locationId)
  const elsewhere = await loadOtherPlaces(tx, shown, locationId)
  const demands = new Map(facts.demands.map((demand) => [demand.line, demand]))
  const lineOfArrival = new Map(facts.arrivals.map((arrival) => [arrival.arrival, arrival.supplierOrderLine]))
  const pinnable = Map.groupBy(
    received.filter((line) => facts.arrivals.some((arrival) => arrival.supplierOrderLine === line.supplierOrderLine)),
    (line) => line.item,
  )
  const rows = page.flatMap((handOut) => {
    const name = names.get(handOut.line)
    const demand = demands.get(handOut.line)
    if (name === undefined || demand === undefined) return []
    const pinned = pinsOf(demand).flatMap((pin) => lineOfArrival.get(pin) ?? [])
    return {
      ...handOut,
      ...name,
      isOrderComplete: isComplete.get(handOut.order) ?? false,
      rank: demand.rank ?? 0,
      pinnedTo: pinned.find((line) => ids.includes(line)) ?? null,
      pinnableTo: (pinnable.get(handOut.item) ?? []).map((line) => line.supplierOrderLine),
      alsoAt: elsewhere.get(handOut.line) ?? [],
    }
  })
  const titles = new Map(found.map((line) => [line.itemId, line]))
  return {
    ok: true,
    proposal: {
      locationId,
      items: items.map((item) => {
        const { sku = null, title = item.item } = titles.get(item.item) ?? {}
        return { ...item, sku, title }
      }),
      handOuts: rows,
      total: handOuts.length,
      orders: countOrders(handOuts, isComplete),
    },
  }
}

/** Per order that something changes for: whether all of it can leave afterwards. */
async function completeOrders(
  tx: ShopSql,
  locationId: string,
  handOuts: readonly LineHandOut[],
): Promise<Map<string, boolean>> {
  const orders = [...new Set(handOuts.map(({ order }) => order))]
  const after = new Map(handOuts.map(({ line, backordered }) => [line, backordered]))
  const isComplete = new Map(orders.map((order) => [order, true]))
  for (const { order, backordered } of handOuts) if (backordered > 0) isComplete.set(order, false)
  for (const waiting of await loadWaitingLines(tx, orders)) {
    const isServed = waiting.locationId === locationId && after.get(waiting.lineId) === 0
    if (!isServed) isComplete.set(waiting.orderId, false)
  }
  return isComplete
}

function countOrders(handOuts: readonly LineHandOut[], isComplete: ReadonlyMap<string, boolean>) {
  const served = new Set(handOuts.filter(({ gets }) => gets > 0).map(({ order }) => order))
  const complete = [...served].filter((order) => isComplete.get(order)).length
  return { complete, partial: served.size - complete }
}
