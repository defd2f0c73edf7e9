import pg from 'pg'
import { clock } from '../clock.ts'
import type { Database } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { throwIfGivenUp } from './while-wanted.ts'
import { settingsOf, type WorkLimits } from './work-limits.ts'

/** SQL inside one transaction that sees one shop's rows. Queries name the shop all the same. */
export type ShopSql = { query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]> }

/** So often two may stand in each other's way before it is a fault of ours. */
const mostTries = 5
const otherFirstMs = 20

/**
 * For bulk work. Committed when `work` is done; nothing happened if it throws. Where PostgreSQL ended it for the sake of
 * another transaction, each having held what the other waited for, `work` is done again: it changes nothing but rows.
 */
export async function withShopSql<T>(
  db: Pick<Database, 'pool'>,
  shop: string,
  work: (tx: ShopSql) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(db, shop, work)
    } catch (error) {
      if (!isDeadlock(error) || tries === mostTries) throw error
      // The other goes first: it is only being woken.
      await clock.sleep(tries * otherFirstMs)
    }
  }
}

/**
 * For what is looked at and worked out: each query is a transaction of its own, so that no connection is kept for as long as
 * something is computed, and a lock ends with the query that takes it. Nothing that two queries answer need be of one moment.
 */
export function queryByQuery(db: Pick<Database, 'pool'>, shop: string): ShopSql {
  return { query: (sql, values) => withShopSql(db, shop, (tx) => tx.query(sql, values)) }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}

async function inTransaction<T>(
  db: Pick<Database, 'pool'>,
  shop: string,
  work: (tx: ShopSql) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  const onBreak = (error: Error) => {
    broken = error
  }
  client.on('error', onBreak)
  try {
    // It may have taken a while to be given the connection.
    throwIfGivenUp()
    // One round trip for both; a statement with parameters could not be sent together with BEGIN.
    await client.query(`BEGIN; SELECT enter_shop(${pg.escapeLiteral(shop)}), ${setForTransaction(db.pool.limits)}`)
    const result = await work({
      query: async <Row>(sql: string, values: readonly unknown[] = []) => {
        throwIfGivenUp()
        // The caller says what a row is, as SQL is not typed.
        const { rows } = await client.query(sql, [...values])
        return rows as Row[]
      },
    })
    throwIfGivenUp()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(onBreak)
    throw error
  } finally {
    client.off('error', onBreak)
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
