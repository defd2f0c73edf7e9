import { afterAll, beforeAll, expect, test } from 'vitest'
import { variantFacts, variantNode } from '../../web/mirror/shopify/read-variants.ts'
import { recordVariants } from '../../web/mirror/store/items/catalogue.ts'
import { readProduct } from '../../web/mirror/webhooks/payloads/catalogue.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'

const shop = 'mugs.myshopify.com'
let fresh: FreshDatabase
let db: Database
let minute = 0
beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1)', [shop])
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})

const next = () => `2026-03-02T09:${String(minute++).padStart(2, '0')}:00Z`
const known = async () => {
  const [row] = await queryAsOwner<{ online_handle: string | null }>(fresh.url, 'select online_handle from variant')
  return row?.online_handle
}

async function hears(said: object, at = next()): Promise<void> {
  const variants = [{ id: '10', title: 'Red', sku: 'MUG', inventory_item_id: '100' }]
  const told = {
    id: '1',
    title: 'Mug',
    handle: 'mug',
    status: 'active',
    published_at: at,
    updated_at: at,
    variants,
    ...said,
  }
  await withShopSql(db, shop, (tx) =>
    recordVariants(
      tx,
      readProduct(told, at).filter((fact) => fact.kind === 'variant'),
    ),
  )
}

async function reads(said: object, updatedAt = next()): Promise<void> {
  const product = {
    id: 'gid://shopify/Product/1',
    title: 'Mug',
    handle: 'mug',
    status: 'ACTIVE',
    publishedAt: updatedAt,
    ...said,
  }
  const inventoryItem = { id: 'gid://shopify/InventoryItem/100', sku: 'MUG', tracked: true, updatedAt }
  const node = {
    id: 'gid://shopify/ProductVariant/10',
    title: 'Red',
    sku: 'MUG',
    updatedAt,
    product,
    inventoryItem,
    inventoryPolicy: 'CONTINUE',
  }
  const { variant } = variantFacts(variantNode.parse(node), updatedAt)
  await withShopSql(db, shop, (tx) => recordVariants(tx, [variant]))
}

test('where shoppers find a product is kept as a webhook tells it and as it is read, while they can', async () => {
  await hears({})
  expect(await known()).toBe('mug')
  await hears({ handle: 'enamel-mug' })
  expect(await known()).toBe('enamel-mug')
  await hears({ published_at: null })
  expect(await known()).toBeNull()
  await reads({})
  expect(await known()).toBe('mug')
  await hears({ status: 'draft' })
  expect(await known()).toBeNull()
  await reads({ handle: 'cup' })
  expect(await known()).toBe('cup')
  await reads({ status: 'UNLISTED' })
  expect(await known()).toBeNull()
  await reads({ publishedAt: null })
  expect(await known()).toBeNull()
})

test('a move of the product alone is noticed by a reading, as when the webhook was lost', async () => {
  await hears({ handle: 'before' })
  const variantChanged = '2026-03-02T08:00:00Z'
  await reads({ handle: 'older', updatedAt: variantChanged }, variantChanged)
  expect(await known()).toBe('before')
  await reads({ handle: 'moved', publishedAt: variantChanged, updatedAt: next() }, variantChanged)
  expect(await known()).toBe('moved')
})

test('older news of it changes nothing', async () => {
  await hears({ handle: 'newest' })
  await hears({ handle: 'late' }, '2026-03-01T09:00:00Z')
  expect(await known()).toBe('newest')
})

test('what an earlier version wrote down for an import is read all the same', async () => {
  await reads({ handle: undefined, status: undefined, publishedAt: undefined })
  expect(await known()).toBeNull()
})
