import { isoInstant } from '../../../platform/db/iso-instant.ts'
import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'

/** What we keep of a variant, as a reconcile compares it. */
export type MirrorVariant = {
  readonly variantId: string
  readonly itemId: string
  /** With the product's. */
  readonly title: string | null
  readonly sku: string | null
  readonly vendor: string | null
  readonly barcode: string | null
  readonly onlineHandle: string | null
  readonly sellsWithoutStock: boolean | null
  readonly changedAt: string
  readonly heardAt: string | null
}

/** Of these variants, the ones that we have, with their items. */
export async function loadMirrorVariants(tx: ShopSql, variantIds: readonly string[]): Promise<MirrorVariant[]> {
  return await tx.query<MirrorVariant>(
    `select variant_id as "variantId", item_id as "itemId", title, sku, vendor, barcode, online_handle as "onlineHandle",
            sells_without_stock as "sellsWithoutStock", ${isoInstant('changed_at')} as "changedAt",
            case when heard_at > '-infinity' then ${isoInstant('heard_at')} end as "heardAt"
       from variant where shop_id = $1 and variant_id = any($2::text[]) and item_id is not null`,
    [variantIds],
  )
}

/** What was read at `readAt` is written whatever ours say, unless something newer was heard meanwhile. */
export async function distrustVariants(tx: ShopSql, variantIds: readonly string[], readAt: string): Promise<void> {
  if (variantIds.length === 0) return
  const which = `variant_id = any($2::text[]) and (heard_at < $3 and changed_at < $3 or changed_at > now() + interval '1 hour')`
  await takeInOrder(tx, { table: 'variant', key: 'variant_id', which, values: [variantIds, readAt] })
  await tx.query(`update variant set changed_at = 'epoch', heard_at = '-infinity' where shop_id = $1 and ${which}`, [
    variantIds,
    readAt,
  ])
}
