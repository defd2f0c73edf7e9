import pg from 'pg'
import { againstFloor, type Bench, type BenchDatabase, type Measurement, portion } from '../measurement.ts'
import { fillHistory, ledgerRowsABackorder } from '../shop/fill-history.ts'
import { type Lane, openLane } from '../shop/lane.ts'
import type { Seed } from '../shop/seed.ts'
import { duration, median, timed } from '../statistics.ts'
import { orderWebhook } from '../traffic/orders.ts'

const shop = 'cost.myshopify.com'
const smallShop = 1_000
const largeShop = 1_000_000
const linesAnItem = 10
const ledgerRows = 10_000_000
const shortEvery = 10
/** As many items as the small shop has, so that both sizes are asked the same. */
const itemsOrdered = smallShop / linesAnItem
const orders = 2_000
const linesAnOrder = 3
const rounds = 5

export const costPerWebhook: Measurement = {
  name: 'cost-per-webhook',
  how:
    'Three databases, one with a shop of 1,000 open lines over 100 items, one with a shop of 1,000,000 over 100,000, and one as ' +
    'small as the first with 10,000,000 rows of ledger of backorders of its items that closed before; one item in ten is short and ' +
    'planned. All get the same batch of 2,000 three-line orders on a hundred items, ten of them ' +
    'short (in the large shop these are scattered over all of it), and the time the lane takes to record and plan them is ' +
    'divided by 2,000. The batch is removed again, and the median of five is taken, the shops in turns. The lane runs in ' +
    'this process, its readings answered from memory, so nothing but the lane and PostgreSQL is measured.',
  async measure(bench) {
    // The small shop stays as it is: it is what the large one is compared with.
    const small = await openShop(bench, smallShop)
    const large = await openShop(bench, Math.max(smallShop, portion(bench, largeShop)))
    const rows = portion(bench, ledgerRows)
    const old = await openShop(bench, smallShop, Math.ceil(rows / ledgerRowsABackorder))
    const shops = [small, large, old]
    const costs = shops.map((): number[] => [])
    try {
      for (let round = 0; round <= rounds; round++)
        for (const [which, shopThere] of shops.entries()) costs[which]?.push(await shopThere.costOfWebhook())
    } finally {
      for (const shopThere of shops) await shopThere.close()
    }
    const [floor, behindLines, behindHistory] = costs.map((of) => median(of.slice(1)))
    const beside = (what: string, measured: number) =>
      againstFloor(`cost of an order webhook ${what}`, {
        measured: duration(measured),
        floor: `${duration(floor ?? 0)} at ${smallShop.toLocaleString('en-US')}`,
        ratio: measured / (floor ?? 0),
        atMost: 1.1,
      })
    return [
      beside(`at ${large.seed.lines.toLocaleString('en-US')} open lines`, behindLines ?? 0),
      beside(`behind ${rows.toLocaleString('en-US')} rows of ledger`, behindHistory ?? 0),
    ]
  },
}

async function openShop(bench: Bench, lines: number, closedBefore = 0) {
  const seed: Seed = { shop, lines, items: lines / linesAnItem, shortEvery }
  const count = portion(bench, orders)
  const database = await bench.freshDatabase()
  const lane = await openLane(database, seed)
  if (closedBefore > 0) await fillHistory(database.url, seed, closedBefore)
  return {
    seed,
    async costOfWebhook(): Promise<number> {
      await hearOrders(lane, count)
      const ms = await timed(lane.drain)
      await removeOrders(database, lane, count)
      return ms / count
    },
    async close() {
      await lane.close()
      await database.drop()
    },
  }
}

/** The same orders every time, however large the shop is. */
async function hearOrders(lane: Lane, count: number): Promise<void> {
  const { seed } = lane.known
  const webhooks = Array.from({ length: count }, (_, nth) => {
    const lines = Array.from({ length: linesAnOrder }, (__, line) => ({
      item: scattered((nth * 7 + line * 31) % itemsOrdered, seed.items),
      units: 1,
    }))
    return orderWebhook(lane.known, lane.known.placeOrder(lines, new Date().toISOString()))
  })
  await lane.hear(webhooks)
}

/** One of a hundred items, as far apart as the shop is large; every tenth of them is one of the shop's short ones. */
function scattered(which: number, items: number): number {
  const place = which * Math.floor(items / itemsOrdered)
  return place - (place % shortEvery) + (which % shortEvery)
}

async function removeOrders(database: BenchDatabase, lane: Lane, count: number): Promise<void> {
  const orderIds = lane.known.takeBack(count)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query(
      'DELETE FROM ledger WHERE backorder_id IN (SELECT backorder_id FROM backorder WHERE order_id = ANY($1))',
      [orderIds],
    )
    for (const table of ['backorder', 'order_line', 'shop_order']) {
      await client.query(`DELETE FROM ${table} WHERE order_id = ANY($1)`, [orderIds])
    }
    await client.query('TRUNCATE delivery')
    await client.query('VACUUM')
  } finally {
    await client.end()
  }
}
