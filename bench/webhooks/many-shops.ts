import { type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { processorTimeOf } from '../processor-time.ts'
import type { Seed } from '../shop/seed.ts'
import { openTradingShops } from '../shop/trading-shops.ts'
import { lagsOf, watchBackorders } from '../shop/watch-backorders.ts'
import { duration, percentile } from '../statistics.ts'

const shops = 100
/** In all shops together. */
const ordersPerSecond = 100
const seconds = 30
const costLimitMs = 2
const lagLimitMs = 150

export const manyShops: Measurement = {
  name: 'many-shops',
  how:
    'A hundred shops of 100 items and 300 open lines trade a little each: in all 100 three-line orders a second for half a ' +
    'minute, of all shops in turns, each with the five deliveries that Shopify sends of it; one item in ten is short. What ' +
    'an order costs is the processor time, until nothing is due any more, of the app and of all processes of PostgreSQL ' +
    'but the one that looks for new backorders, divided by the orders. Afterwards every row of every shop must equal the oracle’s.',
  async measure(bench) {
    const seeds = Array.from({ length: Math.max(3, portion(bench, shops)) }, (_, nth) => seedOf(nth))
    const database = await bench.freshDatabase()
    const trading = await openTradingShops(database, ...seeds)
    const names = seeds.map(({ shop }) => shop)
    const watch = await watchBackorders(database.url, names)
    try {
      const processorTime = await processorTimeOf(trading.app.pid, database.url, [watch.pid])
      const orders = portion(bench, ordersPerSecond * seconds)
      const before = await processorTime()
      const { sent } = await trading.shopify.ask('trade', {
        port: trading.app.port,
        orders,
        perSecond: ordersPerSecond,
      })
      await trading.untilDrained()
      const after = await processorTime()
      const lags = lagsOf(await watch.stop(), sent)
      const rows = await trading.assertTruth()
      bench.say(
        `${lags.length} lines became short in ${seeds.length} shops; all ${rows} backorders are as the oracle says`,
      )
      return [costFigure(before, after, orders, seeds.length), lagFigure(lags, seeds.length)]
    } finally {
      await watch.stop()
      await trading.stop()
      await database.drop()
    }
  },
}

function seedOf(nth: number): Seed {
  return { shop: `one-of-many-${nth}.myshopify.com`, items: 100, lines: 300, shortEvery: 10 }
}

function costFigure(before: number | null, after: number | null, orders: number, count: number): Figure {
  const what = `processor time of an order where ${count} shops trade a little each, app and PostgreSQL`
  if (before === null || after === null) return plainFigure(what, 'not told by this system')
  const costMs = (after - before) / orders
  return { ...plainFigure(what, duration(costMs)), goal: `at most ${costLimitMs} ms`, isMet: costMs <= costLimitMs }
}

function lagFigure(lags: readonly number[], count: number): Figure {
  const [half, most] = [percentile(lags, 0.5), percentile(lags, 0.95)]
  return {
    ...plainFigure(
      `webhook sent → backorder visible in these ${count} shops, p95`,
      `${duration(most)} (p50 ${duration(half)})`,
    ),
    goal: `below ${lagLimitMs} ms`,
    isMet: most < lagLimitMs,
  }
}
