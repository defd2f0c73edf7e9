import { afterAll, beforeAll, expect, it } from 'vitest'
import { featuresOff, scopesUsed } from '../../web/platform/shopify/features.ts'
import { readManifest } from '../../web/platform/shopify/manifest.ts'
import type { ShopSummary } from '../../web/shop/contract/shop.ts'
import { recordAttention, recordInstallation } from '../../web/shop/store/shops.ts'
import { type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { aLane } from '../support/lane/a-lane.ts'
import { aWebApp } from '../support/running/web-app.ts'

const { scopes: required } = readManifest()
const shop = 'mugs.myshopify.com'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
let lane: ReturnType<typeof aLane>
beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  lane = aLane(app.services.db, shop)
  await recordInstallation(app.services.db, shop, required.join(), new Date('2026-03-01T09:00:00Z'))
  await lane.query('update import set finished_at = now() where shop_id = $1')
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})

async function access(): Promise<ShopSummary['access']> {
  const { text } = await app.ask(shop, '/api/shop')
  return (JSON.parse(text) as ShopSummary).access
}

async function hearsScopes(current: readonly string[], at: string): Promise<void> {
  await lane.hears('app/scopes_update', { id: 1, previous: [], current }, at)
  await lane.drains()
}

it('every scope that the app asks for is for a feature, and no feature needs another', () => {
  expect([...scopesUsed].sort()).toEqual([...required].sort())
})

it('a scope to write includes the one to read, as Shopify lists them', () => {
  const listed = required.filter((scope) => scope !== 'read_inventory')
  expect(listed).toContain('write_inventory')
  expect(featuresOff(listed)).toEqual([])
})

it('the shop says nothing of access while everything is granted', async () => {
  expect(await access()).toBeUndefined()
})

it('a scope that is taken away turns its feature off, by name, until it is granted again', async () => {
  const some = required.filter((scope) => scope !== 'read_fulfillments')
  await hearsScopes(some, '2026-03-02T09:00:00Z')
  expect(await access()).toEqual({
    lost: null,
    off: [{ feature: 'shipments', missingScopes: ['read_fulfillments'] }],
  })
  await hearsScopes(required, '2026-03-03T09:00:00Z')
  expect(await access()).toBeUndefined()
})

it('an older list that comes late changes nothing', async () => {
  await hearsScopes(required, '2026-03-05T09:00:00Z')
  await hearsScopes([], '2026-03-04T09:00:00Z')
  expect(await access()).toBeUndefined()
})

it('an older list that is sent again under a later time changes nothing either', async () => {
  await hearsScopes(required, '2026-03-06T09:00:00Z')
  const older = { id: 1, previous: required, current: [], updated_at: '2026-03-04T09:00:00Z' }
  await lane.hears('app/scopes_update', older, '2026-03-07T09:00:00Z')
  await lane.drains()
  expect(await access()).toBeUndefined()
})

it('a shop that lets us in no more says why', async () => {
  await recordAttention(app.services.db, shop, 'the shop is frozen')
  expect(await access()).toEqual({ lost: 'the shop is frozen', off: [] })
})
