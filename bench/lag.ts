import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Figure, type Measurement, plainFigure, portion } from './measurement.ts'
import type { Seed } from './shop/seed.ts'
import { openTradingShop } from './shop/trading-shop.ts'
import { duration, megabytes, percentile, timed } from './statistics.ts'

const shop = 'lag.myshopify.com'
const openLines = 30_000
/** Each with five deliveries: the order, its routing, and the levels of three items. */
const ordersPerSecond = 100
const seconds = 60
const lookEveryMs = 20
const patienceMs = 1_000

export const lag: Measurement = {
  name: 'lag',
  how:
    'For a minute 100 three-line orders a second are placed in a shop of 4,000 items and 30,000 open lines; one item in ' +
    'twenty is short. Each order sends what Shopify sends of it: orders/create, order_routing_complete and three ' +
    'inventory_levels/update, 500 deliveries a second. A stand-in in a process of its own sends them and answers the ' +
    'readings from the same numbers (the simulator executes real GraphQL and would be the slowest part on two cores). ' +
    'The lag of every backordered line is counted from the moment its order is sent until its row, committed, is seen ' +
    'by a query of the database that looks every 20 ms. Afterwards every row of the API must equal the oracle’s.',
  async measure(bench) {
    const database = await bench.freshDatabase()
    const seed: Seed = { shop, items: 4_000, lines: portion(bench, openLines), shortEvery: 20 }
    const trading = await openTradingShop(database, seed)
    const watch = watchBackorders(database.url, shop)
    try {
      const orders = portion(bench, ordersPerSecond * seconds)
      const { sentAt } = await trading.shopify.ask('trade', {
        port: trading.app.port,
        orders,
        perSecond: ordersPerSecond,
      })
      const drainedMs = await timed(trading.untilDrained)
      const lags = lagsOf(await watch.stop(), new Map(sentAt))
      const rows = await trading.assertTruth()
      bench.say(`${lags.length} lines became short; all ${rows} backorders are as the oracle says`)
      const memory = await trading.app.peakMemory()
      return [
        lagFigure(lags),
        plainFigure('left to do after the last of them', duration(drainedMs)),
        plainFigure('peak memory of the app in that minute', megabytes(memory)),
      ]
    } finally {
      await watch.stop()
      await trading.stop()
      await database.drop()
    }
  },
}

type Sight = { readonly orderId: string; readonly atMs: number }

/** Looks for new rows until it is stopped; answers when each was first seen. */
function watchBackorders(url: string, shop: string) {
  const stopping = new AbortController()
  const watching = look()

  async function look(): Promise<Sight[]> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const seen: Sight[] = []
    let last = '0'
    let isLast = false
    const query = `SELECT backorder_id, order_id FROM backorder WHERE shop_id = $1 AND backorder_id > $2 ORDER BY backorder_id`
    while (!isLast) {
      isLast = stopping.signal.aborted
      const { rows } = await client.query<{ backorder_id: string; order_id: string }>(query, [shop, last])
      last = rows.at(-1)?.backorder_id ?? last
      seen.push(...rows.map((row) => ({ orderId: row.order_id, atMs: Date.now() })))
      await pause(lookEveryMs)
    }
    await client.end()
    return seen
  }

  return {
    stop() {
      stopping.abort()
      return watching
    },
  }
}

/** Rows of orders that were there before are nobody's lag. */
function lagsOf(seen: readonly Sight[], sentAt: ReadonlyMap<string, number>): number[] {
  return seen.flatMap(({ orderId, atMs }) => {
    const sent = sentAt.get(orderId)
    return sent === undefined ? [] : [atMs - sent]
  })
}

function lagFigure(lags: readonly number[]): Figure {
  const [half, most, longest] = [percentile(lags, 0.5), percentile(lags, 0.95), percentile(lags, 1)]
  return {
    ...plainFigure(
      'webhook sent → backorder visible, 500 deliveries a second for a minute, p95',
      `${duration(most)} (p50 ${duration(half)}, longest ${duration(longest)})`,
    ),
    goal: 'below 1 s',
    isMet: most < patienceMs,
  }
}
