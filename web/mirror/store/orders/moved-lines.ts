import type { ShopSql } from '../../../platform/db/with-shop.ts'

/** A line of the order that was of this item, and is of another, or of none, from now on. */
export type MovedLine = { readonly orderId: string; readonly itemId: string }

/**
 * Histories name the order that changed others' numbers, and they are found by its items where it is forgotten. Of the item that a line
 * leaves nobody knows then; so whom the order changed there, and who changed it, is named no more. Before backorders of the line move.
 */
export async function forgetMovedLines(tx: ShopSql, moved: readonly MovedLine[]): Promise<void> {
  if (moved.length === 0) return
  await tx.query('select forget_causes_at($1, $2::text[], $3::text[])', [
    [...new Set(moved.map(({ orderId }) => orderId))],
    [...new Set(moved.map(({ itemId }) => itemId))],
  ])
}
