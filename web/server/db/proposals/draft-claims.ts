import type { Claim } from '../../../domain/supplier-orders/group-claims.ts'
import type { ShopSql } from '../with-shop.ts'

// Every step is a probe of an index: of tables that grew since their last ANALYZE PostgreSQL expects so few rows that it
// would compare each with each.
const claimColumns = `f.supplier_order_line_id::text as "draftLine", l.units as "draftUnits", f.line_id as line,
            f.location_id as location, f.units, coalesce(b.uncovered, 0) as uncovered`

const uncoveredOfClaim = `left join lateral (
            select uncovered from backorder
             where backorder.shop_id = $1 and backorder.line_id = f.line_id and backorder.location_id = f.location_id
               and backorder.state = 'open' limit 1) as b on true`

/** What all drafts of the shop were raised for. */
export function loadDraftClaims(tx: ShopSql, shop: string): Promise<Claim[]> {
  return tx.query<Claim>(
    `select ${claimColumns}
       from supplier_order o
      cross join lateral (
            select * from supplier_order_line
             where supplier_order_line.shop_id = $1 and supplier_order_line.supplier_order_id = o.supplier_order_id
            offset 0) as l
      cross join lateral (
            select * from ordered_for
             where ordered_for.shop_id = $1 and ordered_for.supplier_order_line_id = l.supplier_order_line_id
            offset 0) as f
       ${uncoveredOfClaim}
      where o.shop_id = $1 and o.state = 'draft'`,
    [shop],
  )
}

/** What one draft was raised for, and whatever else drafts were raised for on behalf of the same order lines. */
export function loadClaimsAround(tx: ShopSql, shop: string, supplierOrderId: string): Promise<Claim[]> {
  return tx.query<Claim>(
    `select ${claimColumns}
       from (select distinct own.line_id
               from supplier_order_line mine
               join ordered_for own on own.shop_id = $1 and own.supplier_order_line_id = mine.supplier_order_line_id
              where mine.shop_id = $1 and mine.supplier_order_id = $2::bigint) as touched
      cross join lateral (
            select * from ordered_for
             where ordered_for.shop_id = $1 and ordered_for.line_id = touched.line_id offset 0) as f
      cross join lateral (
            select * from supplier_order_line
             where supplier_order_line.shop_id = $1
               and supplier_order_line.supplier_order_line_id = f.supplier_order_line_id limit 1) as l
      cross join lateral (
            select 1 from supplier_order
             where supplier_order.shop_id = $1 and supplier_order.supplier_order_id = l.supplier_order_id
               and supplier_order.state = 'draft' limit 1) as o
       ${uncoveredOfClaim}`,
    [shop, supplierOrderId],
  )
}
