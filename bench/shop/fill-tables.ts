import pg from 'pg'
import { itemAt, linesOf, locationId, orderAt, ordersOf, type Seed } from './seed.ts'

const rowsAtOnce = 20_000

/**
 * Writes the seeded shops into the tables as an import would have left them, but nothing is planned yet. As the
 * owner, in bulk, and with fresh statistics at the end.
 */
export async function fillTables(url: string, ...seeds: readonly Seed[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const seed of seeds) await writeShop(client, seed)
  } finally {
    await client.end()
  }
  await refreshStatistics(url)
}

async function writeShop(client: pg.Client, seed: Seed): Promise<void> {
  await client.query('INSERT INTO shop (shop_id, locations_read_at) VALUES ($1, now())', [seed.shop])
  await client.query('INSERT INTO import (shop_id, finished_at, holds_plans) VALUES ($1, now(), false)', [seed.shop])
  await client.query('INSERT INTO import (shop_id, holds_plans, finished_at) VALUES ($1, true, now())', [seed.shop])
  await client.query(
    `INSERT INTO location (shop_id, location_id, name, active, changed_at) VALUES ($1, $2, 'Shop location', true, now())`,
    [seed.shop, locationId],
  )
  await inPieces(seed.items, (from, count) => writeItems(client, seed, from, count))
  await inPieces(ordersOf(seed), (from, count) => writeOrders(client, seed, from, count))
}

/** Marks the short items as due for their first plan, and says so to the queue. */
export async function askForFirstPlan(url: string, { shop }: Seed): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO due_item (shop_id, item_id) SELECT shop_id, item_id FROM stock_point WHERE shop_id = $1 AND available < 0
           ON CONFLICT DO NOTHING`,
      [shop],
    )
    await client.query('SELECT nudge_shop($1)', [shop])
  } finally {
    await client.end()
  }
}

/** What PostgreSQL does by itself within a minute or so. */
export async function refreshStatistics(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

async function inPieces(count: number, write: (from: number, count: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += rowsAtOnce) await write(from, Math.min(rowsAtOnce, count - from))
}

async function writeItems(client: pg.Client, seed: Seed, from: number, count: number): Promise<void> {
  const items = Array.from({ length: count }, (_, index) => itemAt(seed, from + index))
  const [itemIds, skus] = [items.map((item) => item.itemId), items.map((item) => item.sku)]
  await client.query(
    `INSERT INTO item (shop_id, item_id, sku, tracked, changed_at)
     SELECT $1, item_id, sku, true, '2026-01-05' FROM unnest($2::text[], $3::text[]) AS i (item_id, sku)`,
    [seed.shop, itemIds, skus],
  )
  await client.query(
    `INSERT INTO variant (shop_id, item_id, sku, variant_id, product_id, title, sells_without_stock, changed_at)
     SELECT $1, item_id, sku, variant_id, variant_id, title, true, '2026-01-05'
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS v (item_id, sku, variant_id, title)`,
    [seed.shop, itemIds, skus, items.map((item) => item.variantId), items.map((item) => item.title)],
  )
  await client.query(
    `INSERT INTO stock_point (shop_id, item_id, location_id, available, committed, on_hand, changed_at, heard_at, read_at)
     SELECT $1, item_id, $2, available, committed, available + committed, '2026-01-05', '2026-01-05', '2026-01-05'
       FROM unnest($3::text[], $4::int[], $5::int[]) AS p (item_id, available, committed)`,
    [seed.shop, locationId, itemIds, items.map((item) => item.available), items.map((item) => item.committed)],
  )
}

async function writeOrders(client: pg.Client, seed: Seed, from: number, count: number): Promise<void> {
  const orders = Array.from({ length: count }, (_, index) => orderAt(from + index))
  await client.query(
    `INSERT INTO shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at, heard_topic)
     SELECT $1, order_id, name, at, at, at, 'orders/create'
       FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS o (order_id, name, at)`,
    [
      seed.shop,
      orders.map((order) => order.orderId),
      orders.map((order) => order.orderName),
      orders.map((order) => order.orderedAt),
    ],
  )
  const lines = orders.flatMap(({ orderId }, index) =>
    linesOf(seed, from + index).map((line) => ({ ...line, ...itemAt(seed, line.item), orderId })),
  )
  await client.query(
    `INSERT INTO order_line (shop_id, line_id, order_id, variant_id, item_id, sku, title, units, open)
     SELECT $1, line_id, order_id, variant_id, item_id, sku, title, units, units
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])
         AS l (line_id, order_id, variant_id, item_id, sku, title, units)`,
    [
      seed.shop,
      lines.map((line) => line.lineId),
      lines.map((line) => line.orderId),
      lines.map((line) => line.variantId),
      lines.map((line) => line.itemId),
      lines.map((line) => line.sku),
      lines.map((line) => line.title),
      lines.map((line) => line.units),
    ],
  )
}
