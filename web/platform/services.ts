import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Database } from './db/client.ts'
import type { Failpoint } from './failpoints.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Metrics } from './metrics.ts'
import type { OfflineAccess } from './shopify/access/offline-access.ts'
import type { AdminClient } from './shopify/admin-client.ts'
import type { Shopify } from './shopify/api.ts'

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
