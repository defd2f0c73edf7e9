import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { createDatabase, type Database } from './db/client.ts'
import { recordAttention } from './db/shops/shops.ts'
import { laneLimits } from './db/work-limits.ts'
import { createFailpoint, type Failpoint } from './failpoints.ts'
import { requestConnections } from './http/gate.ts'
import { createLog } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createMailer, type Mailer } from './notices/mailer.ts'
import { type AdminClient, createAdminClient } from './shopify/admin-client.ts'
import { createShopify, type Shopify } from './shopify/api.ts'
import { createOfflineAccess, type OfflineAccess } from './shopify/offline-access.ts'
import { type Patience, usualPatience } from './shopify/patience.ts'
import { createSessionStorage } from './shopify/session-storage.ts'
import { createTokenCipher } from './shopify/token-cipher.ts'

/** What requests and jobs work with. Built once, at start, and passed on. */
export type Services = {
  readonly config: Config
  readonly db: Database
  readonly log: Logger
  readonly shopify: Shopify
  readonly access: OfflineAccess
  readonly admin: AdminClient
  readonly metrics: Metrics
  readonly mailer: Mailer
  /** Names a step of the work that was reached. */
  readonly failpoint: (reached: Failpoint) => void
}

/** What has no connection to a database. */
type Unconnected = Pick<Services, 'config' | 'log' | 'shopify' | 'metrics' | 'mailer' | 'failpoint'>

/** Connects to nothing yet. */
export function createServices(config: Config, databaseUrl: string, patience = usualPatience): Services {
  const log = createLog(config)
  const parts = {
    config,
    log,
    shopify: createShopify(config, log, patience),
    metrics: createMetrics(),
    mailer: createMailer(config),
    failpoint: createFailpoint(config.failpoint),
  }
  const db = createDatabase(databaseUrl, { appUrl: config.appDatabaseUrl, connections: requestConnections })
  parts.metrics.watchPool('requests', db.pool)
  return connect(parts, db, patience)
}

/** The same with connections of their own, so that lanes leave those of requests alone, and more time for each transaction. */
export function forLanes(services: Services, patience = usualPatience): Services {
  const { ownerUrl } = services.db
  const db = createDatabase(ownerUrl, { appUrl: services.config.appDatabaseUrl, limits: laneLimits, prepares: true })
  services.metrics.watchPool('lanes', db.pool)
  return connect(services, db, patience)
}

function connect(parts: Unconnected, db: Database, patience: Patience): Services {
  const { config, log, shopify, metrics } = parts
  const sessions = createSessionStorage(db, createTokenCipher(config.tokenKeys), log)
  const access = createOfflineAccess({ db, shopify, sessions, log })
  const onAccessLost = (shop: string, reason: string) => recordAttention(db, shop, reason)
  const admin = createAdminClient({
    shopify,
    access,
    log,
    onAccessLost,
    patience,
    onReply: (operation, outcome, points) => {
      metrics.adminCalls.inc({ operation, outcome })
      metrics.adminPoints.inc({ operation }, points)
    },
  })
  return { ...parts, db, access, admin }
}
