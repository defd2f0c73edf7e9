import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { MetafieldOwner } from '../rules/metafield-owner.ts'
import type { Published } from './published-metafields.ts'

export type Publishing = {
  /** What the shop has on backorder is known, so that it can be said what is to be told. */
  readonly isPlanned: boolean
  /** What may be written. */
  readonly allowed: readonly Published[]
  readonly owners: Readonly<Record<Published, MetafieldOwner>>
  /** The merchant's metafield that messages read is defined in the shop. */
  readonly isDefined: boolean
  /** Items, or orders, are marked. */
  readonly isMarked: Readonly<Record<Published, boolean>>
  /** Something that was written is to be compared. */
  readonly isToCompare: Readonly<Record<Published, boolean>>
  /** Something is to be written. */
  readonly isToWrite: Readonly<Record<Published, boolean>>
}

/** The scope that writing a metafield of each takes. A merchant need not grant any. */
export const scopeOf: Readonly<Record<Published, string>> = { variant: 'write_products', order: 'write_orders' }

/** Whether a shop's promises can be worked out, and which of them can be written. */
export async function loadPublishing(tx: ShopSql): Promise<Publishing> {
  const [found] = await tx.query<{
    isPlanned: boolean
    hasAccess: boolean
    scopes: readonly string[]
    owner: MetafieldOwner
    isDefined: boolean
    itemsMarked: boolean
    ordersMarked: boolean
    variantsToCompare: boolean
    variantsToWrite: boolean
    ordersToCompare: boolean
    ordersToWrite: boolean
  }>(
    `select not is_held as "isPlanned", string_to_array(scopes, ',') as scopes,
            messages_owner as owner, messages_defined as "isDefined",
            exists (select from promise_due where shop_id = $1) as "itemsMarked",
            exists (select from order_promise_due where shop_id = $1) as "ordersMarked",
            exists (select from storefront_promise where shop_id = $1 and compare_due) as "variantsToCompare",
            exists (select from storefront_promise where shop_id = $1 and write_due) as "variantsToWrite",
            exists (select from order_promise where shop_id = $1 and compare_due) as "ordersToCompare",
            exists (select from order_promise where shop_id = $1 and write_due) as "ordersToWrite",
            not is_held and (attention is null or exists (select from session where shop_id = $1)) as "hasAccess"
       from shop cross join lateral (
            select exists (select from import where shop_id = $1 and finished_at is null and holds_plans) as is_held) held
      where shop.shop_id = $1 and uninstalled_at is null`,
  )
  const owners = { variant: 'app', order: found?.owner ?? 'app' } as const
  const none = { variant: false, order: false }
  if (!found) {
    const nothing = { isMarked: none, isToCompare: none, isToWrite: none }
    return { isPlanned: false, allowed: [], owners, isDefined: false, ...nothing }
  }
  const kinds: readonly Published[] = ['variant', 'order']
  return {
    isPlanned: found.isPlanned,
    owners,
    isDefined: found.isDefined,
    isMarked: { variant: found.itemsMarked, order: found.ordersMarked },
    isToCompare: { variant: found.variantsToCompare, order: found.ordersToCompare },
    isToWrite: { variant: found.variantsToWrite, order: found.ordersToWrite },
    allowed: found.hasAccess ? kinds.filter((kind) => found.scopes.includes(scopeOf[kind])) : [],
  }
}
