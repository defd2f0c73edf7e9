import { pino } from 'pino'
import { clock } from '../../../web/platform/clock.ts'
import { type Config, readConfig } from '../../../web/platform/config.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { createGates } from '../../../web/platform/http/gate.ts'
import { createOfflineAccess } from '../../../web/platform/shopify/access/offline-access.ts'
import { createSessionStorage } from '../../../web/platform/shopify/access/session-storage.ts'
import { createTokenCipher } from '../../../web/platform/shopify/access/token-cipher.ts'
import { createShopify } from '../../../web/platform/shopify/api.ts'
import { createCostBuckets } from '../../../web/platform/shopify/cost-bucket.ts'

export const apiKey = 'backline-test-key'
export const secret = 'the-current-client-secret-of-the-app'
export const previousSecret = 'the-client-secret-before-the-rotation'
export const tokenKey = Buffer.alloc(32, 7).toString('base64')

export const quiet = pino({ level: 'silent' })

export function aConfig(standIn: Partial<Config['standIn']> = {}): Config {
  const environment = {
    SHOPIFY_API_KEY: apiKey,
    SHOPIFY_API_SECRET: `${secret},${previousSecret}`,
    TOKEN_KEYS: tokenKey,
  }
  const config = readConfig(environment)
  return { ...config, standIn: { ...config.standIn, ...standIn } }
}

/** What one process of the app has: several on one database stand for several processes. */
export function someParts(db: Database, config: Config) {
  const shopify = createShopify(config, quiet)
  const sessions = createSessionStorage(db, createTokenCipher(config.tokenKeys), quiet)
  const buckets = createCostBuckets(clock.elapsed)
  const access = createOfflineAccess({ db, shopify, sessions, buckets, log: quiet })
  return { db, config, shopify, sessions, access, buckets, gates: createGates(), log: quiet }
}
