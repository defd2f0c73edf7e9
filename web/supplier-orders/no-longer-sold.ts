import { loadItemsDeleted } from '../mirror/store/stock/obstacles.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Refusal } from './outcome.ts'

/** Why these are not ordered: the item of one was deleted in Shopify, and goods of it cannot be received; null: of none. */
export async function refusalOfGone(
  tx: ShopSql,
  lines: readonly { readonly itemId: string; readonly title: string }[],
): Promise<Refusal | null> {
  const deleted = await loadItemsDeleted(
    tx,
    lines.map(({ itemId }) => itemId),
  )
  const gone = lines.find(({ itemId }) => deleted.includes(itemId))
  return gone === undefined ? null : { reason: 'no-longer-sold', title: gone.title }
}
