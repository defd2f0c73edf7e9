import { afterAll, beforeAll, expect, test } from 'vitest'
import { variantFacts, variantNode } from '../../web/mirror/shopify/read-variants.ts'
import { recordVariants } from '../../web/mirror/store/items/catalogue.ts'
import { readProduct } from '../../web/mirror/webhooks/payloads/catalogue.ts'
import { parseLosslessly } from '../../web/mirror/webhooks/payloads/json.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'

const shop = 'mugs.myshopify.com'
let fresh: FreshDatabase
let db: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1)', [shop])
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})

const known = () => queryAsOwner(fresh.url, 'select vendor, barcode from variant')

test('vendor and barcode are kept as a webhook told them, and then as they were read', async () => {
  const told = {
    id: 1,
    title: 'Mug',
    vendor: 'Hartley',
    updated_at: '2026-03-02T09:00:00Z',
    variants: [{ id: 10, title: 'Red', sku: 'MUG', barcode: '4006381333931', inventory_item_id: 100 }],
  }
  const facts = readProduct(parseLosslessly(Buffer.from(JSON.stringify(told))), '2026-03-02T09:00:01Z')
  const heard = facts.filter((fact) => fact.kind === 'variant')
  await withShopSql(db, shop, (tx) => recordVariants(tx, heard))
  expect(await known()).toEqual([{ vendor: 'Hartley', barcode: '4006381333931' }])

  const node = variantNode.parse({
    id: 'gid://shopify/ProductVariant/10',
    title: 'Red',
    sku: 'MUG',
    barcode: '',
    updatedAt: '2026-03-03T09:00:00Z',
    product: { id: 'gid://shopify/Product/1', title: 'Mug', vendor: 'Nordlys' },
    inventoryItem: {
      id: 'gid://shopify/InventoryItem/100',
      sku: 'MUG',
      tracked: true,
      updatedAt: '2026-03-03T09:00:00Z',
    },
  })
  const { variant } = variantFacts(node, '2026-03-03T09:00:01Z')
  await withShopSql(db, shop, (tx) => recordVariants(tx, [variant]))
  expect(await known()).toEqual([{ vendor: 'Nordlys', barcode: null }])
})
