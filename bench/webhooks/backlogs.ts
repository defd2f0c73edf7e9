import pg from 'pg'
import { controlOf } from '../../test/support/running/simulated-shop.ts'
import { againstFloor, type Bench, type BenchDatabase, type Measurement, portion } from '../measurement.ts'
import { keys, type RunningServer, startApp } from '../running-app.ts'
import { fillTables, refreshStatistics } from '../shop/fill-tables.ts'
import type { Seed } from '../shop/seed.ts'
import { perSecond, timed } from '../statistics.ts'
import { type Shopify, startShopify } from '../traffic/start-shopify.ts'

const shops = 100
const orders = 5_000
/** Each with five deliveries. */
const sentPerSecond = 500
const lookEveryMs = 20
const patienceMs = 180_000

export const backlogs: Measurement = {
  name: 'backlogs',
  how:
    'While no worker runs, 5,000 three-line orders come in, 25,000 deliveries, once all of one shop of 5,000 items and once of a hundred shops of ' +
    '50, one item in twenty short. Then the app is started in its default role: the time counts from its start until no delivery ' +
    'waits and nothing is due in any shop; a start with nothing to do, measured afterwards, is taken off.',
  async measure(bench) {
    const many = Math.max(3, portion(bench, shops))
    const [floor, measured] = [await rateOf(bench, 1), await rateOf(bench, many)]
    return [
      againstFloor(`orders of ${many} shops with a backlog recorded and planned`, {
        measured: perSecond(measured),
        floor: `${perSecond(floor)} of one shop`,
        ratio: measured / floor,
        atLeast: 0.9,
      }),
    ]
  },
}

async function rateOf(bench: Bench, count: number): Promise<number> {
  const seeds = Array.from({ length: count }, (_, nth): Seed => {
    return { shop: `backlog-${nth}.myshopify.com`, items: Math.ceil(5_000 / count), lines: 0, shortEvery: 20 }
  })
  const all = portion(bench, orders)
  const database = await bench.freshDatabase()
  const shopify = await startShopify({ seeds, keys })
  try {
    await fillTables(database.url, ...seeds)
    await msUntilQuiet(database, shopify, async (app) => {
      await shopify.ask('pointAt', { appUrl: app.url })
      for (const { shop } of seeds) await controlOf(shopify.url, shop).open()
    })
    const door = await startApp({ databaseUrl: database.url, role: 'web', shopifyUrl: shopify.url })
    await shopify.ask('trade', { port: door.port, orders: all, perSecond: sentPerSecond })
    await door.stop()
    await refreshStatistics(database.url)
    const ms = await msUntilQuiet(database, shopify)
    const idleMs = await msUntilQuiet(database, shopify)
    return all / ((ms - idleMs) / 1_000)
  } finally {
    await shopify.stop()
    await database.drop()
  }
}

/** From the start of the app until nothing is left to do. */
async function msUntilQuiet(
  database: BenchDatabase,
  shopify: Shopify,
  first: (app: RunningServer) => Promise<void> = async () => undefined,
): Promise<number> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const started = startApp({ databaseUrl: database.url, role: 'all', shopifyUrl: shopify.url })
  try {
    return await timed(async () => {
      await first(await started)
      await untilQuiet(client)
    })
  } finally {
    await client.end()
    await (await started).stop()
  }
}

const isQuiet = `
  SELECT NOT EXISTS (SELECT FROM delivery WHERE state = 'waiting')
     AND NOT EXISTS (SELECT FROM due_item WHERE due_at <= now())
     AND NOT EXISTS (SELECT FROM shop_order WHERE read_due AND (read_from IS NULL OR read_from <= now()))
     AND NOT EXISTS (SELECT FROM shop WHERE details_read_at IS NULL) AS quiet`

async function untilQuiet(client: pg.Client): Promise<void> {
  const giveUpAt = Date.now() + patienceMs
  for (;;) {
    const { rows } = await client.query<{ quiet: boolean }>(isQuiet)
    if (rows[0]?.quiet) return
    if (Date.now() > giveUpAt) throw new Error(`there is still work after ${patienceMs / 1_000} s`)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
