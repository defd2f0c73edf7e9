import { join } from 'node:path'
import type { DemoSettings } from './settings.ts'
import type { DemoPart } from './supervise.ts'

/** What the demo is made of. The app brings its own PostgreSQL, unless DATABASE_URL names one. */
export function demoParts({ config, env, simulatorDir }: DemoSettings): { simulator: DemoPart; app: DemoPart } {
  const [secret = ''] = config.shopify.apiSecrets
  const simulatorOptions = {
    port: String(config.simulatorPort),
    'app-url': config.appUrl,
    'client-id': config.shopify.apiKey,
    'client-secret': secret,
    'data-dir': simulatorDir,
  }
  const log = (name: string) => join(config.dataDir, 'logs', `${name}.log`)
  return {
    simulator: {
      name: 'The simulator',
      file: 'simulator/main.ts',
      args: Object.entries(simulatorOptions).flatMap(([option, value]) => [`--${option}`, value]),
      env,
      logFile: log('simulator'),
    },
    app: { name: 'The app', file: 'web/app/main.ts', args: [], env, logFile: log('app') },
  }
}
