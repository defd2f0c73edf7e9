import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { drainShop } from '../../web/lane/drain-shop.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { createFailpoint } from '../../web/platform/failpoints.ts'
import { createLine } from '../../web/platform/line.ts'
import { createMetrics } from '../../web/platform/metrics.ts'
import type { Services } from '../../web/platform/services.ts'
import type { OperationName } from '../../web/platform/shopify/operations.ts'
import { createPageSizes, type PageSizes } from '../../web/platform/shopify/page-sizes.ts'
import { createSuspects } from '../../web/platform/shopify/suspects.ts'
import type { BenchDatabase } from '../measurement.ts'
import type { Webhook } from '../traffic/signed-request.ts'
import { askForFirstPlan, fillTables, refreshStatistics } from './fill-tables.ts'
import { KnownShop } from './known-shop.ts'
import type { Seed } from './seed.ts'

const deliveriesABatch = 500

type AdminVariables = {
  ids?: string[]
  query?: string
  first?: number
  after?: string | null
  input?: { changes: { inventoryItemId: string; delta: number }[] }
}

/** Answers calls that the seeded shop does not; undefined for one that it does. */
export type Beside = (operation: OperationName, variables: AdminVariables) => unknown

/** Told of every call before it is answered. */
export type OnCall = (operation: OperationName, variables: AdminVariables, pages: PageSizes) => Promise<void>

export type Lane = {
  readonly db: Database
  readonly known: KnownShop
  /** Puts webhooks into the inbox, as they arrive. */
  hear(webhooks: readonly Webhook[]): Promise<void>
  /** Records and plans until nothing is due. Throws where something is left over all the same. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** The lane of a seeded shop in this process, without HTTP and queue. Every short item has had its first plan. */
export async function openLane(
  database: BenchDatabase,
  seed: Seed,
  onCall: OnCall = async () => undefined,
  beside: Beside = () => undefined,
): Promise<Lane> {
  await fillTables(database.url, seed)
  const known = new KnownShop(seed)
  const db = createDatabase(database.url, { prepares: true })
  const pages = createPageSizes()
  const admin: Services['admin'] = {
    pages,
    suspects: createSuspects(),
    run: async (_shop, operation, variables) => {
      const asked = variables as AdminVariables
      await onCall(operation, asked, pages)
      const answer = beside(operation, asked)
      if (answer !== undefined) return answer
      return asked.input ? known.adjust(asked.input.changes) : known.answer(operation, asked.ids ?? [], asked)
    },
  }
  // The lane uses no more of the services than these.
  const log = pino({ level: 'warn' })
  const parts = { metrics: createMetrics(), imports: createLine(), failpoint: createFailpoint(null) }
  const services = { db, admin, log, ...parts } as Services

  const drain = async () => {
    await drainShop(services, seed.shop)
    const [left] = await withShopSql(db, seed.shop, (tx) => tx.query<{ count: number }>(stillOpen))
    if (left?.count !== 0) throw new Error(`the lane left ${left?.count} things undone`)
  }
  await askForFirstPlan(database.url, seed)
  await drain()
  await refreshStatistics(database.url)
  return {
    db,
    known,
    drain,
    async hear(webhooks) {
      for (let from = 0; from < webhooks.length; from += deliveriesABatch) {
        await accept(db, seed.shop, webhooks.slice(from, from + deliveriesABatch))
      }
    },
    close: () => db.close(),
  }
}

const stillOpen = `
  SELECT ((SELECT count(*) FROM due_item WHERE shop_id = $1)
        + (SELECT count(*) FROM delivery WHERE shop_id = $1 AND state <> 'done'))::int AS count`

async function accept(db: Database, shop: string, webhooks: readonly Webhook[]): Promise<void> {
  await withShopSql(db, shop, (tx) =>
    tx.queryWithoutShop('SELECT accept_deliveries($1, $2, $3, $4, $5, $6)', [
      webhooks.map(() => shop),
      webhooks.map(() => randomUUID()),
      webhooks.map((webhook) => webhook.topic),
      webhooks.map((webhook) => webhook.triggeredAt),
      webhooks.map((webhook) => Buffer.from(webhook.body)),
      webhooks.map(() => true),
    ]),
  )
}
