import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Config, readConfig } from '../../web/platform/config.ts'
import { freePort } from './free-port.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type DemoSettings = {
  config: Config
  simulatorUrl: string
  simulatorDir: string
  /** What the app is started with: the caller's own settings, and the simulator in Shopify's place. */
  env: Environment
}

/** Reads the demo's settings. Throws ConfigFaults, naming every fault, before anything is started or written. */
export async function readSettings(env: Environment): Promise<DemoSettings> {
  const wished = readConfig({ ...env, SHOPIFY_ORIGIN: '', ADMIN_ORIGIN: '', APP_BRIDGE_URL: '' })
  const port = wished.port || (await freePort())
  const simulatorPort = wished.simulatorPort || (await freePort())
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
  const appEnv = {
    ...env,
    ROLE: 'all',
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    SHOPIFY_ORIGIN: `${simulatorUrl}/shopify`,
    ADMIN_ORIGIN: simulatorUrl,
    APP_BRIDGE_URL: `${simulatorUrl}/app-bridge.js`,
  }
  const config = readConfig(appEnv)
  return { config, simulatorUrl, simulatorDir: simulatorDir(config), env: appEnv }
}

// The simulated shop and the app's database belong together: each database has a simulated shop of its own.
function simulatorDir({ dataDir, databaseUrl }: Config): string {
  if (databaseUrl === null) return join(dataDir, 'simulator')
  const { host, pathname } = new URL(databaseUrl)
  const name = createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 8)
  return join(dataDir, `simulator-${name}`)
}
