import { isHindered } from '../../mirror/store/stock/obstacles.ts'
import { loadOwed } from '../../planning/store/owed.ts'
import { plainArray } from '../../platform/db/arrays/plain-array.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { UncoveredDemand } from '../rules/group-facts.ts'
import { type OwedUnits, owedDemand, owedLine, owedName } from '../rules/group-owed.ts'

/** What a proposed line is for, as it was when it was proposed. */
export async function loadDemandOfLine(tx: ShopSql, proposedLineId: string): Promise<UncoveredDemand[]> {
  const lines = await tx.query<UncoveredDemand>(
    `select b.backorder_id as backorder, b.line_id as line, b.order_id as "order", p.item_id as item,
            p.location_id as location, told.units, 0 as "orderedAt", -place::int as rank
       from proposed_line p
      cross join lateral unnest(p.for_backorders, p.for_units) with ordinality as told(backorder_id, units, place)
       join backorder b on b.shop_id = $1 and b.backorder_id = told.backorder_id
      where p.shop_id = $1 and p.proposed_line_id = $2::bigint`,
    [proposedLineId],
  )
  const owed = await tx.query<OwedUnits>(
    `select item_id as item, location_id as location, owed::float8 as units from proposed_line
      where shop_id = $1 and proposed_line_id = $2::bigint and owed > 0 and not is_owed_left_out`,
    [proposedLineId],
  )
  return [...owed.map(owedDemand), ...lines]
}

/** An order line of a proposal, and what nothing serves of it now. */
export type ProposedDemand = {
  readonly backorder: string
  readonly line: string
  readonly location: string
  readonly uncovered: number
}

/** Those of the backorders that still lack something that can be had, as it stands now. */
export function loadDemand(tx: ShopSql, backorderIds: readonly string[]): Promise<ProposedDemand[]> {
  return tx.query<ProposedDemand>(
    `select backorder_id as backorder, line_id as line, location_id as location, uncovered
       from backorder
      where shop_id = $1 and backorder_id = any($2::bigint[]) and state = 'open' and uncovered > 0
        and not ${isHindered('backorder', 'item-deleted')}`,
    [plainArray(backorderIds)],
  )
}

/** Of these items what places owe and nothing fills, as it stands now. */
export async function loadOwedNow(tx: ShopSql, items: readonly string[]): Promise<ProposedDemand[]> {
  return (await loadOwed(tx, items)).map(({ item, location, units, pegged }) => {
    return { backorder: owedName({ item, location }), line: owedLine(item), location, uncovered: units - pegged }
  })
}
