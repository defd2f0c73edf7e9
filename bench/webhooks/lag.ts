import { type Figure, type Measurement, peakMemoryFigure, plainFigure, portion } from '../measurement.ts'
import type { Seed } from '../shop/seed.ts'
import { openTradingShops } from '../shop/trading-shops.ts'
import { lagsOf, watchBackorders } from '../shop/watch-backorders.ts'
import { duration, percentile, timed } from '../statistics.ts'

const shop = 'lag.myshopify.com'
const openLines = 30_000
/** Each with five deliveries: the order, its routing, and the levels of three items. */
const ordersPerSecond = 100
const seconds = 60
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
    const trading = await openTradingShops(database, seed)
    const watch = await watchBackorders(database.url, [shop])
    try {
      const orders = portion(bench, ordersPerSecond * seconds)
      const { sent } = await trading.shopify.ask('trade', {
        port: trading.app.port,
        orders,
        perSecond: ordersPerSecond,
      })
      const drainedMs = await timed(trading.untilDrained)
      const lags = lagsOf(await watch.stop(), sent)
      const rows = await trading.assertTruth()
      bench.say(`${lags.length} lines became short; all ${rows} backorders are as the oracle says`)
      const memory = await trading.app.peakMemory()
      return [
        lagFigure(lags),
        plainFigure('left to do after the last of them', duration(drainedMs)),
        peakMemoryFigure('in that minute', memory),
      ]
    } finally {
      await watch.stop()
      await trading.stop()
      await database.drop()
    }
  },
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
