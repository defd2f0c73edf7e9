import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Database } from './db/client.ts'
import type { Failpoint } from './failpoints.ts'
import type { Line } from './line.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Metrics } from './metrics.ts'
import type { OfflineAccess } from './shopify/access/offline-access.ts'
import type { AdminClient } from './shopify/admin-client.ts'
import type { Shopify } from './shopify/api.ts'
import type { CostBuckets } from './shopify/cost-bucket.ts'

/** What requests and jobs work with. Built once, at start, and passed on. */
export type Services = {
  readonly config: Config
  readonly db: Database
  readonly log: Logger
  readonly shopify: Shopify
  readonly access: OfflineAccess
  /** What every shop has left of its points, whoever of this process asks. */
  readonly buckets: CostBuckets
  readonly admin: AdminClient
  readonly metrics: Metrics
  readonly mailer: Mailer
  /** What imports write: of all shops one transaction at a time, so that most of the machine is left to what is sold meanwhile. */
  readonly imports: Line
  /** Names a step of the work that was reached. */
  readonly failpoint: (reached: Failpoint) => void
}
