import { fulfilsOnline, isStoreOnly } from '../../mirror/store/stock/fulfils-online.ts'
import { isHindered } from '../../mirror/store/stock/obstacles.ts'
import type { Source } from '../../planning/rules/facts.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { supplierOf } from './promise-overrides.ts'

/** How an item is supplied, and by whom at first. */
export type SuppliedItem = Source & { readonly supplierId: string | null }

export async function loadPromiseSources(tx: ShopSql, itemIds: readonly string[]): Promise<SuppliedItem[]> {
  type Row = Omit<SuppliedItem, 'maxBackorder'> & { readonly most: number | null; readonly isIncoming: boolean }
  const rows = await tx.query<Row>(
    `select wanted.item, coalesce(rule.supply, 'stocked') as supply, rule.max_backorder as most,
            coalesce(rule.max_is_incoming, false) as "isIncoming", preferred.supplier_id::text as "supplierId",
            coalesce(e.lead_time_days, s.lead_time_days) as "leadTimeDays", coalesce(s.order_days, '{}') as "orderDays"
       from unnest($2::text[]) as wanted(item)
       left join item_rule rule on rule.shop_id = $1 and rule.item_id = wanted.item
       left join lateral (${supplierOf('wanted.item')}) preferred on true
       left join catalogue_entry e
         on e.shop_id = $1 and e.supplier_id = preferred.supplier_id and e.item_id = wanted.item
       left join supplier s on s.shop_id = $1 and s.supplier_id = preferred.supplier_id`,
    [itemIds],
  )
  return rows.map(({ most, isIncoming, ...source }) => ({ ...source, maxBackorder: isIncoming ? 'incoming' : most }))
}

/** A stock point as the storefront counts it. */
export type CountedPoint = {
  readonly itemId: string
  readonly locationId: string
  /** As last heard of. */
  readonly available: number
  /** Whether online orders are fulfilled from there. */
  readonly isOnline: boolean
}

/**
 * The stock points of these items whose available units the storefront adds up. What is counted at no open location is left
 * out: Shopify does not tell that a location's closing took it away.
 */
export async function loadCountedPoints(tx: ShopSql, itemIds: readonly string[]): Promise<CountedPoint[]> {
  return await tx.query<CountedPoint>(
    `select item_id as "itemId", location_id as "locationId", available, ${fulfilsOnline('point')} as "isOnline"
       from stock_point as point
      where shop_id = $1 and item_id = any($2::text[]) and connected and available is not null
        and (${fulfilsOnline('point')} or ${isStoreOnly('point')})
        and not ${isHindered('point', 'location-closed', 'location-deleted')}`,
    [itemIds],
  )
}

export type SoldVariant = {
  readonly variantId: string
  readonly itemId: string
  /** Null: nobody has said yet. */
  readonly sellsWithoutStock: boolean | null
}

/** What these items are sold as, where Shopify counts them. */
export async function loadSoldVariants(tx: ShopSql, itemIds: readonly string[]): Promise<readonly SoldVariant[]> {
  return await tx.query<SoldVariant>(
    `select v.variant_id as "variantId", v.item_id as "itemId", v.sells_without_stock as "sellsWithoutStock"
       from variant v
       join item i on i.shop_id = $1 and i.item_id = v.item_id and i.tracked and i.deleted_at is null
      where v.shop_id = $1 and v.item_id = any($2::text[]) and v.deleted_at is null`,
    [itemIds],
  )
}

/** Variants of which nobody said yet how they are sold are to be read. */
export async function askHowVariantsAreSold(tx: ShopSql, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return
  const which = 'variant_id = any($2::text[])'
  await takeInOrder(tx, { table: 'variant', key: 'variant_id', which, values: [variantIds] })
  await tx.query(
    `update variant set read_due = true
      where shop_id = $1 and variant_id = any($2::text[]) and sells_without_stock is null and deleted_at is null`,
    [variantIds],
  )
  await tx.query('select nudge_shop($1)')
}
