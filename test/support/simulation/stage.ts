import { readManifest } from '../../../simulator/manifest.ts'
import { startSimulator } from '../../../simulator/start.ts'
import { start } from '../../../web/app/start.ts'
import { readConfig } from '../../../web/platform/config.ts'
import { freePort } from '../running/floor-on.ts'
import { controlOf, type SimulatedShop } from '../running/simulated-shop.ts'
import type { ControlledClock } from './controlled-clock.ts'
import { type ClockConnection, connectClock } from './controlled-database.ts'
import { createDriver, type Driver } from './driver.ts'

const manifestFile = new URL('../../../shopify.app.toml', import.meta.url)
const shopName = 'simulated.myshopify.com'
const secrets = { clientId: 'simulated-key', clientSecret: 'simulated secret of 32 characters' }

/** One shop, the platform and the app, in which nothing happens but what the driver lets happen. */
export type Stage = {
  readonly shop: SimulatedShop
  readonly driver: Driver
  readonly database: ClockConnection
  readonly readsOldOrders: boolean
  close(): Promise<void>
}

/** On a database under control in which nothing was done yet. */
export async function setStage(
  clock: ControlledClock,
  databaseUrl: string,
  seed: number,
  dataDir: string,
): Promise<Stage> {
  const database = await connectClock(databaseUrl)
  await clock.begin(database.tell)
  const port = await freePort()
  const appUrl = `http://127.0.0.1:${port}`
  // Half of all merchants let the app read orders of more than 60 days.
  const readsOldOrders = seed % 2 === 0
  const platform = await startSimulator({
    ...{ port: 0, appUrl, ...secrets, dataDir: null, quiet: true, pointsTimes: 100 },
    ...{ connections: 1, sendsAfterMs: 1, bulkTakesMs: 300 },
    ...(readsOldOrders && { scopes: readManifest(manifestFile).optionalScopes }),
  })
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    APP_URL: appUrl,
    SHOPIFY_API_KEY: secrets.clientId,
    SHOPIFY_API_SECRET: secrets.clientSecret,
    TOKEN_KEYS: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'silent',
    SHOPIFY_ORIGIN: `${platform.url}/shopify`,
    ADMIN_ORIGIN: platform.url,
    APP_BRIDGE_URL: `${platform.url}/app-bridge.js`,
  })
  const app = await start({ ...config, role: 'web' })
  const driver = await createDriver({ clock, platform, config, databaseUrl, seed, shop: shopName })
  await platform.createShop({ shop: shopName, kind: 'empty', plan: 'plus' })
  const control = controlOf(platform.url, shopName)
  return {
    database,
    readsOldOrders,
    driver,
    shop: {
      ...control,
      async verb(name, body) {
        const answer = await control.verb<never>(name, body)
        await driver.step()
        return answer
      },
      settle: async () => {
        await driver.settle()
        return {}
      },
      pause: (ms) => driver.letPass(ms),
    },
    async close() {
      await driver.close()
      await app.stop()
      await platform.stop()
      await database.close()
    },
  }
}
