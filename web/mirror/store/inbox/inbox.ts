import pg from 'pg'
import { clock } from '../../../platform/clock.ts'
import { byteaArray } from '../../../platform/db/arrays/bytea-array.ts'
import { createAppPool } from '../../../platform/db/client.ts'
import { isDatabaseAway, whyDatabaseAway } from '../../../platform/db/database-away.ts'
import { DatabaseAway } from '../../../platform/errors.ts'

/** A webhook request that is to be stored. */
export type Delivery = {
  readonly shop: string
  readonly webhookId: string
  readonly topic: string
  readonly triggeredAt: string | null
  readonly body: Buffer
  /** False: kept as ignored, without its body. */
  readonly isWanted: boolean
}

export type Inbox = {
  /**
   * Resolves once the delivery and the nudge to work on it are committed; `unknown-shop` where nobody ever opened the app in that
   * shop, of which nothing is stored. Throws `DatabaseAway` within `patienceMs`.
   */
  accept(delivery: Delivery): Promise<Accepted>
  /** Stores what was accepted, then closes. */
  close(): Promise<void>
}

type Accepted = 'stored' | 'unknown-shop'

type Waiting = { readonly delivery: Delivery; readonly done: PromiseWithResolvers<Accepted>; isOver: boolean }

/** One commit for all that came within a few milliseconds: the disk is what limits webhooks. */
const gatherMs = 4
const deliveriesABatch = 500
const bytesABatch = 8 * 1024 * 1024
/** A second batch is on its way while the first one waits for the disk. More would only wait for each other. */
const batchesAtOnce = 2
const waitingLimit = 10_000
const waitingBytesLimit = 128 * 1024 * 1024
/** Shopify gives up after five seconds and sends again; a quick "not now" keeps its connections and ours free. */
const defaultPatienceMs = 1_000
/** How long deliveries are turned away unseen once the database was found away. */
const awayMs = 300

/** Without a name of its own: a prepared statement belongs to a connection, and a pooler changes those. */
const accept =
  'SELECT stored, unknown FROM store_deliveries($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bytea[], $6::boolean[])'

type InboxOptions = {
  readonly patienceMs?: number
  /** Told how many of a batch had been stored before. */
  readonly onRepeated?: (count: number) => void
  /** Given its connections, to count them. */
  readonly watchPool?: (pool: pg.Pool) => void
}

export function createInbox(
  appUrl: string,
  { patienceMs = defaultPatienceMs, onRepeated = () => undefined, watchPool }: InboxOptions = {},
): Inbox {
  const pool = createAppPool(appUrl, { connections: batchesAtOnce, waitMs: patienceMs, answerMs: patienceMs })
  watchPool?.(pool)
  const waiting: Waiting[] = []
  let waitingBytes = 0
  let running = 0
  let gathering: NodeJS.Timeout | null = null
  let awayUntil = 0
  let idle: PromiseWithResolvers<void> | null = null

  function sendBatches(): void {
    while (running < batchesAtOnce && waiting.length > 0) void send(takeBatch())
    if (running === 0 && waiting.length === 0) idle?.resolve()
  }

  function takeBatch(): Waiting[] {
    let bytes = 0
    const tooMuch = waiting.findIndex(({ delivery }, index) => {
      bytes += delivery.body.length
      return index === deliveriesABatch || (index > 0 && bytes > bytesABatch)
    })
    const batch = waiting.splice(0, tooMuch === -1 ? waiting.length : tooMuch)
    for (const { delivery } of batch) waitingBytes -= delivery.body.length
    return batch.filter(({ isOver }) => !isOver)
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    running += 1
    const parts = await storeApart(pool, batch, onRepeated)
    if (parts.length > 0 && parts.every(({ outcome }) => isAway(outcome))) awayUntil = clock.elapsed() + awayMs
    for (const part of parts) settle(part)
    running -= 1
    sendBatches()
  }

  function gather(): void {
    if (waiting.length >= deliveriesABatch) sendBatches()
    gathering ??= clock.after(gatherMs, () => {
      gathering = null
      sendBatches()
    })
  }

  return {
    accept(delivery) {
      const isFull = waiting.length >= waitingLimit || waitingBytes >= waitingBytesLimit
      if (isFull || clock.elapsed() < awayUntil) return Promise.reject(new DatabaseAway())
      const one: Waiting = { delivery, done: Promise.withResolvers(), isOver: false }
      const giveUp = () => {
        one.isOver = true
        one.done.reject(new DatabaseAway())
      }
      // After a long computation timers are late; the database's answer, which may be there, is heard first.
      const timer = clock.after(patienceMs, () => setImmediate(giveUp))
      waiting.push(one)
      waitingBytes += delivery.body.length
      gather()
      return one.done.promise.finally(() => clearTimeout(timer))
    },
    async close() {
      idle = Promise.withResolvers()
      if (gathering === null) sendBatches()
      await idle.promise
      await pool.end()
    },
  }
}

type Outcome = { readonly unknown: ReadonlySet<string> } | { readonly failure: unknown; readonly isSaid: boolean }

type Part = { readonly waiting: readonly Waiting[]; readonly outcome: Outcome }

/** What somebody else holds is of one shop. */
const isAway = (outcome: Outcome) =>
  'failure' in outcome && outcome.failure instanceof DatabaseAway && whyDatabaseAway(outcome.failure) !== 'locked'

function settle({ waiting, outcome }: Part): void {
  for (const { done, delivery } of waiting) {
    if ('failure' in outcome) done.reject(outcome.failure)
    else done.resolve(outcome.unknown.has(delivery.shop) ? 'unknown-shop' : 'stored')
  }
}

/**
 * All at once; and where PostgreSQL says no to that, shop by shop: what is wrong may be of one of them, as it is where rows lie on
 * several nodes of which one is away.
 */
async function storeApart(
  pool: pg.Pool,
  batch: readonly Waiting[],
  onRepeated: (count: number) => void,
): Promise<Part[]> {
  const outcome = await store(pool, batch, onRepeated)
  const shops = Map.groupBy(batch, ({ delivery }) => delivery.shop)
  const isOfOne = 'failure' in outcome && outcome.isSaid && shops.size > 1
  if (!isOfOne) return [{ waiting: batch, outcome }]
  return await Promise.all(
    [...shops.values()].map(async (ofShop) => ({ waiting: ofShop, outcome: await store(pool, ofShop, onRepeated) })),
  )
}

async function store(pool: pg.Pool, batch: readonly Waiting[], onRepeated: (count: number) => void): Promise<Outcome> {
  const deliveries = batch.map(({ delivery }) => delivery)
  const values = [
    deliveries.map((delivery) => delivery.shop),
    deliveries.map((delivery) => delivery.webhookId),
    deliveries.map((delivery) => delivery.topic),
    deliveries.map((delivery) => delivery.triggeredAt),
    byteaArray(deliveries.map((delivery) => delivery.body)),
    deliveries.map((delivery) => delivery.isWanted),
  ]
  try {
    if (deliveries.length === 0) return { unknown: new Set() }
    const { rows } = await pool.query<{ stored: number; unknown: string[] }>(accept, values)
    const unknown = new Set(rows[0]?.unknown)
    const ofKnown = deliveries.filter(({ shop }) => !unknown.has(shop)).length
    onRepeated(ofKnown - (rows[0]?.stored ?? ofKnown))
    return { unknown }
  } catch (cause) {
    const isSaid = cause instanceof pg.DatabaseError
    return { failure: isDatabaseAway(cause) ? new DatabaseAway({ cause }) : cause, isSaid }
  }
}
