import pg from 'pg'
import { ShopifyBusy } from '../../errors.ts'
import type { Database } from '../client.ts'

const waitForLockMs = 30_000
const connectMs = 5_000
const lockNotAvailable = '55P03'

/**
 * Does `work` while no other process does the same for this shop. For token refreshes: a refresh token works once.
 *
 * The lock belongs to a connection of its own, not to a transaction, because a call to Shopify happens under it; and not
 * to one of the pool, because `work` needs the pool and a pool full of lock holders would wait for itself. Closing the
 * connection, or losing it with the process, gives the lock back. It is made directly, as the owner: a pooler that
 * changes connections between statements would lose the lock.
 */
export async function withSessionLock<T>(
  db: Pick<Database, 'ownerUrl'>,
  shopId: string,
  work: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: db.ownerUrl,
    application_name: 'backline session lock',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  })
  client.on('error', () => {
    // Without a listener a lost connection would end the process. The next statement on it, if any, tells of it anyway.
  })
  try {
    await client.connect()
    await lock(client, shopId)
    return await work()
  } finally {
    await client.end()
  }
}

async function lock(client: pg.Client, shopId: string): Promise<void> {
  try {
    await client.query(`set lock_timeout = ${waitForLockMs}`)
    await client.query(`select pg_advisory_lock(hashtextextended('session:' || $1, 0))`, [shopId])
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== lockNotAvailable) throw cause
    throw new ShopifyBusy('another process is still renewing the token', { retryAfterMs: waitForLockMs, cause })
  }
}
