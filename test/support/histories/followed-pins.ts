import { expectedOf, type NativeTruth, nameOf } from '../native-truth.ts'
import type { ApiRow, ShopTruth } from '../simulated-shop.ts'
import type { Played } from './played.ts'

/** What a line waits for, as the app tells it. */
export type Peg = {
  readonly arrivalId: string
  readonly due: string | null
  readonly native: { readonly name: string } | null
}

/** What histories call an arrival. Null where two of one document come on one day: nobody can tell which is meant. */
export function pinnedName(truth: ShopTruth, row: ApiRow, peg: Peg): string | null {
  if (peg.native === null) return peg.arrivalId
  const [found, other] = expectedOf(truth as unknown as NativeTruth).filter(
    ({ document, due, itemId, locationId }) =>
      document === peg.native?.name && due === peg.due && itemId === row.itemId && locationId === row.locationId,
  )
  return found === undefined || other !== undefined ? null : nameOf(found)
}

/**
 * Shopify's own goods may have gone from one arrival to another since the shop was like that: on a transfer of their order, on a
 * shipment, or off it. Who is pinned to what is not to come any more is pinned to where they went, or to nothing.
 */
export async function followPins({ shop, pins }: Played, before: ShopTruth): Promise<void> {
  const had = comingOf(before)
  const truth = await shop.truth()
  const has = comingOf(truth)
  for (const [lineId, pin] of pins) {
    if (isOurs(pin) || has.has(pin)) continue
    const gone = had.get(pin)
    const documents = gone === undefined ? [] : documentsWith(truth, gone.document)
    const [went] = [...has.values()]
      .filter((one) => documents.includes(one.document) && one.itemId === gone?.itemId)
      .filter((one) => one.locationId === gone?.locationId && one.units > (had.get(nameOf(one))?.units ?? 0))
      .sort((a, b) => ((a.due ?? 'no day') < (b.due ?? 'no day') ? -1 : 1))
    if (went === undefined) pins.delete(lineId)
    else pins.set(lineId, nameOf(went))
  }
}

export function isPinnedToNative({ pins }: Played): boolean {
  return [...pins.values()].some((pin) => !isOurs(pin))
}

function isOurs(pin: string): boolean {
  return /^[0-9]+$/.test(pin)
}

function comingOf(truth: ShopTruth) {
  return new Map(expectedOf(truth as unknown as NativeTruth).map((arrival) => [nameOf(arrival), arrival]))
}

/** All that belong to one purchase order, by name. */
function documentsWith(truth: ShopTruth, name: string): string[] {
  const { transfers, purchaseOrders } = truth as unknown as NativeTruth
  const nameOfTransfer = new Map(transfers.map((one) => [one.transferId, one.name]))
  const families = purchaseOrders.map((order) => [order.name, ...order.transferIds.map((id) => nameOfTransfer.get(id))])
  return families.find((family) => family.includes(name))?.filter((one) => one !== undefined) ?? [name]
}
