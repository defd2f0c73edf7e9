import { createServer, type Socket } from 'node:net'
import pg from 'pg'
import { controlOf } from '../../test/support/running/simulated-shop.ts'
import { againstFloor, type Bench, type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import type { Seed } from '../shop/seed.ts'
import { openShopsAmong, type TradingShops } from '../shop/trading-shops.ts'
import { lagsOf, watchBackorders } from '../shop/watch-backorders.ts'
import { duration, percentile } from '../statistics.ts'

const others = 10
/** Of the quiet shop, and of those that flood, all together. */
const [ordersPerSecond, floodPerSecond] = [4, 50]
const seconds = 30
const mailsAShop = 4
const limitMs = 1_000

export const besideOthers: Measurement = {
  name: 'beside-others',
  how:
    'A quiet shop sells four three-line orders a second for half a minute, alone; then again while ten shops trade 50 a second among them, ten ' +
    'others wait for a Shopify that answers nothing, ten are installed and imported (2,000 items, 5,000 open lines each), and ' +
    'forty e-mails wait for a mail server that takes connections and says nothing. The lag is that of the quiet shop, of every line that ' +
    'becomes short, as in the row of the lag. Afterwards every row of the quiet shop and of those that trade must equal the oracle’s.',
  async measure(bench) {
    const count = Math.max(2, portion(bench, others))
    const [quiet] = seedsOf('quiet', 1, { items: 400, lines: 1_000 })
    const trading = seedsOf('trading', count, { items: 400, lines: 1_000 })
    const silent = seedsOf('silent', count, { items: 100, lines: 300 })
    const installed = seedsOf('installed', count, { items: portion(bench, 2_000), lines: portion(bench, 5_000) })
    if (quiet === undefined) throw new Error('one shop is quiet')
    const database = await bench.freshDatabase()
    const mail = await aSilentServer()
    const shops = await openShopsAmong(database, [quiet, ...trading, ...silent], {
      unknown: installed,
      smtpUrl: `smtp://127.0.0.1:${mail.port}`,
    })
    try {
      const aloneMs = percentile(await lagsAmong(bench, shops, database.url, quiet, []), 0.99)
      await trouble(shops, silent)
      await writeMails(database.url, trading)
      const opened = installed.map(({ shop }) => controlOf(shops.shopify.url, shop).open())
      const besideMs = percentile(await lagsAmong(bench, shops, database.url, quiet, trading), 0.99)
      await Promise.all(opened)
      const honest = [quiet, ...trading].map(({ shop }) => shop)
      await shops.untilDrained(honest)
      const rows = await shops.assertTruth(honest)
      bench.say(`a quiet shop beside ${3 * count} others; all ${rows} backorders are as the oracle says`)
      return figures(aloneMs, besideMs, count)
    } finally {
      await shops.stop()
      mail.close()
      await database.drop()
    }
  },
}

function seedsOf(name: string, count: number, { items, lines }: Pick<Seed, 'items' | 'lines'>): Seed[] {
  return Array.from({ length: count }, (_, nth) => {
    return { shop: `${name}-${nth}.myshopify.com`, items, lines, shortEvery: 5 }
  })
}

async function lagsAmong(
  bench: Bench,
  { app, shopify, untilDrained }: TradingShops,
  url: string,
  quiet: Seed,
  trading: readonly Seed[],
): Promise<number[]> {
  const watch = await watchBackorders(url, [quiet.shop])
  const { sent } = await shopify.ask('trade', {
    port: app.port,
    orders: portion(bench, ordersPerSecond * seconds),
    perSecond: ordersPerSecond,
    shops: [quiet.shop],
    ...(trading.length > 0 && {
      beside: { shops: trading.map(({ shop }) => shop), perSecond: portion(bench, floodPerSecond) },
    }),
  })
  await untilDrained([quiet.shop])
  return lagsOf(await watch.stop(), sent)
}

/** Each of these waits for an answer from now on. */
async function trouble({ app, shopify }: TradingShops, silent: readonly Seed[]): Promise<void> {
  const shops = silent.map(({ shop }) => shop)
  await shopify.ask('silence', { shops })
  await shopify.ask('trade', { port: app.port, orders: 3 * shops.length, perSecond: 100, shops })
}

async function writeMails(url: string, shops: readonly Seed[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const { shop } of shops) {
    await client.query(
      `WITH bought AS (
         INSERT INTO supplier_order (shop_id, number, supplier_id, location_id, currency)
         SELECT $1, n, 1, '1', 'EUR' FROM generate_series(1, $2::int) n RETURNING supplier_order_id)
       INSERT INTO supplier_message (shop_id, supplier_order_id, key, to_address, subject, text, pdf, csv)
       SELECT $1, supplier_order_id, gen_random_uuid(), 'orders@example.com', 'Order', 'Hello', 'pdf', 'csv' FROM bought`,
      [shop, mailsAShop],
    )
    await client.query('SELECT nudge_mail(array[$1])', [shop])
  }
  await client.end()
}

/** Takes every connection and never says a word. */
async function aSilentServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function figures(aloneMs: number, besideMs: number, count: number): Figure[] {
  const what = `lag of a quiet shop beside ${count} that trade, ${count} silent Shopifys, ${count} installs and a silent mail server, p99`
  return [
    againstFloor(what, {
      measured: duration(besideMs),
      floor: `${duration(aloneMs)} alone`,
      ratio: besideMs / aloneMs,
      atMost: 2,
    }),
    { ...plainFigure('the same, as it is', duration(besideMs)), goal: 'below 1 s', isMet: besideMs < limitMs },
  ]
}
