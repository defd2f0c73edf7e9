import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { drainShop } from '../../../web/lane/drain-shop.ts'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { createFailpoint } from '../../../web/platform/failpoints.ts'
import { createLine } from '../../../web/platform/line.ts'
import { createMetrics } from '../../../web/platform/metrics.ts'
import type { Services } from '../../../web/platform/services.ts'
import type { AdminClient } from '../../../web/platform/shopify/admin-client.ts'
import { createPageSizes } from '../../../web/platform/shopify/page-sizes.ts'
import { createSuspects } from '../../../web/platform/shopify/suspects.ts'
import { freshDatabase } from '../database/database.ts'
import { type AdminCall, Truth } from './truth.ts'

export type BackorderSeen = {
  line: string
  location: string
  units: number
  shipped: number
  covered: number
  backordered: number
  state: string
}

/** A database for the lanes of one test file. */
export async function aFloor(): Promise<{ db: Database; close(): Promise<void> }> {
  const { url, drop } = await freshDatabase()
  const db = createDatabase(url)
  return {
    db,
    close: async () => {
      await db.close()
      await drop()
    },
  }
}

/** The lane of a new shop on a real database, fed with deliveries by hand and reading from a truth kept in memory. */
export function aLane(db: Database, shop = `lane-${randomUUID()}.myshopify.com`) {
  const truth = new Truth()
  const calls: AdminCall[] = []
  const admin: AdminClient = {
    pages: createPageSizes(),
    suspects: createSuspects(),
    run: async (_shop, operation, variables) => {
      const call = { operation, variables: variables as AdminCall['variables'] }
      calls.push(call)
      return truth.answer(call)
    },
  }
  // The lane uses no more of the services than these.
  const log = pino({ level: 'silent' })
  const parts = { metrics: createMetrics(), imports: createLine(), failpoint: createFailpoint(null) }
  const services = { db, admin, log, ...parts } as Services
  const query = <Row>(sql: string, values: readonly unknown[] = []) =>
    withShopSql(db, shop, (tx) => tx.query<Row>(sql, values))

  return {
    shop,
    truth,
    calls,
    services,
    query,
    /** A delivery comes in. Its triggered-at rises with every call unless it is given. */
    async hears(topic: string, payload: unknown, triggeredAt = nextInstant()): Promise<string> {
      const webhookId = randomUUID()
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
      await withShopSql(db, shop, (tx) =>
        tx.queryWithoutShop('select accept_deliveries($1, $2, $3, $4, $5, $6)', [
          [shop],
          [webhookId],
          [topic],
          [triggeredAt],
          [Buffer.from(body)],
          [true],
        ]),
      )
      // What the shop says of itself was read before.
      await query('update shop set details_read_at = now() where shop_id = $1 and details_read_at is null')
      return webhookId
    },
    drains: () => drainShop(services, shop),
    /** As if this many seconds had passed: everything that waits has waited so much longer. */
    async waits(seconds: number): Promise<void> {
      const earlier = `- make_interval(secs => $2)`
      await query(
        `update due_item set due_at = due_at ${earlier}, waiting_since = waiting_since ${earlier} where shop_id = $1`,
        [seconds],
      )
      await query(
        `update stock_point set unclaimed_fewer_since = unclaimed_fewer_since ${earlier}
          where shop_id = $1 and unclaimed_fewer_since is not null`,
        [seconds],
      )
      await query(`update shop_order set read_from = read_from ${earlier} where shop_id = $1`, [seconds])
    },
    backorders: () =>
      query<BackorderSeen>(
        `select line_id as line, location_id as location, units, shipped, covered, backordered, state
           from backorder where shop_id = $1 order by backorder_id`,
      ),
    deliveries: () =>
      query<{ topic: string; state: string; reason: string | null }>(
        'select topic, state, reason from delivery where shop_id = $1 order by sequence',
      ),
    due: () =>
      query<{ item_id: string; attempts: number }>('select item_id, attempts from due_item where shop_id = $1'),
  }
}

export type Lane = ReturnType<typeof aLane>

let instant = Date.parse('2026-03-02T09:00:00Z')
function nextInstant(): string {
  instant += 10
  return new Date(instant).toISOString()
}
