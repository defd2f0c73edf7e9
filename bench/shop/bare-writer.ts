import pg from 'pg'
import type { PlacedOrder } from './known-shop.ts'
import { itemAt, type Seed } from './seed.ts'

const ordersABatch = 500

/** One writer that does nothing but write: orders and lines in one statement each, 500 orders a transaction. */
export async function writeBare(url: string, seed: Seed, orders: readonly PlacedOrder[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (let from = 0; from < orders.length; from += ordersABatch) {
      await writeAtOnce(client, seed, orders.slice(from, from + ordersABatch))
    }
  } finally {
    await client.end()
  }
}

/** Writes orders with their lines in one transaction. */
export async function writeAtOnce(client: pg.ClientBase, seed: Seed, orders: readonly PlacedOrder[]): Promise<void> {
  await client.query('BEGIN')
  await writeOrders(client, seed, orders)
  await writeLines(client, seed, orders)
  await client.query('COMMIT')
}

async function writeOrders(client: pg.ClientBase, { shop }: Seed, orders: readonly PlacedOrder[]): Promise<void> {
  await client.query(
    `INSERT INTO shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at, heard_topic)
     SELECT $1, order_id, name, at, at, at, 'orders/create'
       FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS o (order_id, name, at)`,
    [
      shop,
      orders.map((order) => order.orderId),
      orders.map((order) => order.orderName),
      orders.map((order) => order.orderedAt),
    ],
  )
}

async function writeLines(client: pg.ClientBase, seed: Seed, orders: readonly PlacedOrder[]): Promise<void> {
  const lines = orders.flatMap(({ orderId, lines }) =>
    lines.map((line) => ({ ...line, ...itemAt(seed, line.item), orderId })),
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
