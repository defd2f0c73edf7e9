import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { migrate, readMigrations } from '../../../web/platform/db/server/migrate.ts'
import { statementsOf } from '../../../web/platform/db/server/migration-statements.ts'
import { invariant } from '../../../web/platform/errors.ts'
import { tablesOfShops } from '../../app/isolation/filled-tables.ts'
import {
  asOwner,
  bareDatabase,
  type FreshDatabase,
  freshDatabase,
  queryAsOwner,
} from '../../support/database/database.ts'

const names = readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

let bare: FreshDatabase
beforeAll(async () => {
  bare = await bareDatabase()
})
afterAll(() => bare.drop())

const recorded = 'SELECT * FROM _prisma_migrations ORDER BY migration_name'

describe('an empty database', () => {
  it('is brought up to date once by four processes that start together', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrate(bare.url)))
    const rows = await queryAsOwner<{ migration_name: string }>(bare.url, recorded)
    expect(rows.map((row) => row.migration_name)).toEqual(names)
  })

  it('has its migrations recorded as Prisma records them', async () => {
    const rows = await queryAsOwner(bare.url, recorded)
    expect(rows).toEqual(
      names.map((name) => ({
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        checksum: createHash('sha256')
          .update(readFileSync(`prisma/migrations/${name}/migration.sql`))
          .digest('hex'),
        finished_at: expect.any(Date),
        migration_name: name,
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        applied_steps_count: 1,
      })),
    )
    const columns = await queryAsOwner(
      bare.url,
      `SELECT column_name AS name, data_type AS type, character_maximum_length AS length, is_nullable AS optional, column_default AS otherwise
         FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
    )
    const column = (
      name: string,
      type: string,
      optional = 'YES',
      length: number | null = null,
      otherwise: string | null = null,
    ) => ({ name, type, length, optional, otherwise })
    const [text, time] = ['character varying', 'timestamp with time zone']
    expect(columns).toEqual([
      column('id', text, 'NO', 36),
      column('checksum', text, 'NO', 64),
      column('finished_at', time),
      column('migration_name', text, 'NO', 255),
      column('logs', 'text'),
      column('rolled_back_at', time),
      column('started_at', time, 'NO', null, 'now()'),
      column('applied_steps_count', 'integer', 'NO', null, '0'),
    ])
  })

  it('is left as it is when nothing is new', async () => {
    const before = await queryAsOwner(bare.url, recorded)
    await migrate(bare.url)
    expect(await queryAsOwner(bare.url, recorded)).toEqual(before)
  })
})

describe('migrations that are sent statement by statement', () => {
  it('make the same database as whole files', async () => {
    const whole = await bareDatabase()
    for (const { sql } of await readMigrations()) await asOwner(whole.url, `SET check_function_bodies = off; ${sql}`)
    const [made, expected] = [await everythingDefined(bare.url), await everythingDefined(whole.url)]
    await whole.drop()
    expect(made.length).toBeGreaterThan(500)
    expect(made).toEqual(expected)
  })

  it.each([
    ['a quoted semicolon', `SELECT ';'; SELECT 2`, [1, 1]],
    ['a body', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$;\n\nSELECT 3;', [1, 3]],
    ['comments', '-- first; of all\nSELECT 1; /* and;\n */\nSELECT 2', [2, 4]],
    ['letters of several bytes', `SELECT 'äöü–€';\nSELECT 'ß'`, [1, 2]],
    ['nothing', '-- nothing\n', []],
  ])('are cut where statements end, despite %s', async (_, sql, lines) => {
    const statements = await statementsOf(sql)
    expect(statements.map(({ line }) => line)).toEqual(lines)
    for (const { text } of statements) expect(sql).toContain(text)
    expect(statements.every(({ text }) => /^(SELECT|CREATE) .*[^;]$/s.test(text))).toBe(true)
  })
})

/** Everything that migrations define, as lines. */
async function everythingDefined(url: string): Promise<string[]> {
  const rows = await queryAsOwner<{ line: string }>(
    url,
    `SELECT pg_get_functiondef(oid) || coalesce(proacl::text, '') AS line FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text !~ '^(pg_|_prisma)' AND indrelid >= 16384
      UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                 WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text !~ '^_prisma'
      UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT p::text FROM pg_policies p
      UNION ALL SELECT viewname || definition FROM pg_views WHERE schemaname = 'public'
      UNION ALL SELECT concat_ws(' ', relname, relkind, relpersistence, relrowsecurity, reloptions, relacl) FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace AND relname !~ '^_prisma'
      UNION ALL SELECT concat_ws(' ', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
                  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                 WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
                                                   AND relkind IN ('r', 'v') AND relname !~ '^_prisma')`,
  )
  return rows.map(({ line }) => line).sort()
}

describe('tables on one PostgreSQL', () => {
  it('stay where they are when a migration distributes a new one', async () => {
    const fresh = await freshDatabase()
    await asOwner(fresh.url, `CREATE TABLE shelf (shop_id text PRIMARY KEY); SELECT distribute('shelf')`)
    expect(await queryAsOwner(fresh.url, `SELECT is_distributed('shelf'), is_distributed('shop') AS shop`)).toEqual([
      { is_distributed: false, shop: false },
    ])
    await fresh.drop()
  })

  it('are not distributed without Citus, and it is said', async () => {
    const fresh = await freshDatabase()
    await expect(asOwner(fresh.url, 'CALL distribute_tables()')).rejects.toThrow('Citus is not there')
    await fresh.drop()
  })

  it('are handed to Citus, the shop’s first and all but lanes and nudges, and none a second time', async () => {
    const fresh = await freshDatabase()
    await asOwner(fresh.url, pretendedCitus)
    await asOwner(fresh.url, 'CALL distribute_tables()')
    await asOwner(fresh.url, 'CALL distribute_tables()')
    await asOwner(fresh.url, `CREATE TABLE shelf (shop_id text PRIMARY KEY); SELECT distribute('shelf')`)
    const asked = await queryAsOwner<{ what: string }>(fresh.url, 'SELECT what FROM asked_of_citus ORDER BY number')
    const tables = [...(await tablesOfShops(fresh.url)).keys()].filter(
      (name) => !['lane', 'nudge', 'shop', 'shelf'].includes(name),
    )
    const [first, ...others] = asked.map(({ what }) => what)
    expect(first).toBe('shop with none')
    expect(others.sort()).toEqual([...tables, 'public.shelf'].map((name) => `${name} with public.shop`).sort())
    await fresh.drop()
  })
})

/** Writes down what it is asked for, and does nothing of it. */
const pretendedCitus = `
  SET allow_system_table_mods = on;
  CREATE TABLE asked_of_citus (number serial, what text);
  CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass);
  CREATE FUNCTION pg_catalog.create_distributed_function(regprocedure) RETURNS void LANGUAGE sql AS 'SELECT';
  CREATE FUNCTION pg_catalog.create_distributed_table(which regclass, by_column text, colocate_with text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO public.asked_of_citus (what) SELECT which::text || ' with ' || colocate_with WHERE by_column = 'shop_id';
    INSERT INTO pg_catalog.pg_dist_partition VALUES (which)
  $$;
  INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
  SELECT 99999, 'citus', extowner, extnamespace, false, '13' FROM pg_extension LIMIT 1`

describe('a table that is in use', () => {
  it('is changed when it is free, and until then others use it on', async () => {
    const fresh = await freshDatabase()
    const [holder, other] = [1, 2].map(() => new pg.Client({ connectionString: fresh.url }))
    invariant(holder && other, 'two clients')
    await Promise.all([holder.connect(), other.connect()])
    await holder.query('BEGIN; SELECT FROM item')
    const sql = 'ALTER TABLE item ADD weight integer'
    const checksum = createHash('sha256').update(sql).digest('hex')
    const migrated = migrate(fresh.url, [...(await readMigrations()), { name: '9999-weight', sql, checksum }])
    await vi.waitFor(async () => {
      const { rows } = await other.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'backline migrate' AND wait_event_type = 'Lock'`,
      )
      expect(rows).toHaveLength(1)
    }, 60_000)
    // Comes after the migration, which waits for whoever came before it, and that one does not end.
    expect((await other.query('SELECT sku FROM item')).rows).toEqual([])
    await holder.query('COMMIT')
    await migrated
    expect((await other.query('SELECT weight FROM item')).rows).toEqual([])
    await Promise.all([holder.end(), other.end()])
    await fresh.drop()
  })
})

describe('a database whose owner is no superuser', () => {
  it('is brought up to date, and serves the app’s role', async () => {
    const fresh = await bareDatabase()
    const database = new URL(fresh.url).pathname.slice(1)
    const owner = `owner_of_${database}`
    await asOwner(fresh.url, `CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'known'`)
    await asOwner(fresh.url, `ALTER DATABASE ${database} OWNER TO ${owner}`)
    // As an administrator would, where another owner made the role.
    await asOwner(fresh.url, `GRANT backline_app TO ${owner} WITH ADMIN OPTION`)
    const url = new URL(fresh.url)
    url.username = owner
    url.password = 'known'
    await migrate(url.href)
    url.searchParams.set('options', '-c role=backline_app')
    const [row] = await queryAsOwner(
      url.href,
      `SELECT current_user::text AS name, accept_deliveries('{a.myshopify.com}', '{1}', '{orders/create}', '{now}', '{x}', '{true}') AS stored`,
    )
    expect(row).toEqual({ name: 'backline_app', stored: 1 })
    await fresh.drop()
  })
})

describe('a database that is not what it should be', () => {
  async function migrateAfter(sql: string): Promise<unknown> {
    const fresh = await freshDatabase()
    await asOwner(fresh.url, sql)
    const failure = await migrate(fresh.url).catch((error: unknown) => error)
    await fresh.drop()
    return failure
  }

  it('is refused when a migration was changed after it was applied', async () => {
    const failure = await migrateAfter(`UPDATE _prisma_migrations SET checksum = 'another'`)
    expect(failure).toMatchObject({ message: expect.stringContaining('was changed after it was applied') })
  })

  it('is refused when a migration was begun and never finished', async () => {
    const failure = await migrateAfter('UPDATE _prisma_migrations SET finished_at = NULL')
    expect(failure).toMatchObject({ message: expect.stringContaining('never finished') })
  })

  it('is left untouched by a migration that fails', async () => {
    const fresh = await bareDatabase()
    await asOwner(fresh.url, 'CREATE TABLE ledger (unexpected text)')
    await expect(migrate(fresh.url)).rejects.toThrow(
      /first-tables failed and was undone\. The statement in line \d+ of its file: relation "ledger" already exists\nCREATE TABLE "ledger" \(/,
    )
    expect(await queryAsOwner(fresh.url, `SELECT to_regclass('shop') AS shop`)).toEqual([{ shop: null }])
    expect(await queryAsOwner(fresh.url, recorded)).toEqual([])
    await fresh.drop()
  })
})
