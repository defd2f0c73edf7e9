import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { loadOverrides } from '../../web/promises/store/promise-overrides.ts'
import { aWare, stock } from '../suppliers/some-items.ts'
import { otherShop, shop } from '../support/an-api.ts'
import { asOwner, freshDatabase } from '../support/database/database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Database
beforeAll(async () => {
  database = await freshDatabase()
  db = createDatabase(database.url)
  await asOwner(database.url, 'insert into shop (shop_id) select unnest($1::text[])', [[shop, otherShop]])
  await stock(database.url, [aWare('71'), aWare('72')])
  await stock(database.url, [aWare('71')], otherShop)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})
beforeEach(async () => {
  await asOwner(database.url, 'truncate promise_override, supplier, catalogue_entry')
  await asOwner(database.url, 'update variant set deleted_at = null')
})

const said = (about: 'variant' | 'supplier', id: string, fields: { day?: string; note?: string; hide?: boolean }) =>
  asOwner(
    database.url,
    'insert into promise_override (shop_id, about, about_id, fixed_day, note, hide) values ($1, $2, $3, $4, $5, $6)',
    [shop, about, id, fields.day ?? null, fields.note ?? null, fields.hide ?? false],
  )

const supplies = async (supplierId: number, itemId: string, rank: number, { discontinued = false } = {}) => {
  await asOwner(
    database.url,
    `insert into supplier (shop_id, supplier_id, name, currency) values ($1, $2, $3, 'EUR') on conflict do nothing`,
    [shop, supplierId, `Supplier ${supplierId}`],
  )
  await asOwner(
    database.url,
    'insert into catalogue_entry (shop_id, supplier_id, item_id, rank, discontinued) values ($1, $2, $3, $4, $5)',
    [shop, supplierId, itemId, rank, discontinued],
  )
}

const load = async (as = shop) => Object.fromEntries(await withShopSql(db, as, (tx) => loadOverrides(tx, ['71', '72'])))

describe('the overrides of items', () => {
  test('are what is said of their variants; other shops have none of it', async () => {
    await said('variant', '571', { day: '2099-01-04', note: 'note-spring' })
    expect(await load()).toEqual({ '571': { day: '2099-01-04', note: 'note-spring', hide: false } })
    expect(await load(otherShop)).toEqual({})
  })

  test('are else what is said of the preferred supplier, whole and not in parts', async () => {
    await supplies(1, '71', 2)
    await supplies(2, '71', 1)
    await supplies(2, '72', 1)
    await said('supplier', '1', { note: 'note-not-this-one' })
    await said('supplier', '2', { day: '2099-02-01' })
    await said('variant', '572', { hide: true })
    expect(await load()).toEqual({
      '571': { day: '2099-02-01', note: null, hide: false },
      '572': { day: null, note: null, hide: true },
    })
  })

  test('leave out suppliers that are archived, or sell the item no longer', async () => {
    await supplies(1, '71', 1)
    await supplies(2, '72', 1, { discontinued: true })
    await said('supplier', '1', { hide: true })
    await said('supplier', '2', { hide: true })
    await asOwner(database.url, 'update supplier set archived_at = now() where supplier_id = 1')
    expect(await load()).toEqual({})
  })

  test('have no day once it is past, and none for a variant that was deleted', async () => {
    await said('variant', '571', { day: '2020-01-01', note: 'note-spring' })
    await said('variant', '572', { day: '2099-01-01' })
    await asOwner(database.url, `update variant set deleted_at = now() where variant_id = '572'`)
    expect(await load()).toEqual({ '571': { day: null, note: 'note-spring', hide: false } })
  })
})
