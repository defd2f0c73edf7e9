import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { SentOrder } from '../traffic/shopify.ts'

const lookEveryMs = 20

export type Sight = { readonly shop: string; readonly orderId: string; readonly atMs: number }
export type Watch = {
  /** The process of PostgreSQL that looks. */
  readonly pid: number
  /** Looks once more; answers when each new row was first seen. */
  stop(): Promise<Sight[]>
}

/** Looks for new backorders of the shops, committed, until it is stopped. */
export async function watchBackorders(url: string, shops: readonly string[]): Promise<Watch> {
  const stopping = new AbortController()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const watching = look()

  async function look(): Promise<Sight[]> {
    const seen: Sight[] = []
    let last = '0'
    let isLast = false
    const query =
      'SELECT backorder_id, shop_id, order_id FROM backorder WHERE shop_id = ANY($1) AND backorder_id > $2 ORDER BY backorder_id'
    while (!isLast) {
      isLast = stopping.signal.aborted
      const found = await client.query<{ backorder_id: string; shop_id: string; order_id: string }>(query, [
        shops,
        last,
      ])
      last = found.rows.at(-1)?.backorder_id ?? last
      seen.push(...found.rows.map((row) => ({ shop: row.shop_id, orderId: row.order_id, atMs: Date.now() })))
      await pause(lookEveryMs)
    }
    await client.end()
    return seen
  }

  return {
    pid: rows[0]?.pid ?? 0,
    stop() {
      stopping.abort()
      return watching
    },
  }
}

/** In milliseconds, of every row whose order was sent: rows of orders that were there before are nobody's lag. */
export function lagsOf(seen: readonly Sight[], sent: readonly SentOrder[]): number[] {
  const sentAt = new Map(sent.map(({ shop, orderId, atMs }) => [`${shop} ${orderId}`, atMs]))
  return seen.flatMap(({ shop, orderId, atMs }) => {
    const at = sentAt.get(`${shop} ${orderId}`)
    return at === undefined ? [] : [atMs - at]
  })
}
