import type { BackorderNumbers } from '../../planning/rules/record/backorder.ts'
import { probeLineAndOrder } from '../../platform/db/probe.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

// What a difference is told with: the names of things, and what their ledger says.

export type LineNames = {
  readonly lineId: string
  readonly orderId: string
  readonly orderName: string
  readonly itemId: string | null
  readonly title: string
}

/** What people call these lines. */
export async function loadLineNames(tx: ShopSql, lineIds: readonly string[]): Promise<Map<string, LineNames>> {
  const rows = await tx.query<LineNames>(
    `select line.line_id as "lineId", line.order_id as "orderId", shop_order.name as "orderName",
            line.item_id as "itemId", line.title
       from unnest($2::text[]) as named(line_id) ${probeLineAndOrder('named.line_id')}`,
    [lineIds],
  )
  return new Map(rows.map((row) => [row.lineId, row]))
}

/** What people call these items: the title of a variant of theirs. */
export async function loadItemTitles(tx: ShopSql, itemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ item_id: string; title: string }>(
    `select distinct on (item_id) item_id, title from variant
      where shop_id = $1 and item_id = any($2::text[]) and title is not null order by item_id, variant_id`,
    [itemIds],
  )
  return new Map(rows.map((row) => [row.item_id, row.title]))
}

/** What the ledger of these backorders ends with. */
export async function loadLastTold(
  tx: ShopSql,
  backorderIds: readonly string[],
): Promise<Map<string, BackorderNumbers>> {
  const rows = await tx.query<{ backorder_id: string; after: BackorderNumbers }>(
    `select asked.id::text as backorder_id, last.after
       from unnest($2::bigint[]) as asked(id)
       cross join lateral (
            select after from ledger where ledger.shop_id = $1 and ledger.backorder_id = asked.id
             order by ledger_id desc limit 1) as last`,
    [backorderIds],
  )
  return new Map(rows.map((row) => [row.backorder_id, row.after]))
}
