// Goods that are to come pass from one arrival to another as Shopify hears more of them: what was bought goes on a transfer,
// what is on a transfer on a shipment, and back where a shipment is deleted. Whoever waits for them waits for the same goods.
import type { NativeKind } from './native-arrivals.ts'

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
 * Of arrivals that are gone, the one that their goods are of now: of the same document, or one that it belongs together with, it
 * brings more of the item to the same location than before; of several the first. What came, or comes no more, went nowhere.
 */
export function whereGoodsWent(
  changes: readonly ChangedArrival[],
  documents: readonly Document[],
): Map<string, string> {
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
    changes
      .filter(({ after }) => after === 0)
      .flatMap((gone) => {
        const [first] = grown.get(goodsOf(gone)) ?? []
        return first === undefined ? [] : [[gone.arrival, first.arrival]]
      }),
  )
}
