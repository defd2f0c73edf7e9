// Goods of a shipment came: of which arrivals. Of 8 units that were to come, 5 are accepted now and 1 is rejected: 5 came, and 2
// are still to come. A shipment that is heard of together with its receipt brought what was on no shipment before; and one of a
// transfer that nobody had heard of, what was on no transfer of the purchase order.
import type { Arrival } from '../../planning/rules/facts.ts'
import type { NativeArrival } from './native-arrivals.ts'
import type { ReadDocument } from './read-document.ts'

type Document = Pick<ReadDocument, 'kind' | 'documentId' | 'shipments' | 'transferIds'>

/** As it was recorded of the documents as they were known before. */
export type RecordedArrival = Arrival & Pick<NativeArrival, 'kind' | 'documentId' | 'shipment'>

/**
 * What came of these arrivals between two readings of documents, with so many units of each. Units beyond those that were to
 * come are none of theirs, and of a shipment that was read before Shopify was asked what was accepted nobody can tell.
 */
export function cameNatively<Of extends RecordedArrival>(
  known: readonly Document[],
  read: readonly Document[],
  arrivals: readonly Of[],
): Of[] {
  const orderOf = new Map([...known, ...read].flatMap((one) => one.transferIds.map((id) => [id, one.documentId])))
  const before = new Map(known.flatMap(acceptedOf).map((one) => [keyOf(one), one.accepted]))
  const came = new Map<string, number>()
  for (const one of read.flatMap(acceptedOf)) {
    const had = before.has(keyOf(one)) ? before.get(keyOf(one)) : 0
    let units = one.accepted === undefined || had === undefined ? 0 : one.accepted - had
    for (const { arrival, units: toCome } of broughtBy(one, orderOf.get(one.transferId), arrivals)) {
      // Where fewer are accepted than before, nothing came; what is to come again, the document says itself.
      const taken = Math.max(0, Math.min(units, toCome - (came.get(arrival) ?? 0)))
      units -= taken
      came.set(arrival, (came.get(arrival) ?? 0) + taken)
    }
  }
  return arrivals.flatMap((one) => {
    const units = came.get(one.arrival) ?? 0
    return units > 0 ? [{ ...one, units }] : []
  })
}

type Accepted = {
  readonly transferId: string
  readonly shipmentId: string
  readonly item: string
  readonly accepted: number | undefined
}

/** An item may be on several lines of a shipment. */
function acceptedOf({ documentId, shipments }: Document): Accepted[] {
  return shipments.flatMap(({ shipmentId, lines }) =>
    [...Map.groupBy(lines, ({ itemId }) => itemId)].map(([item, ofItem]) => ({
      transferId: documentId,
      shipmentId,
      item,
      accepted: ofItem.reduce<number | undefined>((sum, { accepted }) => {
        return sum === undefined || accepted === undefined ? undefined : sum + accepted
      }, 0),
    })),
  )
}

function keyOf({ transferId, shipmentId, item }: Accepted): string {
  return `${transferId} ${shipmentId} ${item}`
}

/** The arrivals that are its own first. */
function broughtBy<Of extends RecordedArrival>(
  { transferId, shipmentId, item }: Accepted,
  orderId: string | undefined,
  arrivals: readonly Of[],
): Of[] {
  const ofItem = arrivals.filter((one) => one.item === item)
  const ofTransfer = ofItem.filter((one) => one.kind === 'transfer' && one.documentId === transferId)
  return [
    ...ofTransfer.filter(({ shipment }) => shipment === shipmentId),
    ...ofTransfer.filter(({ shipment }) => shipment === ''),
    ...ofItem.filter((one) => one.kind === 'purchase-order' && one.documentId === orderId),
  ]
}
