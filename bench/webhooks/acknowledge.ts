import { againstFloor, type Bench, type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { keys, type RunningServer, startApp, startHmacOnly } from '../running-app.ts'
import { fillTables } from '../shop/fill-tables.ts'
import type { Seed } from '../shop/seed.ts'
import { duration, mean, percentile, perSecond } from '../statistics.ts'
import { type Shopify, startShopify } from '../traffic/start-shopify.ts'

const seed: Seed = { shop: 'acknowledge.myshopify.com', items: 5_000, lines: 0, shortEvery: 1_000_000 }
/** Few, where an answer waits for the commit of its group, and many, where groups are full. */
const loads = [64, 256]
const rounds = 3
const ordersARound = 12_000
const warmUpOrders = 4_000
const evenRate = 1_000
const evenSeconds = 10
const patienceMs = 50

export const acknowledge: Measurement = {
  name: 'acknowledge',
  how:
    'A process of its own sends signed, distinct three-line orders over 64, and then 256, kept-alive connections, the next ' +
    'as soon as one is answered, to the app and in turns to an Express server that only verifies the signature. The app ' +
    'commits each delivery to disk before it answers, so that with few connections all of them wait for one commit. As ' +
    '"web" the process only takes webhooks in; as "all", the default, its lane records and plans the same orders meanwhile. The 99th percentile is taken at an even 1,000 a second, counted ' +
    'from when each request was due. Everything shares the cores: sender, app and PostgreSQL.',
  async measure(bench) {
    const floor = await startHmacOnly()
    try {
      return [...(await measureRole(bench, floor, 'web')), ...(await measureRole(bench, floor, 'all'))]
    } finally {
      await floor.stop()
    }
  },
}

async function measureRole(bench: Bench, floor: RunningServer, role: 'web' | 'all'): Promise<Figure[]> {
  const database = await bench.freshDatabase()
  const shopify = await startShopify({ seeds: [seed], keys })
  try {
    await fillTables(database.url, seed)
    const app = await startApp({ databaseUrl: database.url, role, shopifyUrl: shopify.url })
    try {
      const rates: Figure[] = []
      for (const connections of loads) rates.push(await compareRates(bench, shopify, { app, floor }, role, connections))
      return [...rates, await measurePace(bench, shopify, app, role)]
    } finally {
      await app.stop()
    }
  } finally {
    await shopify.stop()
    await database.drop()
  }
}

async function compareRates(
  bench: Bench,
  shopify: Shopify,
  { app, floor }: { readonly app: RunningServer; readonly floor: RunningServer },
  role: string,
  connections: number,
): Promise<Figure> {
  const rateOf = async ({ port }: RunningServer, count: number) => {
    const { perSecond } = await shopify.ask('rate', { port, orders: portion(bench, count), connections })
    return perSecond
  }
  await rateOf(floor, warmUpOrders)
  await rateOf(app, warmUpOrders)
  const rates = { app: [] as number[], floor: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    rates.floor.push(await rateOf(floor, ordersARound))
    rates.app.push(await rateOf(app, ordersARound))
  }
  const [measured, least] = [mean(rates.app), mean(rates.floor)]
  return againstFloor(`durable webhook acknowledgements over ${connections} connections, role ${role}`, {
    measured: perSecond(measured),
    floor: `${perSecond(least)} only verified`,
    ratio: measured / least,
    atLeast: 0.5,
  })
}

async function measurePace(bench: Bench, shopify: Shopify, app: RunningServer, role: string): Promise<Figure> {
  const orders = portion(bench, evenRate * evenSeconds)
  const { tookMs } = await shopify.ask('pace', { port: app.port, orders, perSecond: evenRate })
  const slowest = percentile(tookMs, 0.99)
  return {
    ...plainFigure(
      `p99 of an acknowledgement at 1,000 a second, role ${role}`,
      `${duration(slowest)} (p50 ${duration(percentile(tookMs, 0.5))})`,
    ),
    goal: `below ${patienceMs} ms`,
    isMet: slowest < patienceMs,
  }
}
