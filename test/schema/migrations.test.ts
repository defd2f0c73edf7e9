import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { migrationFaults } from '../../scripts/migrations/migration-faults.ts'
import { asOwner, bareDatabase, type FreshDatabase, freshDatabase } from '../support/database/database.ts'

const schema = readFileSync('prisma/schema.prisma', 'utf8')
const opened: FreshDatabase[] = []

async function faultsOf({ schema: described = schema, sql = 'SELECT 1' }): Promise<string[]> {
  const [migrated, empty] = [await freshDatabase(), await bareDatabase()]
  opened.push(migrated, empty)
  await asOwner(migrated.url, sql)
  return migrationFaults(described, { migratedUrl: migrated.url, emptyUrl: empty.url })
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.drop()))
})

test('the migrations make the database that the schema describes', async () => {
  expect(await faultsOf({})).toEqual([])
})

describe('the guard sees', () => {
  const item = '  tracked   Boolean\n'

  test('a column that only the schema has', async () => {
    const faults = await faultsOf({ schema: schema.replace(item, `${item}  weight Int?\n`) })
    expect(faults).toContain('only prisma/schema.prisma has: column item.weight integer')
  })

  test.each([
    ['a column that only the migrations have', 'ALTER TABLE item ADD weight integer', 'column item.weight integer'],
    ['a column of another type', 'ALTER TABLE item ALTER tracked TYPE text', 'column item.tracked text not null'],
    ['a column that may be null', 'ALTER TABLE item ALTER tracked DROP NOT NULL', 'column item.tracked boolean'],
    [
      'a default',
      'ALTER TABLE item ALTER tracked SET DEFAULT true',
      'column item.tracked boolean not null default true',
    ],
    ['a table', 'CREATE TABLE shelf (shop_id text)', 'column shelf.shop_id text'],
    ['an index', 'CREATE INDEX ON item (shop_id, sku)', 'index of item: btree (shop_id, sku)'],
    ['a key', 'CREATE UNIQUE INDEX ON item (shop_id, sku)', 'unique key of item: btree (shop_id, sku)'],
  ])('%s', async (_, sql, line) => {
    expect(await faultsOf({ sql })).toContain(`only the migrations have: ${line}`)
  })

  test('a table that only the schema has', async () => {
    expect(await faultsOf({ sql: 'DROP TABLE ledger' })).toContain(
      'only prisma/schema.prisma has: key of ledger: btree (shop_id, ledger_id)',
    )
  })
})
