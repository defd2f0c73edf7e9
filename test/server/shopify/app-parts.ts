import { pino } from 'pino'
import type { Config } from '../../../web/server/config.ts'
import type { Database } from '../../../web/server/db/client.ts'
import { createShopify } from '../../../web/server/shopify/api.ts'
import { createOfflineAccess } from '../../../web/server/shopify/offline-access.ts'
import { createSessionStorage } from '../../../web/server/shopify/session-storage.ts'
import { createTokenCipher } from '../../../web/server/shopify/token-cipher.ts'

export const apiKey = 'backline-test-key'
export const secret = 'the-current-client-secret-of-the-app'
export const previousSecret = 'the-client-secret-before-the-rotation'
export const tokenKey = Buffer.alloc(32, 7).toString('base64')

export const quiet = pino({ level: 'silent' })

export function aConfig(standIn: Partial<Config['standIn']> = {}): Config {
  return {
    production: false,
    host: '127.0.0.1',
    port: 0,
    simulatorPort: 0,
    databaseUrl: null,
    dataDir: '.data',
    appUrl: 'http://127.0.0.1:3000',
    shopify: { apiKey, apiSecrets: [secret, previousSecret] },
    tokenKeys: [tokenKey],
    role: 'all',
    operatorToken: null,
    logLevel: 'info',
    standIn: { shopifyOrigin: null, adminOrigin: null, appBridgeUrl: null, ...standIn },
  }
}

/** What one process of the app has: several on one database stand for several processes. */
export function someParts(db: Database, config: Config) {
  const shopify = createShopify(config, quiet)
  const sessions = createSessionStorage(db, createTokenCipher(config.tokenKeys), quiet)
  const access = createOfflineAccess({ db, shopify, sessions, log: quiet })
  return { db, config, shopify, sessions, access, log: quiet }
}
