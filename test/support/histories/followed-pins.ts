import type { ApiRow, ShopTruth } from '../running/simulated-shop.ts'
import { expectedOf, type NativeTruth, nameOf } from '../truth/native-truth.ts'
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
 * Shopify's own goods, all or some, may have gone from one arrival to another since the shop was like that: on a transfer of
 * their order, on a shipment, or off it. Who is pinned to them is pinned to where they went, and to what is left where they were.
 */
export async function followPins({ shop, pins }: Played, before: ShopTruth): Promise<void> {
  const had = comingOf(before)
  const truth = await shop.truth()
  const has = comingOf(truth)
  const follow = (pin: string): string[] => {
    const [then, now] = [had.get(pin), has.get(pin)]
    if (then === undefined) return isOurs(pin) || has.has(pin) ? [pin] : []
    const left = now === undefined ? [] : [pin]
    if (now !== undefined && now.units >= then.units) return left
    const documents = documentsWith(truth, then.document)
    const went = [...has.values()]
      .filter((one) => documents.includes(one.document) && one.itemId === then.itemId)
      .filter((one) => one.locationId === then.locationId && one.units > (had.get(nameOf(one))?.units ?? 0))
    return [...went.map(nameOf), ...left]
  }
  for (const [lineId, of] of pins) {
    const followed = new Set([...of].flatMap(follow))
    if (followed.size === 0) pins.delete(lineId)
    else pins.set(lineId, followed)
  }
}

export function isPinnedToNative({ pins }: Played): boolean {
  return [...pins.values()].some((of) => [...of].some((pin) => !isOurs(pin)))
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
