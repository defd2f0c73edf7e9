import { clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { createDatabase, type Database } from '../platform/db/client.ts'
import { laneLimits } from '../platform/db/work-limits.ts'
import { createFailpoint } from '../platform/failpoints.ts'
import { requestConnections } from '../platform/http/gate.ts'
import { createLine } from '../platform/line.ts'
import { createLog } from '../platform/log.ts'
import { createMailer } from '../platform/mail/mailer.ts'
import { createMetrics } from '../platform/metrics.ts'
import type { Services } from '../platform/services.ts'
import { createOfflineAccess } from '../platform/shopify/access/offline-access.ts'
import { createSessionStorage } from '../platform/shopify/access/session-storage.ts'
import { createTokenCipher } from '../platform/shopify/access/token-cipher.ts'
import { createAdminClient } from '../platform/shopify/admin-client.ts'
import { createShopify } from '../platform/shopify/api.ts'
import { createCostBuckets } from '../platform/shopify/cost-bucket.ts'
import { type Patience, usualPatience } from '../platform/shopify/patience.ts'
import { recordAttention } from '../shop/store/shops.ts'

/** What has no connection to a database. */
type Unconnected = Pick<
  Services,
  'config' | 'log' | 'shopify' | 'buckets' | 'metrics' | 'mailer' | 'imports' | 'failpoint'
>

/** Connects to nothing yet. */
export function createServices(config: Config, databaseUrl: string, patience = usualPatience): Services {
  const log = createLog(config)
  const parts = {
    config,
    log,
    shopify: createShopify(config, log, patience),
    buckets: createCostBuckets(clock.elapsed),
    metrics: createMetrics(),
    mailer: createMailer(config),
    imports: createLine(),
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
  const { config, log, shopify, buckets, metrics } = parts
  const sessions = createSessionStorage(db, createTokenCipher(config.tokenKeys), log)
  const access = createOfflineAccess({ db, shopify, sessions, buckets, log })
  const onAccessLost = (shop: string, reason: string) => recordAttention(db, shop, reason)
  const admin = createAdminClient({
    shopify,
    access,
    buckets,
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
