import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FoundRebuild } from '../../../web/checks/contract/rebuild.ts'
import { anApi, otherShop, shop } from '../../support/an-api.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { lanesDue } from '../../support/lanes.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() => asOwner(api.databaseUrl, 'truncate rebuild, rebuild_difference, due_item'))

const find = async (query = '', as = shop) => (await api.get<FoundRebuild>(`/api/rebuild${query}`, as)).body
const open = {
  ...{ units: 5, shipped: 0, covered: 2, backordered: 3, pegged: 0, uncovered: 3, state: 'open' },
  ...{ readyOn: null, nextArrivalOn: null },
}

async function aFinishedRebuild(lines: number): Promise<string> {
  const [row] = await queryAsOwner<{ id: string }>(
    api.databaseUrl,
    `insert into rebuild (shop_id, expected, done, waiting, finished_at) values ($1, 9, 9, 1, now()) returning rebuild_id::text as id`,
    [shop],
  )
  await asOwner(
    api.databaseUrl,
    `insert into rebuild_difference (shop_id, rebuild_id, item_id, line_id, location_id, order_name, title, before, after)
     select $1, $2, '900', n::text, '1', '#' || n, 'Red mug', null, $3 from generate_series(1, $4) n`,
    [shop, row?.id, JSON.stringify(open), lines],
  )
  return row?.id ?? ''
}

test('says that there never was one', async () => {
  expect(await find()).toEqual({ rebuild: null, rows: [], total: 0, next: null, previous: null })
})

test('begins with its first page of nothing, and wakes the lane', async () => {
  const { status, body } = await api.post('/api/rebuild/preview', {})
  expect({ status, body }).toEqual({ status: 200, body: { rebuildId: expect.stringMatching(/^\d+$/) } })
  expect((await find()).rebuild).toMatchObject({ finishedAt: null, appliedAt: null, items: { expected: 0, done: 0 } })
  expect(await lanesDue(api.databaseUrl)).toEqual([`shop ${shop}`])
})

test('lists its differences page by page', async () => {
  await aFinishedRebuild(3)
  const first = await find('?limit=2')
  expect(first).toMatchObject({ total: 3, previous: null, rebuild: { items: { expected: 9, done: 9 }, waiting: 1 } })
  expect(first.rows[0]).toEqual({
    lineId: 'gid://shopify/LineItem/3',
    itemId: 'gid://shopify/InventoryItem/900',
    locationId: 'gid://shopify/Location/1',
    locationName: null,
    orderName: '#3',
    title: 'Red mug',
    sku: null,
    before: null,
    after: open,
  })
  const second = await find(`?limit=2&cursor=${first.next}`)
  expect(second.rows.map((row) => row.orderName)).toEqual(['#1'])
  expect((await find(`?limit=2&cursor=${second.previous}`)).rows).toEqual(first.rows)
})

test('is applied once, by marking its items', async () => {
  const id = await aFinishedRebuild(3)
  expect((await api.post('/api/rebuild/apply', { rebuildId: id })).status).toBe(200)
  expect(await queryAsOwner(api.databaseUrl, 'select shop_id, item_id from due_item')).toEqual([
    { shop_id: shop, item_id: '900' },
  ])
  expect((await find()).rebuild?.appliedAt).toMatch(/^20/)
  expect((await api.post('/api/rebuild/apply', { rebuildId: id })).status).toBe(409)
})

test("another shop's is neither seen nor applied", async () => {
  const id = await aFinishedRebuild(1)
  expect((await find('', otherShop)).rebuild).toBeNull()
  expect((await api.post('/api/rebuild/apply', { rebuildId: id }, otherShop)).status).toBe(409)
})

test.each([{}, { rebuildId: 5 }, { rebuildId: 'x' }, { rebuildId: '99999999999999999999' }])(
  'refuses to apply %j',
  async (said) => {
    expect((await api.post('/api/rebuild/apply', said)).status).toBe(400)
  },
)
