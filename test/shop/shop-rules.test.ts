import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ShopRules } from '../../web/shop/contract/shop-rules.ts'
import type { ItemDetail } from '../../web/suppliers/contract/catalogue.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>

beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await asOwner(api.databaseUrl, 'truncate order_line, due_item, item')
  await asOwner(api.databaseUrl, 'update shop set counts_unclaimed = true')
  await asOwner(
    api.databaseUrl,
    `insert into item (shop_id, item_id, tracked, changed_at) values ($1, '900', true, now())`,
    [shop],
  )
  await asOwner(
    api.databaseUrl,
    `insert into order_line (shop_id, line_id, order_id, item_id, title, units, open, unclaimed)
     select unnest($1::text[]), line, '61', item, 'Red mug', 5, open, unclaimed
       from (values ('1', '900', 5, 3), ('2', '901', 2, 2), ('3', '900', 5, 0), ('4', '900', 0, 0)) as l(line, item, open, unclaimed)`,
    [[shop, otherShop]],
  )
})

const due = () =>
  queryAsOwner<{ shop_id: string; item_id: string }>(
    api.databaseUrl,
    'select shop_id, item_id from due_item order by 2',
  )

test('units that took no stock count unless the merchant says otherwise, and are counted by shop and by item', async () => {
  const { status, body } = await api.get<ShopRules>('/api/shop/rules')
  expect(status).toBe(200)
  expect(body).toEqual({
    countsUnclaimed: true,
    unclaimed: { units: 5, items: 2 },
    countsFrom: 'placed',
    unpaid: { units: 0, items: 0 },
    scheduledDaysBefore: 0,
    keepsFinishedDays: 365,
  })
  const item = await api.get<ItemDetail>('/api/items/900')
  expect(item.body.unclaimed).toBe(3)
})

test('a changed rule plans every item again that has such units, of this shop alone, and only once', async () => {
  const changed = await api.send<ShopRules>('PUT', '/api/shop/rules', { countsUnclaimed: false })
  expect(changed.status).toBe(200)
  expect(changed.body.countsUnclaimed).toBe(false)
  expect(await due()).toEqual([
    { shop_id: shop, item_id: '900' },
    { shop_id: shop, item_id: '901' },
  ])
  await asOwner(api.databaseUrl, 'truncate due_item')
  await api.send('PUT', '/api/shop/rules', { countsUnclaimed: false })
  expect(await due()).toEqual([])
  expect((await api.get<ShopRules>('/api/shop/rules', otherShop)).body.countsUnclaimed).toBe(true)
})

test('a rule that is left out stays as it is, and what is no rule is refused', async () => {
  await api.send('PUT', '/api/shop/rules', { countsUnclaimed: false })
  expect((await api.send<ShopRules>('PUT', '/api/shop/rules', {})).body.countsUnclaimed).toBe(false)
  expect((await api.send('PUT', '/api/shop/rules', { countsUnclaimed: 'no' })).status).toBe(400)
  expect((await api.get('/api/shop/rules', null)).status).toBe(401)
})

test('finished orders are kept as long as the merchant says, from 60 days to ten years', async () => {
  const changed = await api.send<ShopRules>('PUT', '/api/shop/rules', { keepsFinishedDays: 90 })
  expect(changed.body.keepsFinishedDays).toBe(90)
  for (const days of [59, 3_651, 90.5]) {
    expect((await api.send('PUT', '/api/shop/rules', { keepsFinishedDays: days })).status).toBe(400)
  }
  expect((await api.get<ShopRules>('/api/shop/rules')).body.keepsFinishedDays).toBe(90)
  expect((await api.get<ShopRules>('/api/shop/rules', otherShop)).body.keepsFinishedDays).toBe(365)
})
