import type { UncoveredDemand } from '../../domain/supplier-orders/group-facts.ts'
import { isoInstant } from './backorder-record.ts'
import type { ShopSql } from './with-shop.ts'

/** What a proposed line is for, as it was when it was proposed. */
export function loadDemandOfLine(tx: ShopSql, shop: string, proposedLineId: string): Promise<UncoveredDemand[]> {
  return tx.query<UncoveredDemand>(
    `select b.backorder_id as backorder, b.line_id as line, b.order_id as "order", p.item_id as item,
            p.location_id as location, told.units, ${isoInstant('b.ordered_at')} as "orderedAt", -place::int as rank
       from proposed_line p
      cross join lateral unnest(p.for_backorders, p.for_units) with ordinality as told(backorder_id, units, place)
       join backorder b on b.shop_id = $1 and b.backorder_id = told.backorder_id
      where p.shop_id = $1 and p.proposed_line_id = $2::bigint`,
    [shop, proposedLineId],
  )
}

/** An order line of a proposal, and what nothing serves of it now. */
export type ProposedDemand = {
  readonly backorder: string
  readonly line: string
  readonly location: string
  readonly uncovered: number
}

/** What the lines of a proposal that are not left out are for, as it stands now. */
export function loadDemandOfProposal(tx: ShopSql, shop: string, proposalId: string): Promise<ProposedDemand[]> {
  return tx.query<ProposedDemand>(
    `select b.backorder_id as backorder, b.line_id as line, b.location_id as location, b.uncovered
       from (select unnest(for_backorders) as backorder_id from proposed_line
              where shop_id = $1 and proposal_id = $2::bigint and proposed_order_id is not null and not is_left_out
             offset 0) as told
      cross join lateral (
            select backorder_id, line_id, location_id, uncovered from backorder
             where backorder.shop_id = $1 and backorder.backorder_id = told.backorder_id and backorder.state = 'open'
             limit 1) as b`,
    [shop, proposalId],
  )
}
