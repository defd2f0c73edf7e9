import { shop as mugs } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

export type Recorded = {
  shop: string
  order: string
  orderName: string
  line: string
  item: string
  variant: string | null
  location: string
  sku: string | null
  title: string
  units: number
  shipped: number
  covered: number
  backordered: number
  pegged: number
  uncovered: number
  state: 'open' | 'ready' | 'closed' | 'cancelled'
  openedAt: string
  readyOn: string | null
  firstPromise: string | null
  nextArrivalOn: string | null
}

let lines = 0

/** A backorder of 5 mugs, 2 of them covered, unless said otherwise. */
export function aBackorder(said: Partial<Recorded> = {}): Recorded {
  lines += 1
  const backordered = said.backordered ?? 3
  const pegged = said.pegged ?? 0
  return {
    shop: mugs,
    order: String(5_000_000 + lines),
    orderName: `#${1000 + lines}`,
    line: String(7_000_000 + lines),
    item: '900',
    variant: null,
    location: '1',
    sku: 'MUG-RED',
    title: 'Red mug',
    units: 5,
    shipped: 0,
    covered: 2,
    backordered,
    pegged,
    uncovered: backordered - pegged,
    state: 'open',
    openedAt: '2026-11-20T10:00:00Z',
    readyOn: null,
    firstPromise: null,
    nextArrivalOn: null,
    ...said,
  }
}

/** Records them as a plan would and answers their ids. */
export async function record(databaseUrl: string, backorders: readonly Recorded[]): Promise<string[]> {
  const rows = await queryAsOwner<{ backorder_id: string }>(
    databaseUrl,
    `insert into backorder (shop_id, order_id, line_id, item_id, variant_id, location_id, order_name, sku, title, ordered_at,
                            units, shipped, covered, backordered, pegged, uncovered, state, opened_at, first_promise,
                            ready_on, next_arrival_on, changed_at)
     select shop, "order", line, item, variant, location, "orderName", sku, title, "openedAt",
            units, shipped, covered, backordered, pegged, uncovered, state, "openedAt", "firstPromise", "readyOn", "nextArrivalOn", now()
       from jsonb_to_recordset($1) as b(
            shop text, "order" text, line text, item text, variant text, location text, "orderName" text, sku text,
            title text, units int, shipped int, covered int, backordered int, pegged int, uncovered int, state text,
            "openedAt" timestamptz, "firstPromise" date, "readyOn" date, "nextArrivalOn" date)
     returning backorder_id::text`,
    [JSON.stringify(backorders)],
  )
  await recount(databaseUrl)
  return rows.map((row) => row.backorder_id)
}

/** After backorders were written by SQL: there are as many as there are. */
export async function recount(databaseUrl: string): Promise<void> {
  await asOwner(databaseUrl, 'delete from backorder_count')
  await asOwner(
    databaseUrl,
    `insert into backorder_count (shop_id, location_id, state, lines)
     select shop_id, location_id, state, count(*) from backorder group by 1, 2, 3`,
  )
}

export async function recordLedger(
  databaseUrl: string,
  backorderId: string,
  entries: readonly { at: string; cause: object; before: object | null; after: object }[],
  shop = mugs,
): Promise<void> {
  await asOwner(
    databaseUrl,
    `insert into ledger (shop_id, backorder_id, at, cause_kind, cause, before, after)
     select $1, $2, at, cause ->> 'kind', cause, nullif(before, 'null'), after
       from jsonb_to_recordset($3) as l(at timestamptz, cause jsonb, before jsonb, after jsonb)`,
    [shop, backorderId, JSON.stringify(entries)],
  )
}
