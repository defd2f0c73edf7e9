import { controlOf } from '../../test/support/running/simulated-shop.ts'
import { differences } from '../../test/support/truth/oracle.ts'
import type { BenchDatabase } from '../measurement.ts'
import { keys, type RunningServer, startApp } from '../running-app.ts'
import { type Shopify, startShopify } from '../traffic/start-shopify.ts'
import { askForFirstPlan, fillTables } from './fill-tables.ts'
import type { Seed } from './seed.ts'

const drainTimeoutMs = 180_000
const lookEveryMs = 50
const differencesTold = 10

export type TradingShops = {
  readonly app: RunningServer
  readonly shopify: Shopify
  /** Resolves when nothing is due any more for any of the shops, or of those named. */
  untilDrained(shops?: readonly string[]): Promise<void>
  /** Throws unless every row that the API tells equals what the oracle works out, unit by unit, from Shopify's truth. */
  assertTruth(shops?: readonly string[]): Promise<number>
  stop(): Promise<void>
}

type Others = {
  /** Shops that Shopify knows and the app does not yet. */
  readonly unknown?: readonly Seed[]
  readonly smtpUrl?: string
  readonly heapMegabytes?: number
}

/** The app in its default role and a Shopify it cannot tell from one, with seeded shops that are fully planned. */
export function openTradingShops(database: BenchDatabase, ...seeds: readonly Seed[]): Promise<TradingShops> {
  return openShopsAmong(database, seeds, {})
}

export async function openShopsAmong(
  database: BenchDatabase,
  seeds: readonly Seed[],
  { unknown = [], ...wish }: Others,
): Promise<TradingShops> {
  await fillTables(database.url, ...seeds)
  const shopify = await startShopify({ seeds: [...seeds, ...unknown], keys })
  const app = await startApp({ databaseUrl: database.url, role: 'all', shopifyUrl: shopify.url, ...wish })
  await shopify.ask('pointAt', { appUrl: app.url })
  const controls = seeds.map(({ shop }) => controlOf(shopify.url, shop))

  const untilDrained = async (shops = seeds.map(({ shop }) => shop)) => {
    const giveUpAt = Date.now() + drainTimeoutMs
    for (const shop of shops) await untilDrainedOf(app, shop, giveUpAt)
  }

  for (const control of controls) await control.open()
  for (const seed of seeds) await askForFirstPlan(database.url, seed)
  await untilDrained()
  return {
    app,
    shopify,
    untilDrained,
    async assertTruth(shops) {
      let compared = 0
      for (const control of controls) {
        if (shops !== undefined && !shops.includes(control.shop)) continue
        const [truth, rows] = [await control.truth(), await control.backorders()]
        const wrong = differences(truth, rows)
        if (wrong.length > 0) {
          const told = wrong.slice(0, differencesTold).join('\n')
          throw new Error(`${wrong.length} lines of ${control.shop} are not what the oracle says:\n${told}`)
        }
        compared += rows.length
      }
      return compared
    },
    async stop() {
      await app.stop()
      await shopify.stop()
    },
  }
}

async function untilDrainedOf(app: RunningServer, shop: string, giveUpAt: number): Promise<void> {
  for (;;) {
    const reply = await fetch(`${app.url}/health/ready?shop=${shop}`)
    const { due, parked } = (await reply.json()) as { due: number; parked: number }
    if (parked > 0) throw new Error(`${parked} deliveries of ${shop} were parked`)
    if (due === 0) return
    if (Date.now() > giveUpAt) throw new Error(`still ${due} things due for ${shop} after ${drainTimeoutMs / 1_000} s`)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
