import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseSql, databaseSqlFaults } from '../../scripts/migrations/database-sql.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** Lines that the page of the database has after a statement and had not before. */
async function linesAfter(sql: string): Promise<string[]> {
  const before = new Set((await databaseSql(database.url)).split('\n'))
  await asOwner(database.url, sql)
  return (await databaseSql(database.url)).split('\n').filter((line) => line !== '' && !before.has(line))
}

describe('the page of the database shows', () => {
  test.each([
    [
      'a function that anybody may call',
      'CREATE FUNCTION one_more(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n + 1 $$',
      [
        '-- function one_more(integer)',
        'CREATE OR REPLACE FUNCTION public.one_more(n integer)',
        'AS $function$ SELECT n + 1 $function$;',
        'GRANT EXECUTE ON FUNCTION one_more(integer) TO PUBLIC;',
      ],
    ],
    [
      'a function that is taken from all but the app',
      `REVOKE EXECUTE ON FUNCTION words_of FROM PUBLIC; GRANT EXECUTE ON FUNCTION words_of TO backline_app`,
      [
        'REVOKE EXECUTE ON FUNCTION words_of(text) FROM PUBLIC;',
        'GRANT EXECUTE ON FUNCTION words_of(text) TO backline_app;',
      ],
    ],
    [
      'a trigger',
      'CREATE TRIGGER wakes AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION mark_promises_of_entries()',
      ['CREATE TRIGGER wakes AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION mark_promises_of_entries();'],
    ],
    [
      'a trigger that is switched off',
      'ALTER TABLE item DISABLE TRIGGER wakes',
      ['ALTER TABLE item DISABLE TRIGGER wakes;'],
    ],
    [
      'a policy',
      'CREATE POLICY no_tracked ON item AS RESTRICTIVE FOR DELETE TO backline_app USING (NOT tracked)',
      ['CREATE POLICY no_tracked ON item AS RESTRICTIVE FOR DELETE TO backline_app USING ((NOT tracked));'],
    ],
    [
      'row-level security that binds the owner too',
      'ALTER TABLE item FORCE ROW LEVEL SECURITY',
      ['ALTER TABLE item FORCE ROW LEVEL SECURITY;'],
    ],
    [
      'a right of the app that is taken',
      'REVOKE DELETE, UPDATE ON item FROM backline_app; GRANT UPDATE (sku) ON item TO backline_app',
      ['GRANT INSERT, SELECT ON item TO backline_app;', 'GRANT UPDATE (sku) ON item TO backline_app;'],
    ],
    [
      'a check',
      'ALTER TABLE item ADD CONSTRAINT item_has_sku CHECK (sku <> $$$$) NOT VALID',
      ["ALTER TABLE item ADD CONSTRAINT item_has_sku CHECK (sku <> ''::text) NOT VALID;"],
    ],
    [
      'an index of some rows',
      'CREATE INDEX item_counted ON item (shop_id) WHERE tracked',
      ['CREATE INDEX item_counted ON item USING btree (shop_id) WHERE tracked;'],
    ],
  ])('%s', async (_, sql, lines) => {
    expect(await linesAfter(sql)).toEqual(expect.arrayContaining(lines))
  })
})

test('two databases of the same migrations have the same page', async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()]
  expect(await databaseSql(one.url)).toBe(await databaseSql(other.url))
  await Promise.all([one.drop(), other.drop()])
})

test('a page that is behind is told by its first line that is not so, and by what writes it', () => {
  expect(databaseSqlFaults('-- item\nGRANT SELECT;\n', '-- item\nGRANT SELECT;\n')).toEqual([])
  expect(databaseSqlFaults('-- item\nGRANT SELECT;\n', '-- item\nGRANT INSERT;\n')).toEqual([
    'prisma/database.sql is not what the migrations make, from line 2 on (it says "GRANT SELECT;", the database "GRANT INSERT;"): run "node scripts/write-database-sql.ts".',
  ])
  expect(databaseSqlFaults('-- item\nGRANT SELECT;\n', '-- item\n')).toHaveLength(1)
})
