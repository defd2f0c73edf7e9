import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../web/platform/db/server/embedded-postgres.ts'

/** Does what is asked with a PostgreSQL that is thrown away; `createDatabase` answers the address of an empty database. */
export async function withScratchPostgres<Answer>(
  use: (createDatabase: (name: string) => Promise<string>) => Promise<Answer>,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'backline-check-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres(join(folder, 'postgres'), { fsync: 'off', shared_buffers: '32MB' })
  try {
    return await use((name) => createDatabase(server.url, name))
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function createDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = name
  return url.href
}
