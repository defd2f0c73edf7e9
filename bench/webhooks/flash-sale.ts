import { type Measurement, peakMemoryFigure, plainFigure, portion } from '../measurement.ts'
import type { Seed } from '../shop/seed.ts'
import { openTradingShops } from '../shop/trading-shops.ts'
import { duration, perSecond, timed } from '../statistics.ts'

const shop = 'flash-sale.myshopify.com'
const openLines = 100_000
const linesAnItem = 10
const orders = 10_000
const stock = 500
const connections = 64

export const flashSale: Measurement = {
  name: 'flash-sale',
  how:
    'A shop with 100,000 open lines over 10,000 items, one in ten of them short and planned. Then 10,000 orders of one ' +
    'unit of the same item, with stock for 500, each with its orders/create and its inventory_levels/update, as fast as 64 ' +
    'connections are answered. Drained means that the app has nothing due for the shop. Then every row of the API is ' +
    'compared with an oracle that serves the truth of all orders unit by unit and shares no code with the app; one wrong ' +
    'line fails the whole run.',
  async measure(bench) {
    const lines = portion(bench, openLines)
    const seed: Seed = { shop, lines, items: Math.ceil(lines / linesAnItem), shortEvery: 10 }
    const database = await bench.freshDatabase()
    const trading = await openTradingShops(database, seed)
    try {
      const count = portion(bench, orders)
      const { port } = trading.app
      const wish = { port, orders: count, stock: portion(bench, stock), connections }
      const sentMs = await timed(() => trading.shopify.ask('rush', wish))
      const drainedMs = sentMs + (await timed(trading.untilDrained))
      const rows = await trading.assertTruth()
      const memory = await trading.app.peakMemory()
      return [
        {
          ...plainFigure(
            `flash sale of ${count.toLocaleString('en-US')} orders on one item, ${lines.toLocaleString('en-US')} open lines: drained`,
            `${duration(drainedMs)} (${perSecond(count / (drainedMs / 1_000))}; sent in ${duration(sentMs)})`,
          ),
          goal: 'no wrong line',
          isMet: true,
        },
        plainFigure('backorders equal to the oracle’s after it', `all ${rows.toLocaleString('en-US')}`),
        peakMemoryFigure('during it', memory),
      ]
    } finally {
      await trading.stop()
      await database.drop()
    }
  },
}
