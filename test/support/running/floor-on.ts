import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../../../simulator/start.ts'
import { start } from '../../../web/app/start.ts'
import { type Config, readConfig } from '../../../web/platform/config.ts'
import type { Patience } from '../../../web/platform/shopify/patience.ts'
import { controlOf } from './simulated-shop.ts'

/** A migrated, empty database. */
export type FloorDatabase = { readonly url: string; drop(): Promise<void> }

/** The simulator and the app together, as the demo has them, on this database and free ports. */
export async function aFloorOn(
  database: FloorDatabase,
  { pointsTimes = 1, appDatabaseUrl = '' }: { readonly pointsTimes?: number; readonly appDatabaseUrl?: string } = {},
) {
  const secrets = { clientId: 'test-key', clientSecret: randomBytes(16).toString('hex') }
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), 'backline-'))
  const appUrl = `http://127.0.0.1:${port}`
  const simulator = await startSimulator({ port: 0, appUrl, ...secrets, dataDir: null, quiet: true, pointsTimes })
  const env = {
    NODE_ENV: 'test',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    APP_DATABASE_URL: appDatabaseUrl,
    APP_URL: appUrl,
    SHOPIFY_API_KEY: secrets.clientId,
    SHOPIFY_API_SECRET: secrets.clientSecret,
    TOKEN_KEYS: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    SHOPIFY_ORIGIN: `${simulator.url}/shopify`,
    ADMIN_ORIGIN: simulator.url,
    APP_BRIDGE_URL: `${simulator.url}/app-bridge.js`,
  }
  const config: Config = readConfig(env)
  return {
    simulator,
    database,
    env,
    config,
    appUrl,
    startApp: (patience?: Patience) => start(config, patience),
    /** A shop in which the app is installed. */
    async openShop(shop: string, plan: 'standard' | 'advanced' | 'plus' = 'plus', kind: 'empty' | 'retail' = 'empty') {
      await simulator.createShop({ shop, kind, plan })
      return controlOf(simulator.url, shop)
    },
    async close(): Promise<void> {
      await simulator.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
