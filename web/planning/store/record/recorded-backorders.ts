import { isoInstant } from '../../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { type BackorderState, unsettledStates } from '../../rules/record/backorder.ts'
import type { RecordedBackorder } from '../../rules/record/changes.ts'

export type RecordedOfItem = RecordedBackorder & {
  readonly item: string
  readonly order: string
  readonly orderedAt: string
}

type RecordRow = {
  backorder_id: string
  line_id: string
  location_id: string
  item_id: string
  order_id: string
  ordered_at: string
  units: number
  shipped: number
  covered: number
  backordered: number
  pegged: number
  uncovered: number
  state: BackorderState
  ready_on: string | null
  next_arrival_on: string | null
}

const columns = `backorder_id::text, line_id, location_id, item_id, order_id, ${isoInstant('ordered_at')} as ordered_at,
            units, shipped, covered, backordered, pegged, uncovered, state,
            to_char(ready_on, 'YYYY-MM-DD') as ready_on, to_char(next_arrival_on, 'YYYY-MM-DD') as next_arrival_on`

/** Whether a record is of units that are open there, in SQL. */
export const isUnsettled = `state in (${unsettledStates.map((state) => `'${state}'`).join(', ')})`

/**
 * Every record of the items that a plan may change: those of open units, and settled ones of lines that are open. The latter are
 * looked up line by line, so that a plan costs no more for all that was settled before.
 */
export async function loadRecorded(tx: ShopSql, itemIds: readonly string[]): Promise<RecordedOfItem[]> {
  const rows = await tx.query<RecordRow>(
    `select ${columns}
       from (select * from backorder
              where shop_id = $1 and item_id = any($2::text[]) and ${isUnsettled}
              union all
             select settled.* from order_line as line
              cross join lateral (
                    select * from backorder
                     where shop_id = $1 and line_id = line.line_id and item_id = any($2::text[]) and not ${isUnsettled}) as settled
              where line.shop_id = $1 and line.item_id = any($2::text[]) and line.open > 0) as recorded`,
    [itemIds],
  )
  return rows.map(recordOf)
}

/** Items of those of these lines that have a record which is settled. Each line is looked up by itself. */
export async function findItemsOfSettledLines(tx: ShopSql, lineIds: readonly string[]): Promise<string[]> {
  if (lineIds.length === 0) return []
  const rows = await tx.query<{ item: string }>(
    `select distinct settled.item_id as item
       from unnest($2::text[]) as opened(line_id)
      cross join lateral (
            select item_id from backorder
             where shop_id = $1 and line_id = opened.line_id and not ${isUnsettled} limit 1) as settled`,
    [lineIds],
  )
  return rows.map(({ item }) => item)
}

/** The records of the items that have backordered units. */
export async function loadOpenRecords(tx: ShopSql, itemIds: readonly string[]): Promise<RecordedOfItem[]> {
  const rows = await tx.query<RecordRow>(
    `select ${columns} from backorder where shop_id = $1 and item_id = any($2::text[]) and state = 'open'`,
    [itemIds],
  )
  return rows.map(recordOf)
}

function recordOf(row: RecordRow): RecordedOfItem {
  return {
    backorder: row.backorder_id,
    line: row.line_id,
    location: row.location_id,
    item: row.item_id,
    order: row.order_id,
    orderedAt: row.ordered_at,
    numbers: {
      units: row.units,
      shipped: row.shipped,
      covered: row.covered,
      backordered: row.backordered,
      pegged: row.pegged,
      uncovered: row.uncovered,
      state: row.state,
      readyOn: row.ready_on,
      nextArrivalOn: row.next_arrival_on,
    },
  }
}
