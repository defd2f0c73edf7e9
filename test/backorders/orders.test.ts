import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { BackorderDetail } from '../../web/backorders/contract/ledger.ts'
import type { OrderDetail } from '../../web/backorders/contract/orders.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aBackorder, record } from './some-backorders.ts'

let api: Awaited<ReturnType<typeof anApi>>

beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() => asOwner(api.databaseUrl, 'truncate shop_order, order_line, backorder, backorder_count'))

type Line = { line: string; units?: number; open?: number; from?: string; to?: string; at?: string; item?: string }

async function recordOrder(
  said: Partial<{ order: string; cancelled: string; deleted: string; of: string }>,
  lines: Line[],
) {
  const { order = '61', cancelled = null, deleted = null, of = shop } = said
  await asOwner(
    api.databaseUrl,
    `insert into shop_order (shop_id, order_id, name, ordered_at, cancelled_at, deleted_at, changed_at, heard_at)
     values ($1, $2, '#1010', '2026-11-20T10:00:00Z', $3, $4, now(), now())`,
    [of, order, cancelled, deleted],
  )
  await asOwner(
    api.databaseUrl,
    `insert into order_line (shop_id, line_id, order_id, item_id, sku, title, units, open, told_from, told_to, told_at)
     select $1, line, $2, item, 'MUG-RED', 'Red mug', coalesce(units, 5), coalesce(open, 5), "from", "to", at
       from jsonb_to_recordset($3) as l(line text, item text, units int, open int, "from" date, "to" date, at timestamptz)`,
    [of, order, JSON.stringify(lines)],
  )
}

const at = '2026-11-20T09:30:00Z'

test('an order lists all of its lines, each with what was promised of it', async () => {
  await recordOrder({}, [
    { line: '701', item: '900', from: '2999-12-01', to: '2999-12-09', at },
    { line: '702', item: '901', from: '2999-12-24' },
    { line: '9', open: 0 },
  ])
  await record(api.databaseUrl, [
    aBackorder({
      order: '61',
      line: '701',
      location: '1',
      firstPromise: '2999-12-09',
      pegged: 3,
      readyOn: '2999-12-24',
    }),
    aBackorder({ order: '61', line: '701', location: '2', firstPromise: '2999-12-09' }),
    aBackorder({ order: '62', line: '801' }),
  ])
  const { status, body } = await api.get<OrderDetail>('/api/orders/61')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    shop,
    orderId: 'gid://shopify/Order/61',
    orderName: '#1010',
    orderedAt: '2026-11-20T10:00:00.000Z',
    state: 'open',
    linesAreWhole: true,
  })
  expect(body.lines).toEqual([
    {
      lineId: 'gid://shopify/LineItem/9',
      itemId: null,
      variantId: null,
      sku: 'MUG-RED',
      title: 'Red mug',
      imageUrl: null,
      units: 5,
      open: 0,
      unclaimed: 0,
      obstacles: [],
      told: null,
      firstPromise: null,
      backorders: [],
    },
    expect.objectContaining({
      itemId: 'gid://shopify/InventoryItem/900',
      told: { from: '2999-12-01', to: '2999-12-09', at: '2026-11-20T09:30:00.000Z' },
      firstPromise: '2999-12-09',
      backorders: [
        expect.objectContaining({
          locationId: 'gid://shopify/Location/1',
          firstPromise: '2999-12-09',
          shown: ['late', 'on-order'],
        }),
        expect.objectContaining({ locationId: 'gid://shopify/Location/2' }),
      ],
    }),
    expect.objectContaining({
      told: { from: '2999-12-24', to: null, at: null },
      firstPromise: '2999-12-24',
      backorders: [],
    }),
  ])
})

test('an order is found by its gid as well', async () => {
  await recordOrder({}, [{ line: '701' }])
  const { body } = await api.get<OrderDetail>(`/api/orders/${encodeURIComponent('gid://shopify/Order/61')}`)
  expect(body.orderName).toBe('#1010')
})

test.each([
  ['open', {}, [{ line: '701', open: 0 }, { line: '702' }]],
  ['done', {}, [{ line: '701', open: 0 }]],
  ['cancelled', { cancelled: at }, [{ line: '701', open: 0 }]],
  ['deleted', { deleted: at }, [{ line: '701', open: 0 }]],
])('an order that is %s is said to be so', async (state, said, lines) => {
  await recordOrder(said, lines)
  expect((await api.get<OrderDetail>('/api/orders/61')).body.state).toBe(state)
})

test.each(['62', '99999999999999999999'])('an order that the shop does not have is not found: %s', async (id) => {
  await recordOrder({ order: '62', of: otherShop }, [{ line: '701' }])
  expect((await api.get(`/api/orders/${id}`)).status).toBe(404)
})

test('what is no id is refused', async () => {
  expect((await api.get('/api/orders/abc')).status).toBe(400)
})

test('a backorder tells what was told of its line, and the first promise that it is held to', async () => {
  await recordOrder({}, [{ line: '701', from: '2999-12-01', to: '2999-12-09', at }])
  const [id] = await record(api.databaseUrl, [
    aBackorder({ order: '61', line: '701', firstPromise: '2999-12-09', pegged: 3, readyOn: '2999-12-09' }),
  ])
  const { body } = await api.get<BackorderDetail>(`/api/backorders/${id}`)
  expect(body).toMatchObject({
    told: { from: '2999-12-01', to: '2999-12-09', at: '2026-11-20T09:30:00.000Z' },
    firstPromise: '2999-12-09',
    shown: ['on-order'],
  })
})
