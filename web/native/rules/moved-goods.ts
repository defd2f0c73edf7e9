// Goods that are to come pass from one arrival to another as Shopify hears more of them: what was bought goes on a transfer,
// what is on a transfer on a shipment, and back where a shipment is deleted. Whoever waits for them waits for the same goods:
// when 6 of 10 go on a transfer, for those 6 and the 4 that are left.
import type { NativeKind } from '../../mirror/rules/shop-facts.ts'

type Document = { readonly kind: NativeKind; readonly documentId: string; readonly transferIds: readonly string[] }

/** An arrival that is other than it was: `before` and `after` are units, 0 where there was none or is none any more. */
export type ChangedArrival = {
  readonly arrival: string
  readonly kind: NativeKind
  readonly documentId: string
  readonly item: string
  readonly location: string
  readonly before: number
  readonly after: number
}

/**
 * Of arrivals that bring fewer units than before, those that their goods are of now, the arrival itself last where some are left:
 * such as are of the same document, or of one that it belongs together with, and bring more of the item to the same location than
 * before. What came (`came` has the units of it by arrival), or comes no more, went nowhere.
 */
export function whereGoodsWent(
  changes: readonly ChangedArrival[],
  documents: readonly Document[],
  came: ReadonlyMap<string, number>,
): Map<string, string[]> {
  const orderOf = new Map(documents.flatMap((one) => one.transferIds.map((id) => [id, one.documentId])))
  const goodsOf = ({ kind, documentId, item, location }: ChangedArrival) => {
    const order = kind === 'purchase-order' ? documentId : orderOf.get(documentId)
    return `${order === undefined ? `transfer/${documentId}` : `order/${order}`} ${item} ${location}`
  }
  const grown = Map.groupBy(
    changes.filter(({ before, after }) => after > before),
    goodsOf,
  )
  return new Map(
    changes.flatMap((one) => {
      const { arrival, before, after } = one
      if (after >= before) return []
      const isMoved = before - after > (came.get(arrival) ?? 0)
      const went = isMoved ? (grown.get(goodsOf(one)) ?? []).map((other) => other.arrival) : []
      return [[arrival, after > 0 ? [...went, arrival] : went]]
    }),
  )
}
