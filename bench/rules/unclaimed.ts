import pg from 'pg'
import { againstFloor, type Bench, type BenchDatabase, type Measurement, plainFigure, portion } from '../measurement.ts'
import { type Lane, openLane } from '../shop/lane.ts'
import { itemAt, type Seed } from '../shop/seed.ts'
import { duration, median, timed } from '../statistics.ts'
import { orderWebhook } from '../traffic/orders.ts'

const shop = 'unclaimed.myshopify.com'
const openOrders = 10_000
const linesAnOrder = 3
const rounds = 15

export const unclaimed: Measurement = {
  name: 'unclaimed',
  how:
    'An item with 10,000 open orders of three lines, with stock for half of them. In one database every unit took its ' +
    'stock; in the other none did, as Shopify’s orderCreate does unless told otherwise, and that was confirmed. Both get an ' +
    'ordinary order of one more unit, and the time is taken until its backorder is written; the order is removed again, and the ' +
    'median of fifteen is taken, in turns, after one of each that is not counted. The lane runs in this process, its ' +
    'readings answered from memory; reading orders again is not answered at all, so a lane that waits or reads ' +
    'them again fails the run.',
  async measure(bench) {
    const claimed = await openShop(bench, true)
    const unclaimed = await openShop(bench, false)
    const costs = { claimed: [] as number[], unclaimed: [] as number[] }
    try {
      for (let round = 0; round <= rounds; round++) {
        costs.claimed.push(await claimed.costOfOrder())
        costs.unclaimed.push(await unclaimed.costOfOrder())
      }
    } finally {
      await claimed.close()
      await unclaimed.close()
    }
    const [floor, measured] = [median(costs.claimed.slice(1)), median(costs.unclaimed.slice(1))]
    const orders = portion(bench, openOrders).toLocaleString('en-US')
    return [
      againstFloor(`an order of an item with ${orders} open orders that took no stock`, {
        measured: duration(measured),
        floor: `${duration(floor)} where all of them did`,
        ratio: measured / floor,
        atMost: 1.3,
      }),
      plainFigure('readings of orders for it', 'none'),
    ]
  },
}

async function openShop(bench: Bench, isClaimed: boolean) {
  const seed: Seed = { shop, lines: portion(bench, openOrders) * linesAnOrder, items: 1, shortEvery: 1 }
  const database = await bench.freshDatabase()
  const lane = await openLane(database, seed)
  if (!isClaimed) await confirmUnclaimed(database, lane)
  return {
    async costOfOrder(): Promise<number> {
      const order = lane.known.placeOrder([{ item: 0, units: 1 }], new Date().toISOString())
      await lane.hear([orderWebhook(lane.known, order)])
      const ms = await timed(lane.drain)
      await takeBack(database, lane)
      return ms
    },
    async close() {
      await lane.close()
      await database.drop()
    },
  }
}

/** Nothing of what is open took its stock, and its orders were read for that. */
async function confirmUnclaimed(database: BenchDatabase, lane: Lane): Promise<void> {
  lane.known.letGo(0)
  await asOwner(database, 'INSERT INTO due_item (shop_id, item_id, orders_read) VALUES ($1, $2, true)', [
    shop,
    itemAt(lane.known.seed, 0).itemId,
  ])
  await lane.drain()
  const [found] = await asOwner<{ units: number; open: number }>(
    database,
    'SELECT sum(unclaimed)::int AS units, sum(open)::int AS open FROM order_line WHERE shop_id = $1',
    [shop],
  )
  if (found === undefined || found.units !== found.open) throw new Error(`${found?.units} units took no stock`)
  await asOwner(database, 'VACUUM ANALYZE', [])
}

async function takeBack(database: BenchDatabase, lane: Lane): Promise<void> {
  const [orderId] = lane.known.takeBack(1)
  const written = await asOwner(database, 'DELETE FROM backorder WHERE order_id = $1 RETURNING backorder_id', [orderId])
  if (written.length !== 1) throw new Error('the order is not on backorder')
  for (const table of ['order_line', 'shop_order']) {
    await asOwner(database, `DELETE FROM ${table} WHERE order_id = $1`, [orderId])
  }
  await asOwner(database, 'TRUNCATE delivery', [])
}

async function asOwner<Row>({ url }: BenchDatabase, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql, [...values])
    return rows as Row[]
  } finally {
    await client.end()
  }
}
