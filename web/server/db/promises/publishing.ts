import type { ShopSql } from '../with-shop.ts'

/** The scope that writing for the storefront takes. */
const scope = 'write_products'

export type Publishing = {
  /** What the shop has on backorder is known, so that it can be said what is to be told. */
  readonly isPlanned: boolean
  /** It may be written. */
  readonly isAllowed: boolean
}

/** Whether a shop's promises can be worked out, and written: a merchant need not grant that. */
export async function loadPublishing(tx: ShopSql, shop: string): Promise<Publishing> {
  const [found] = await tx.query<Publishing>(
    `select not is_held as "isPlanned",
            not is_held and $2 = any(string_to_array(scopes, ','))
              and (attention is null or exists (select from session where shop_id = $1)) as "isAllowed"
       from shop cross join lateral (
            select exists (select from import where shop_id = $1 and finished_at is null and holds_plans) as is_held) held
      where shop.shop_id = $1 and uninstalled_at is null`,
    [shop, scope],
  )
  return found ?? { isPlanned: false, isAllowed: false }
}
