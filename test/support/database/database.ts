import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { readCatalogue } from '../../../scripts/sql/catalogue.ts'
import { startEmbeddedPostgres } from '../../../web/platform/db/server/embedded-postgres.ts'
import { migrate } from '../../../web/platform/db/server/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** For files that tests share: it goes when the run ends. */
    runFolder: string
  }
}

const template = 'backline_template'

/** Nothing here outlives the run, so nothing waits for the disk. */
const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
}

/** Before all tests: one PostgreSQL for the run, with a migrated database that others are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'backline-test-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), forgetful)
  await asOwner(postgres.url, `CREATE DATABASE ${template}`)
  await migrate(urlOf(postgres.url, template))
  // What triggers do for processes of the version before, the app does itself.
  await asOwner(urlOf(postgres.url, template), 'SELECT drop_old_triggers()')
  // What the recorded statements' names mean.
  const recorded = process.env['RECORDED_STATEMENTS']
  if (recorded)
    await writeFile(
      join(recorded, 'catalogue.json'),
      JSON.stringify(await readCatalogue(urlOf(postgres.url, template))),
    )
  // As an administrator would, for tests of the app under a login of its own.
  await asOwner(postgres.url, `ALTER ROLE backline_app LOGIN PASSWORD 'known'`)
  project.provide('postgresUrl', postgres.url)
  project.provide('runFolder', folder)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true })
  }
}

export type FreshDatabase = { readonly url: string; readonly appUrl: string; drop(): Promise<void> }

/** A migrated, empty database of its own for a test file. `url` is the owner's, `appUrl` the app's own login. */
export function freshDatabase(): Promise<FreshDatabase> {
  return createDatabaseFrom(template)
}

/** A database in which nothing was ever done, for tests of the migrations themselves. */
export function bareDatabase(): Promise<FreshDatabase> {
  return createDatabaseFrom('template1')
}

async function createDatabaseFrom(source: string): Promise<FreshDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asOwner(server, `CREATE DATABASE ${name} TEMPLATE ${source}`)
  const url = urlOf(server, name)
  const appUrl = new URL(url)
  appUrl.username = 'backline_app'
  appUrl.password = 'known'
  return { url, appUrl: appUrl.href, drop: () => asOwner(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

/** One statement on a connection of its own, past row-level security. */
export async function asOwner(url: string, sql: string, values: unknown[] = []): Promise<void> {
  await queryAsOwner(url, sql, values)
}

/** Merchants opened the app in these shops: deliveries of others are not stored. */
export async function openedIn(url: string, ...shops: string[]): Promise<void> {
  await asOwner(url, 'insert into shop (shop_id) select unnest($1::text[]) on conflict do nothing', [shops])
}

/** What one statement answers, past row-level security. */
export async function queryAsOwner<Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql, values)
    return rows as Row[]
  } finally {
    await client.end()
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
