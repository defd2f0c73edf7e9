import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(() => {
  lane = aLane(floor.db)
})

const day = '2026-03-02T'
const variants = () =>
  lane.query(
    'select variant_id, sku, sells_without_stock as "soldOn", deleted_at is not null as "isGone" from variant where shop_id = $1',
  )
const timesRead = () => lane.calls.filter(({ operation }) => operation === 'read-variants').length

/** A product whose variant is written out. */
const written = (policy: string, second = '09:00:00') => ({
  ...{ id: 1, title: 'Mug', updated_at: `${day}${second}Z` },
  variants: [{ id: 10, title: 'Red', sku: 'MUG', inventory_item_id: 100, inventory_policy: policy }],
  variant_gids: [{ admin_graphql_api_id: 'gid://shopify/ProductVariant/10', updated_at: `${day}${second}.500Z` }],
})

/** A product of which variants are named only. */
const named = (ids: readonly number[], { title = 'Mug', at = '09:00:00', changed = '08:00:00' } = {}) => ({
  ...{ id: 10, title, vendor: 'Potter', updated_at: `${day}${at}Z`, variants: [] },
  variant_gids: ids.map((id) => ({
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
    updated_at: `${day}${changed}.000Z`,
  })),
})

it('of two changes within a second the one that was triggered later is kept, whichever is heard first', async () => {
  await lane.hears('products/update', written('continue'), `${day}09:00:00.200Z`)
  await lane.drains()
  await lane.hears('products/update', written('deny'), `${day}09:00:00.700Z`)
  await lane.drains()
  await lane.hears('products/update', written('continue'), `${day}09:00:00.300Z`)
  await lane.drains()
  expect(await variants()).toMatchObject([{ soldOn: false }])
})

it('a variant that is only named is read once for each of its changes, however often its product is told of', async () => {
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', named([10]))
  await lane.drains()
  expect(await variants()).toEqual([{ variant_id: '10', sku: 'sku-10', soldOn: true, isGone: false }])
  expect(timesRead()).toBe(1)
  for (const at of ['10:00:00', '11:00:00']) {
    await lane.hears('products/update', named([10], { at }))
    await lane.drains()
  }
  expect(timesRead()).toBe(1)
  await lane.hears('products/update', named([10], { at: '12:00:00', changed: '12:00:00' }))
  await lane.drains()
  expect(timesRead()).toBe(2)
  await lane.hears('products/update', named([10], { at: '13:00:00', title: 'Cup' }))
  await lane.drains()
  expect(timesRead()).toBe(3)
})

it('a variant that its product names no more is gone once Shopify does not have it, and not because of old news', async () => {
  for (const id of ['10', '11']) lane.truth.variants.set(id, `${id}0`)
  await lane.hears('products/create', written('continue', '10:00:00'))
  await lane.hears('products/update', { ...written('continue', '09:00:00'), variants: [], variant_gids: [] })
  await lane.drains()
  expect(timesRead()).toBe(0)
  await lane.hears('products/update', { ...written('continue', '11:00:00'), variants: [], variant_gids: [] })
  await lane.drains()
  expect(timesRead()).toBe(1)
  expect(await variants()).toMatchObject([{ isGone: false }])

  lane.truth.variants.delete('10')
  await lane.hears('products/update', { ...written('continue', '12:00:00'), variants: [], variant_gids: [] })
  await lane.drains()
  expect(await variants()).toMatchObject([{ isGone: true }])
})
