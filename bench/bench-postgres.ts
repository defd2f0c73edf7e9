import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../web/platform/db/server/embedded-postgres.ts'
import { migrate } from '../web/platform/db/server/migrate.ts'
import type { BenchDatabase } from './measurement.ts'

export type BenchPostgres = {
  readonly url: string
  freshDatabase(): Promise<BenchDatabase>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/**
 * The PostgreSQL that the app starts for itself, with the same durable settings unless others are given, in a folder that
 * does not outlive the run.
 */
export async function startBenchPostgres(settings: Readonly<Record<string, string>> = {}): Promise<BenchPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'backline-bench-'))
  // PostgreSQL may run as another account than ours.
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), settings)
  return {
    url: postgres.url,
    freshDatabase: () => createFreshDatabase(postgres.url),
    async stop() {
      await postgres.stop()
      await rm(folder, { recursive: true })
    },
  }
}

async function createFreshDatabase(server: string): Promise<BenchDatabase> {
  const name = `bench_${randomBytes(6).toString('hex')}`
  await runOnServer(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  await migrate(url.href)
  return { url: url.href, drop: () => runOnServer(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

export async function runOnServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
