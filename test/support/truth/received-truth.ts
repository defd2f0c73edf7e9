import type { ShopTruth } from '../running/simulated-shop.ts'
import type { NativeTruth } from './native-truth.ts'

type Ask = <Answer>(path: string) => Promise<Answer>
type Move = { readonly place: string; readonly units: number; readonly second: number }
type Receipt = { receiptId: string; locationId: string; confirmedAt: string; corrects: string | null }

/**
 * The shop as its merchant counts it: at locations where only what was received counts no more is available than is left of
 * it, worked out from the app's receipts and from what the simulator says was sent. It shares no code with the app.
 */
export async function countOnlyReceived(truth: ShopTruth, ask: Ask): Promise<ShopTruth> {
  const { rows } = await ask<{ rows: { locationId: string; counts: string }[] }>('/api/locations')
  const only = new Set(rows.filter(({ counts }) => counts === 'received').map(({ locationId }) => locationId))
  if (only.size === 0) return truth
  const moves = [...(await receipts(ask)), ...nativeMoves(truth as ShopTruth & NativeTruth), ...sent(truth)]
  const stock = truth.stock.map((point) => {
    if (!only.has(point.locationId)) return point
    const left = leftOf(moves.filter(({ place }) => place === `${point.itemId} ${point.locationId}`))
    const available = Math.min(point.available, left - point.committed)
    return { ...point, available, uncounted: point.available - available }
  })
  return { ...truth, stock }
}

/** Of moves of one second what came is first. */
function leftOf(moves: readonly Move[]): number {
  let left = 0
  for (const { units } of moves.toSorted((a, b) => a.second - b.second || b.units - a.units)) {
    left = Math.max(0, left + units)
  }
  return left
}

async function receipts(ask: Ask): Promise<Move[]> {
  const { rows } = await ask<{ rows: Receipt[] }>('/api/receipts?state=posted&limit=250')
  const firsts = new Map(rows.map((receipt) => [receipt.receiptId, receipt]))
  const came = new Map<string, Move>()
  for (const receipt of rows) {
    const first = firsts.get(receipt.corrects ?? receipt.receiptId) ?? receipt
    const { receiptLines } = await ask<{ receiptLines: { itemId: string; accepted: number }[] }>(
      `/api/receipts/${receipt.receiptId}`,
    )
    for (const { itemId, accepted } of receiptLines) {
      const place = `${itemId} ${first.locationId}`
      const key = `${place} ${first.receiptId}`
      const units = (came.get(key)?.units ?? 0) + accepted
      came.set(key, { place, units, second: secondOf(first.confirmedAt) })
    }
  }
  return [...came.values()]
}

/** What came with Shopify's own transfers, and what left with them. */
function nativeMoves({ transfers = [] }: Partial<NativeTruth>): Move[] {
  return transfers.flatMap(({ originId, destinationId, shipments }) =>
    shipments.flatMap(({ shippedAt, receivedAt, lines }) =>
      lines.flatMap(({ itemId, units, accepted }) => [
        ...moved(`${itemId} ${originId}`, -units, shippedAt),
        ...moved(`${itemId} ${destinationId}`, accepted, receivedAt),
      ]),
    ),
  )
}

function moved(place: string, units: number, at: string | null | undefined): Move[] {
  return at == null || units === 0 ? [] : [{ place, units, second: secondOf(at) }]
}

function sent({ orders }: ShopTruth): Move[] {
  return orders.flatMap(({ fulfillments = [], lines }) => {
    const itemOf = new Map(lines.map(({ lineId, itemId }) => [lineId, itemId]))
    return fulfillments
      .filter(({ isCancelled }) => !isCancelled)
      .flatMap(({ locationId, createdAt, lines: parcel }) =>
        parcel.map(({ lineId, units }) => ({
          ...{ place: `${itemOf.get(lineId)} ${locationId}`, units: -units, second: secondOf(createdAt) },
        })),
      )
  })
}

function secondOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000)
}
