import pg from 'pg'
import { refreshStatistics } from './fill-tables.ts'
import { locationId, type Seed } from './seed.ts'

const backordersAtOnce = 100_000
/** It was short, was covered, and shipped. */
export const ledgerRowsABackorder = 3

/**
 * Backorders of a seeded shop that were closed before, spread over its items, with what the ledger says of each. Their orders
 * have left the tables, as shipped ones do. Written as a restore writes them, without marking anybody's promises due.
 */
export async function fillHistory(url: string, { shop }: Seed, backorders: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    for (let from = 0; from < backorders; from += backordersAtOnce)
      await writeClosed(client, shop, from, Math.min(backorders, from + backordersAtOnce))
  } finally {
    await client.end()
  }
  await refreshStatistics(url)
}

async function writeClosed(client: pg.Client, shop: string, from: number, to: number): Promise<void> {
  await client.query(
    `WITH items AS MATERIALIZED (
       SELECT array_agg(item_id ORDER BY item_id) AS ids, array_agg(sku ORDER BY item_id) AS skus, count(*)::int AS many
         FROM item WHERE shop_id = $1),
     closed AS (
       INSERT INTO backorder (shop_id, order_id, line_id, item_id, location_id, order_name, sku, title, ordered_at, units,
                              shipped, covered, backordered, pegged, uncovered, state, opened_at, changed_at)
       SELECT $1, 'past-' || nth / 3, 'past-' || nth, ids[1 + nth % many], $2, '#P' || nth / 3, skus[1 + nth % many], skus[1 + nth % many],
              at, 2, 2, 0, 0, 0, 0, 'closed', at, at + interval '9 days'
         FROM items, generate_series($3::int, $4::int - 1) AS nth,
              LATERAL (SELECT timestamptz '2024-01-05' + nth * interval '10 seconds' AS at) AS moment
       RETURNING backorder_id, opened_at)
     INSERT INTO ledger (shop_id, backorder_id, at, cause_kind, cause, before, after)
     SELECT $1, backorder_id, opened_at + step * interval '4 days', 'delivery', '{"topic": "orders/updated"}', before, after
       FROM closed, (VALUES (0, NULL::jsonb, '{"state": "open", "units": 2, "backordered": 2}'::jsonb),
                            (1, '{"state": "open", "units": 2, "backordered": 2}', '{"state": "ready", "units": 2, "covered": 2}'),
                            (2, '{"state": "ready", "units": 2, "covered": 2}', '{"state": "closed", "units": 2, "shipped": 2}'))
                     AS steps (step, before, after)`,
    [shop, locationId, from, to],
  )
}
