import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { clock } from '../../clock.ts'
import { StartFaults } from '../../errors.ts'
import { type PlacedStatement, statementsOf } from './migration-statements.ts'

/** The lock that Prisma's own `migrate` takes, so that the two never run at once. */
const prismaLock = 72_707_369

const migrationsFolder = join(import.meta.dirname, '../../../../prisma/migrations')

/**
 * Migrations before this one define functions that call a job queue of then. It is not installed any more, and this one
 * replaces them all: what they call is not looked for.
 */
const firstWithoutQueue = '20261201100000-a-lane-is-a-row'

/** For minutes together: no statement of the app's takes longer. */
const [lockWaitMs, lockPauseMs, lockAttempts] = [2_000, 3_000, 50]

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }
type Recorded = { migration_name: string; checksum: string; finished_at: Date | null }

/**
 * Brings the database up to date. Any number of processes may do this at once. Records what it did as Prisma's `migrate deploy` would, so that Prisma's tools go on from there.
 */
export async function migrate(ownerUrl: string, migrations?: readonly Migration[]): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'backline migrate',
  })
  client.on('error', () => {
    // Without a listener a lost connection would end the process without a word. The next statement tells of it.
  })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock])
    await client.query(createLedger)
    const recorded = await loadRecorded(client)
    for (const migration of migrations ?? (await readMigrations())) {
      const known = recorded.get(migration.name)
      if (known) checkRecorded(migration, known)
      else await apply(client, migration)
    }
  } finally {
    await client.end()
  }
}

/** In order of their names, which begin with the time they were written. */
export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function loadRecorded(client: pg.Client): Promise<Map<string, Recorded>> {
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  return new Map(rows.map((row) => [row.migration_name, row]))
}

function checkRecorded({ name, checksum }: Migration, known: Recorded): void {
  if (known.finished_at === null) {
    throw new StartFaults('The database', [
      `Migration ${name} was begun and never finished. Mend the database, then use "prisma migrate resolve".`,
    ])
  }
  if (known.checksum !== checksum) {
    throw new StartFaults('The database', [
      `Migration ${name} was changed after it was applied. Undo that, and put the change in a new migration.`,
    ])
  }
}

/** Who waits for a lock on a table has everybody wait who comes after, so a migration gives way and comes again. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  for (let attempt = 1; attempt <= lockAttempts; attempt += 1) {
    try {
      await applyOnce(client, migration)
      return
    } catch (error) {
      if (!isLockedOut(error)) throw error
    }
    await client.query('ROLLBACK')
    await clock.sleep(lockPauseMs)
  }
  throw new StartFaults('The database', [
    `Migration ${migration.name} was undone, as something holds a table that it changes: see pg_stat_activity for a transaction that does not end, then start again.`,
  ])
}

function isLockedOut(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '55P03') || isLockedOut(error.cause)
}

async function applyOnce(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date(clock.now())
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockWaitMs}`)
    if (name < firstWithoutQueue) await client.query('SET LOCAL check_function_bodies = off')
    if (await isSpread(client)) await client.query("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'")
    for (const statement of await statementsOf(sql)) await run(client, statement)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [clock.newId(), checksum, new Date(clock.now()), name, startedAt],
    )
    await client.query('COMMIT')
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Migration ${name} failed and was undone. ${why}`, { cause })
  }
}

/** Whether tables may lie on several nodes. There a file cannot be sent as one, nor change tables of all nodes at once. */
async function isSpread(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT FROM pg_extension WHERE extname = 'citus'")
  return rows.length > 0
}

async function run(client: pg.Client, { text, line }: PlacedStatement): Promise<void> {
  try {
    await client.query(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The statement in line ${line} of its file: ${why}\n${text}`, { cause })
  }
}

const createLedger = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`
