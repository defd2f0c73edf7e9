import pg from 'pg'
import { clock } from '../clock.ts'
import type { Database } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { isOutdated, prepared } from './prepared-statements.ts'
import { throwIfGivenUp } from './while-wanted.ts'
import { settingsOf, type WorkLimits } from './work-limits.ts'

/** SQL inside one transaction that sees one shop's rows, and knows which: nothing beside it says so again. */
export type ShopSql = {
  readonly shop: string
  /** Statements name the shop all the same, as `$1`, which is bound here; the values are `$2` and so on. */
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** For a statement that does not name the shop: its values are `$1` and so on. */
  queryWithoutShop<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** Does something in a transaction of its own, always of the same shop. */
export type InShop = <Value>(work: (tx: ShopSql) => Promise<Value>) => Promise<Value>

/** So often two may stand in each other's way before it is a fault of ours. */
const mostTries = 5
const otherFirstMs = 20

/**
 * For bulk work. Committed when `work` is done; nothing happened if it throws. Where PostgreSQL ended it for the sake of
 * another transaction, each having held what the other waited for, `work` is done again: it changes nothing but rows.
 */
export function withShopSql<T>(
  db: Pick<Database, 'pool'>,
  shop: string,
  work: (tx: ShopSql) => Promise<T>,
): Promise<T> {
  return againAfterOthers(db, async (client, discard) => {
    const entered = enterShop(client, db.pool.limits, shop)
    try {
      const result = await work(
        askingFor(shop, async <Row>(sql: string, values: readonly unknown[]) => {
          throwIfGivenUp()
          return await ask<Row>(client, sql, values)
        }),
      )
      await entered
      throwIfGivenUp()
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(discard)
      // What refused the shop tells why, and not what was refused behind it.
      await entered
      throw error
    }
  })
}

/**
 * For what is looked at and worked out: each query is a transaction of its own, so that no connection is kept for as long as
 * something is computed, and a lock ends with the query that takes it. Nothing that two queries answer need be of one moment.
 */
export function queryByQuery(db: Pick<Database, 'pool'>, shop: string): ShopSql {
  let last: Promise<unknown> = Promise.resolve()
  return askingFor(shop, <Row>(sql: string, values: readonly unknown[]) => {
    // One after the other, so that nobody takes several connections.
    const answer = last.then(() => inOneTrip<Row>(db, shop, sql, values))
    last = answer.catch(() => undefined)
    return answer
  })
}

type Ask = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>

function askingFor(shop: string, ask: Ask): ShopSql {
  return {
    shop,
    query: (sql, values = []) => ask(sql, [shop, ...values]),
    queryWithoutShop: (sql, values = []) => ask(sql, values),
  }
}

/** All of it is sent at once: where one is refused, the transaction ends with nothing done. */
function inOneTrip<Row>(db: Pick<Database, 'pool'>, shop: string, sql: string, values: readonly unknown[]) {
  return againAfterOthers(db, async (client) => {
    const [, rows] = await everyOne([
      enterShop(client, db.pool.limits, shop),
      ask<Row>(client, sql, values),
      client.query('COMMIT'),
    ])
    return rows
  })
}

/** What is sent right behind it is refused where this is. */
function enterShop(client: pg.PoolClient, limits: WorkLimits, shop: string): Promise<unknown> {
  const entered = client.query(`BEGIN; SELECT enter_shop(${pg.escapeLiteral(shop)}), ${setForTransaction(limits)}`)
  entered.catch(() => undefined)
  return entered
}

async function ask<Row>(client: pg.PoolClient, sql: string, values: readonly unknown[]): Promise<Row[]> {
  // The caller says what a row is, as SQL is not typed.
  const { rows } = await client.query(prepared(client, sql, values))
  return rows as Row[]
}

/** Answers when all are over, or throws what the first of them throws then: nothing is under way on the connection any more. */
async function everyOne<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises)
  return await Promise.all(promises)
}

/** `discard`: the connection is used no more. */
type OnConnection<T> = (client: pg.PoolClient, discard: (why: Error) => void) => Promise<T>

async function againAfterOthers<T>(db: Pick<Database, 'pool'>, work: OnConnection<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onConnection(db, work)
    } catch (error) {
      if (!(isDeadlock(error) || isOutdated(error)) || tries === mostTries) throw error
      // The other goes first: it is only being woken.
      await clock.sleep(tries * otherFirstMs)
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}

async function onConnection<T>(db: Pick<Database, 'pool'>, work: OnConnection<T>): Promise<T> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  const discard = (why: Error) => {
    broken = why
  }
  client.on('error', discard)
  try {
    // It may have taken a while to be given the connection.
    throwIfGivenUp()
    return await work(client, discard)
  } catch (error) {
    if (isOutdated(error)) discard(error)
    throw error
  } finally {
    client.off('error', discard)
    client.release(broken)
  }
}

/** For single records and plain reads, through Prisma. Committed when `work` is done; nothing happened if it throws. */
export function withShop<T>(
  db: Pick<Database, 'prisma' | 'pool'>,
  shop: string,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return db.prisma.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(`SELECT enter_shop($1), ${setForTransaction(db.pool.limits)}`, shop)
      return work(tx)
    },
    { maxWait: 5_000, timeout: 20_000 },
  )
}

/**
 * What a transaction is held to, and that whoever writes backorders counts them, which a trigger did (migration "counts-and-marks-are-written"). Of the
 * transaction alone: behind a pooler the next one on the connection is somebody else's.
 */
function setForTransaction(limits: WorkLimits): string {
  return Object.entries({ ...settingsOf(limits), 'app.keeps_counts': 'yes' })
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join()
}
