import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Claim } from '../rules/group-claims.ts'
import { owedLine } from '../rules/group-owed.ts'

// Every step is a probe of an index: of tables that grew since their last ANALYZE PostgreSQL expects so few rows that it
// would compare each with each.
const claimColumns = `f.supplier_order_line_id::text as "draftLine", l.units as "draftUnits", f.line_id as line,
            f.location_id as location, f.units, coalesce(b.uncovered, 0) as uncovered`

const uncoveredOfClaim = `left join lateral (
            select uncovered from backorder
             where backorder.shop_id = $1 and backorder.line_id = f.line_id and backorder.location_id = f.location_id
               and backorder.state = 'open' limit 1) as b on true`

/** What all drafts of the shop were raised for. */
export async function loadDraftClaims(tx: ShopSql): Promise<Claim[]> {
  const ofLines = await tx.query<Claim>(
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
  )
  const ofOwed = await tx.query<OwedClaim>(`${owedClaims} and o.state = 'draft'`)
  return [...ofLines, ...ofOwed.map(claimOf)]
}

type OwedClaim = Omit<Claim, 'line'> & { readonly item: string }

function claimOf({ item, ...claim }: OwedClaim): Claim {
  return { ...claim, line: owedLine(item) }
}

/** Lines that were raised for what their place owes, and what it owes that nothing fills. */
const owedClaims = `select l.supplier_order_line_id::text as "draftLine", l.units as "draftUnits", l.item_id as item,
            o.location_id as location, l.for_owed as units, coalesce(owed.units - owed.pegged, 0) as uncovered
       from supplier_order o
       join supplier_order_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
       left join owed_stock owed
         on owed.shop_id = $1 and owed.item_id = l.item_id and owed.location_id = o.location_id
      where o.shop_id = $1 and l.for_owed > 0`

/** What one draft was raised for, and whatever else drafts were raised for on behalf of the same order lines and places. */
export async function loadClaimsAround(tx: ShopSql, supplierOrderId: string): Promise<Claim[]> {
  const ofLines = await tx.query<Claim>(
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
    [supplierOrderId],
  )
  const ofOwed = await tx.query<OwedClaim>(
    `${owedClaims} and o.state = 'draft'
        and l.item_id in (select item_id from supplier_order_line
                           where shop_id = $1 and supplier_order_id = $2::bigint and for_owed > 0)`,
    [supplierOrderId],
  )
  return [...ofLines, ...ofOwed.map(claimOf)]
}
