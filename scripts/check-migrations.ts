// Are prisma/migrations and prisma/schema.prisma the same database, and may the version before serve while they run? Asked of a
// PostgreSQL that is thrown away.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../web/server/db/embedded-postgres.ts'
import { readMigrations } from '../web/server/db/migrate.ts'
import { migrationFaults } from './migrations/migration-faults.ts'
import { oldVersionFaults } from './migrations/old-version-faults.ts'

/** Migrations up to this one were written before their rules were kept by a machine, and are not changed. */
const lastFree = '20261212020000-finished-orders-leave'

const folder = mkdtempSync(join(tmpdir(), 'backline-check-'))
chmodSync(folder, 0o755)
const server = await startEmbeddedPostgres(join(folder, 'postgres'), { fsync: 'off', shared_buffers: '32MB' })
try {
  const [migratedUrl, emptyUrl] = [await createDatabase('migrated'), await createDatabase('described')]
  const migrations = await readMigrations()
  const changelog = readFileSync('CHANGELOG.md', 'utf8')
  const faults = [
    ...(await oldVersionFaults({ url: migratedUrl, migrations, lastFree, changelog })),
    ...(await migrationFaults(readFileSync('prisma/schema.prisma', 'utf8'), { migratedUrl, emptyUrl })),
  ]
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function createDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = name
  return url.href
}
