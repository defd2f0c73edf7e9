import type pg from 'pg'

/** How many bytes PostgreSQL wrote so far of what changed, of all databases. */
export async function bytesWritten(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(`SELECT pg_current_wal_insert_lsn() - '0/0' AS bytes`)
  return Number(rows[0]?.bytes)
}
