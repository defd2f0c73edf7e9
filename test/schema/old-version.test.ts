import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oldVersionFaults } from '../../scripts/migrations/old-version-faults.ts'
import { readMigrations } from '../../web/platform/db/server/migrate.ts'
import { type FreshDatabase, freshDatabase } from '../support/database/database.ts'

/** What every case finds in use; in each the words `shelf` and `stack` are names of its own. */
const inUse = `
  CREATE TABLE shelf (shop_id text NOT NULL, number serial PRIMARY KEY, sku text, note text, units integer NOT NULL DEFAULT 0);
  CREATE INDEX on_shelf ON shelf (units);
  CREATE POLICY own ON shelf USING (true);
  CREATE VIEW shelf_view AS SELECT shop_id, number FROM shelf;
  CREATE TYPE shelf_size AS ENUM ('small', 'large');
  CREATE FUNCTION stack(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION stack_two(text, integer DEFAULT 1) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
  CREATE FUNCTION stack_up() RETURNS void LANGUAGE sql AS 'UPDATE public.shelf SET units = 1';
  REVOKE UPDATE ON shelf FROM backline_app;
  GRANT SELECT, INSERT, UPDATE (units) ON shelf TO backline_app;
  GRANT USAGE ON SEQUENCE shelf_number_seq TO backline_app;
  REVOKE EXECUTE ON FUNCTION stack(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stack(text) TO backline_app`

type Case = readonly [does: string, sql: string, ...faults: string[]]

const locking = 'is written anew as a whole, and locked for as long as that takes.'
const changed =
  "has its rows changed in line 1: those of every shop, locked until all are done. Have each shop's lane do it."
const built =
  'is built while nobody can write: give it a name and IF NOT EXISTS, and tell in CHANGELOG.md, by that name, that it is built before, CONCURRENTLY and by hand.'
const looked =
  'is new, and every row is looked at while the table is locked: add it NOT VALID, and validate it in a migration of its own.'
const claim = '-- Safe while the version before serves: column shelf.sku; nothing reads it since 1.4.\n'

const refused: readonly Case[] = [
  ['drops a table', 'DROP TABLE shelf CASCADE', 'table shelf is gone.', 'view shelf_view is gone.'],
  ['renames a table', 'ALTER TABLE shelf RENAME TO board', 'table shelf is gone.'],
  ['drops a view', 'DROP VIEW shelf_view', 'view shelf_view is gone.'],
  ['drops a column', 'ALTER TABLE shelf DROP sku', 'column shelf.sku is gone.'],
  ['renames a column', 'ALTER TABLE shelf RENAME sku TO code', 'column shelf.sku is gone.'],
  [
    'renames a column in a block',
    `DO $$ BEGIN EXECUTE format('ALTER TABLE %I RENAME sku TO code', 'shelf'); END $$`,
    'column shelf.sku is gone.',
  ],
  [
    'gives a column another type',
    'ALTER TABLE shelf ALTER units TYPE bigint',
    `table shelf ${locking}`,
    'column shelf.units is no longer integer.',
  ],
  [
    'asks for a default row by row',
    'ALTER TABLE shelf ADD token uuid DEFAULT gen_random_uuid()',
    `table shelf ${locking}`,
  ],
  ['empties a table', 'TRUNCATE shelf', `table shelf ${locking}`],
  ['locks a table', 'LOCK TABLE shelf', 'table shelf is locked as a whole.'],
  [
    'wants a value in a new column',
    'ALTER TABLE shelf ADD weight integer NOT NULL',
    'column shelf.weight is new and must be given a value, which the version before does not know.',
  ],
  [
    'lets a column no longer be null',
    'ALTER TABLE shelf ALTER sku SET NOT NULL',
    'column shelf.sku may no longer be null.',
  ],
  ['drops a default', 'ALTER TABLE shelf ALTER units DROP DEFAULT', 'column shelf.units has no default any more.'],
  [
    'takes a word from a type',
    `ALTER TYPE shelf_size RENAME VALUE 'large' TO 'big'`,
    'type shelf_size has no large any more.',
  ],
  ['drops a function', 'DROP FUNCTION stack(text)', 'function stack(text) is gone.'],
  ['renames a function', 'ALTER FUNCTION stack(text) RENAME TO pile_of_stack', 'function stack(text) is gone.'],
  [
    'has a function want one more',
    `DROP FUNCTION stack(text); CREATE FUNCTION stack(text, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    'function stack(text) is gone.',
  ],
  [
    'has a function take another type',
    `DROP FUNCTION stack(text); CREATE FUNCTION stack(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    'function stack(text) is gone.',
  ],
  [
    'has a function give something else',
    `DROP FUNCTION stack(text); CREATE FUNCTION stack(text) RETURNS text LANGUAGE sql AS $$ SELECT 'one' $$`,
    'function stack(text) no longer gives integer.',
  ],
  [
    'has a function want what could be left out',
    `DROP FUNCTION stack_two(text, integer);
     CREATE FUNCTION stack_two(text, integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
    'function stack_two(text, integer) can no longer be called with 1 of its parameters.',
  ],
  [
    'has a function run with less',
    'ALTER FUNCTION stack_two(text, integer) SECURITY INVOKER',
    'function stack_two(text, integer) runs with the rights of who calls it now.',
  ],
  [
    'has a call mean two functions',
    `CREATE FUNCTION stack(text, integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    'function stack(text) has another form beside it that takes the same calls.',
  ],
  [
    'takes a right to a table',
    'REVOKE INSERT ON shelf FROM backline_app',
    'table shelf does not let the app INSERT any more.',
  ],
  [
    'takes a right to a column',
    'REVOKE UPDATE (units) ON shelf FROM backline_app',
    'column shelf.units does not let the app UPDATE any more.',
  ],
  [
    'takes a right to a function',
    'REVOKE EXECUTE ON FUNCTION stack(text) FROM backline_app',
    'function stack(text) may no longer be called by the app.',
  ],
  [
    'makes a function anew and forgets the right to it',
    `DROP FUNCTION stack(text); CREATE FUNCTION stack(text) RETURNS integer LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION stack(text) FROM PUBLIC`,
    'function stack(text) may no longer be called by the app.',
  ],
  [
    'takes a right to a sequence',
    'REVOKE USAGE ON SEQUENCE shelf_number_seq FROM backline_app',
    'table shelf does not let the app take numbers of shelf_number_seq any more.',
  ],
  ['shows rows no longer', 'ALTER TABLE shelf ENABLE ROW LEVEL SECURITY', 'table shelf has row-level security now.'],
  ['drops a policy', 'DROP POLICY own ON shelf', 'policy own of shelf is gone or another.'],
  ['adds a check', `ALTER TABLE shelf ADD CONSTRAINT named CHECK (sku <> '')`, `constraint named of shelf ${looked}`],
  [
    'adds a foreign key',
    'ALTER TABLE shelf ADD CONSTRAINT of_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)',
    `constraint of_shop of shelf ${looked}`,
  ],
  [
    'adds a check and proves it at once',
    `ALTER TABLE shelf ADD CONSTRAINT named CHECK (sku <> '') NOT VALID; ALTER TABLE shelf VALIDATE CONSTRAINT named`,
    `constraint named of shelf ${looked}`,
  ],
  [
    'adds a key',
    'ALTER TABLE shelf ADD UNIQUE (sku)',
    'key of shelf: btree (sku) is new, and refuses rows that the version before may write.',
  ],
  [
    'drops a key that ON CONFLICT may name',
    'ALTER TABLE shelf DROP CONSTRAINT shelf_pkey',
    'key of shelf: btree (number) is gone, and ON CONFLICT may name it.',
  ],
  ['changes rows', 'UPDATE shelf SET units = 1', `table shelf ${changed}`],
  ['changes rows by some condition', 'DELETE FROM shelf WHERE units IS NULL', `table shelf ${changed}`],
  ['changes rows by MERGE', 'MERGE INTO shelf USING shop ON true WHEN MATCHED THEN DELETE', `table shelf ${changed}`],
  ['changes rows in WITH', 'WITH gone AS (DELETE FROM shelf RETURNING sku) SELECT FROM gone', `table shelf ${changed}`],
  ['changes rows in a block', 'DO $$ BEGIN\n  UPDATE ONLY "shelf" SET units = 1;\nEND $$', `table shelf ${changed}`],
  ['changes rows by a function', 'SELECT stack_up()', `table shelf ${changed}`],
  [
    'changes rows by a function that it drops again',
    `CREATE FUNCTION stack_once() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM shelf; END $$; SELECT stack_once(); DROP FUNCTION stack_once()`,
    `table shelf ${changed}`,
  ],
  [
    'replaces rows by those of a query',
    `INSERT INTO shelf (shop_id, number) SELECT shop_id, number FROM shelf ON CONFLICT (number) DO UPDATE SET note = 'new'`,
    `table shelf ${changed}`,
  ],
  ['changes rows by what a block calls', 'DO $$ BEGIN PERFORM stack_up(); END $$', `table shelf ${changed}`],
  [
    'changes rows of a table that is named as it runs',
    `DO $$ BEGIN EXECUTE format('UPDATE %I SET units = 1', 'shelf'); END $$`,
    `table %I ${changed}`,
  ],
  ['drops an index', 'DROP INDEX on_shelf', 'index of shelf: btree (units) is gone, and queries may need it.'],
  ['builds an index without a name', 'CREATE INDEX ON shelf (sku)', `index  of shelf ${built}`],
  ['builds an index that may be there', 'CREATE INDEX told_shelf ON shelf (sku)', `index told_shelf of shelf ${built}`],
  [
    'builds an index of which nobody was told',
    'CREATE INDEX IF NOT EXISTS new_shelf ON shelf (sku)',
    `index new_shelf of shelf ${built}`,
  ],
  [
    'says of what is in use that it is safe, and means another',
    `${claim}ALTER TABLE shelf DROP note`,
    'column shelf.note is gone.',
    'says that column shelf.sku is safe while the version before serves, of which there is no doubt.',
  ],
]

const letThrough: readonly Case[] = [
  [
    'adds a table with an index and fills it',
    'CREATE TABLE new_shelf (shop_id text, units integer); CREATE INDEX ON new_shelf (units); INSERT INTO new_shelf SELECT shop_id, 1 FROM shelf; UPDATE new_shelf SET units = 2',
  ],
  ['adds a column that may be null', 'ALTER TABLE shelf ADD weight integer'],
  [
    'adds a column with a default and a check',
    'ALTER TABLE shelf ADD weight integer NOT NULL DEFAULT 0 CHECK (weight >= 0)',
  ],
  ['adds a check for what is written from now on', `ALTER TABLE shelf ADD CHECK (sku <> '') NOT VALID`],
  ['lets a column be null', 'ALTER TABLE shelf ALTER units DROP NOT NULL'],
  ['gives a function a new body', `CREATE OR REPLACE FUNCTION stack(text) RETURNS integer LANGUAGE sql AS 'SELECT 2'`],
  [
    'gives a function a parameter that may be left out',
    `DROP FUNCTION stack(text); CREATE FUNCTION stack(text, integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 2'`,
  ],
  [
    'defines what changes rows, for others',
    `CREATE FUNCTION stack_down() RETURNS void LANGUAGE sql AS 'SELECT stack_up()'`,
  ],
  [
    'puts a row of its own',
    `INSERT INTO shelf (shop_id, number) VALUES ('a', 1) ON CONFLICT (number) DO UPDATE SET note = 'new'`,
  ],
  ['takes a row for itself', 'DO $$ BEGIN PERFORM FROM shelf FOR UPDATE SKIP LOCKED; END $$'],
  ['builds an index that operators are told of', 'CREATE INDEX IF NOT EXISTS told_shelf ON shelf (sku)'],
  ['says why nobody misses what it takes away', `${claim}ALTER TABLE shelf DROP sku`],
]

const cases = [...refused, ...letThrough]
const found = new Map<string, string[]>()
let database: FreshDatabase

// One database for all: every case has tables of its own.
beforeAll(async () => {
  database = await freshDatabase()
  const released = await readMigrations()
  const added = [
    migration('9999-given', cases.map((_, index) => `${ownNames(inUse, index)};`).join('\n')),
    ...cases.map(([does, sql], index) => migration(nameOf(index, does), ownNames(sql, index))),
  ]
  const faults = await oldVersionFaults({
    url: database.url,
    migrations: [...released, ...added],
    lastFree: released.at(-1)?.name ?? '',
    changelog: cases.map((_, index) => `Before: CREATE INDEX CONCURRENTLY told_shelf_${index} …`).join('\n'),
  })
  for (const fault of faults) {
    const [name = '', told = ''] = fault.split(/: (.*)/s)
    found.set(name, [...(found.get(name) ?? []), told])
  }
})
afterAll(() => database.drop())

const nameOf = (index: number, does: string) => `9999${String(index).padStart(4, '0')}-${does}`
const ownNames = (words: string, index: number) => words.replaceAll(/shelf|stack/g, `$&_${index}`)
const migration = (name: string, sql: string) => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})

describe('beside the version before it cannot serve, and is refused, a migration that', () => {
  test.each(refused)('%s', (does, _, ...faults) => {
    const index = cases.findIndex(([one]) => one === does)
    // PostgreSQL tells of what is gone in any order.
    const wanted = faults.map((fault) => ownNames(fault, index))
    expect(found.get(nameOf(index, does))?.toSorted()).toEqual(wanted.toSorted())
  })
})

describe('a migration is let through that', () => {
  test.each(letThrough)('%s', (does) => {
    expect(
      found.get(
        nameOf(
          cases.findIndex(([one]) => one === does),
          does,
        ),
      ),
    ).toBeUndefined()
  })

  test('only gives what others then use', () => {
    expect(found.get('9999-given')).toBeUndefined()
  })
})
