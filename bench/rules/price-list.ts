import { controlOf } from '../../test/support/running/simulated-shop.ts'
import { csvPartBytes } from '../../web/suppliers/contract/csv-uploads.ts'
import { type Measurement, peakMemoryFigure, plainFigure, portion } from '../measurement.ts'
import { itemAt, type Seed } from '../shop/seed.ts'
import { openShopsAmong, type TradingShops } from '../shop/trading-shops.ts'
import { lagsOf, watchBackorders } from '../shop/watch-backorders.ts'
import { duration, percentile, timed } from '../statistics.ts'

const rows = 200_000
const suppliers = 200
const ordersPerSecond = 4
const seconds = 60
const limitMs = 1_000
/** With gigabytes to spare V8 leaves garbage lying: that would say nothing of what is needed. */
const heapMegabytes = 256

export const priceList: Measurement = {
  name: 'price-list',
  how:
    'A merchant with 200,000 items hands in a price list with a row for each, of 200 suppliers that nobody knew, has it checked and confirms it. ' +
    'Meanwhile another shop of the same process sells four three-line orders a second, and of those that it sells while the ' +
    'file is being handed in, checked or written the time until their backorders are visible is taken. Afterwards every row of that ' +
    'shop must equal the oracle’s. Memory is the most that the process held, with a heap of 256 MB at most beside that of its thread.',
  async measure(bench) {
    const count = portion(bench, rows)
    const merchant: Seed = { shop: 'price-list.myshopify.com', items: count, lines: 300, shortEvery: 10 }
    const other: Seed = { shop: 'beside-a-list.myshopify.com', items: 400, lines: 1_000, shortEvery: 5 }
    const database = await bench.freshDatabase()
    const shops = await openShopsAmong(database, [merchant, other], { heapMegabytes })
    try {
      const watch = await watchBackorders(database.url, [other.shop])
      const trade = { port: shops.app.port, perSecond: ordersPerSecond, shops: [other.shop] }
      const trading = shops.shopify.ask('trade', { ...trade, orders: portion(bench, ordersPerSecond * seconds) })
      const beganAt = Date.now()
      const { checkedMs, writtenMs } = await handIn(shops, merchant)
      const endedAt = Date.now()
      const { sent } = await trading
      await shops.untilDrained([other.shop])
      const lags = lagsOf(
        await watch.stop(),
        sent.filter(({ atMs }) => atMs >= beganAt && atMs <= endedAt),
      )
      const p99 = percentile(lags, 0.99)
      const compared = await shops.assertTruth([other.shop])
      bench.say(`${lags.length} lines became short beside it; all ${compared} backorders are as the oracle says`)
      const size = `a price list of ${count.toLocaleString('en-US')} rows`
      return [
        plainFigure(`${size}, checked`, duration(checkedMs)),
        plainFigure(`${size}, written`, duration(writtenMs)),
        {
          ...plainFigure('webhook sent → backorder visible in another shop beside it, p99', duration(p99)),
          goal: 'below 1 s',
          isMet: p99 < limitMs,
        },
        peakMemoryFigure('with it', await shops.app.peakMemory()),
      ]
    } finally {
      await shops.stop()
      await database.drop()
    }
  },
}

async function handIn({ shopify }: TradingShops, seed: Seed): Promise<{ checkedMs: number; writtenMs: number }> {
  const { api } = controlOf(shopify.url, seed.shop)
  async function post<Answer>(path: string, said: object): Promise<Answer> {
    const reply = await api(path, 'POST', said)
    const answer: unknown = await reply.json()
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(answer)}`)
    // The contract says what is answered.
    return answer as Answer
  }
  const begun = { kind: 'catalogue', fileName: 'prices.csv' }
  const { uploadId } = await post<{ uploadId: string }>('/api/csv-uploads', begun)
  const upload = `/api/csv-uploads/${uploadId}`
  const file = Buffer.from(fileOf(seed))
  for (let part = 0; part * csvPartBytes < file.length; part += 1) {
    const bytes = file.subarray(part * csvPartBytes, (part + 1) * csvPartBytes).toString('base64')
    await post(`${upload}/parts`, { part, bytes })
  }
  const checkedMs = await timed(async () => {
    const { counts } = await post<{ counts: { create: number } }>(`${upload}/check`, { newSuppliersIn: 'EUR' })
    if (counts.create !== seed.items) throw new Error(`of ${seed.items} rows only ${counts.create} are read`)
  })
  const writtenMs = await timed(async () => {
    const { written } = await post<{ written: number }>(`${upload}/confirm`, {})
    if (written !== seed.items) throw new Error(`of ${seed.items} rows only ${written} are written`)
  })
  return { checkedMs, writtenMs }
}

function fileOf(seed: Seed): string {
  const lines = Array.from({ length: seed.items }, (_, at) => {
    const { sku, title } = itemAt(seed, at)
    return `Supplier ${at % suppliers},${sku},"${title}",S-${at},${1 + (at % 90)}.${10 + (at % 90)},6`
  })
  return `Supplier,SKU,Description,Supplier SKU,Cost,Pack size\n${lines.join('\n')}\n`
}
