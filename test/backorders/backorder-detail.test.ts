import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BackorderDetail } from '../../web/backorders/contract/ledger.ts'
import type { ShopSummary } from '../../web/shop/contract/shop.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aSupplierOrder } from '../support/some-arrivals.ts'
import { aBackorder, record, recordLedger } from './some-backorders.ts'

let api: Awaited<ReturnType<typeof anApi>>

beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())

const opened = {
  units: 5,
  shipped: 0,
  covered: 2,
  backordered: 3,
  pegged: 0,
  uncovered: 3,
  state: 'open',
  readyOn: null,
  nextArrivalOn: null,
}
const ready = { ...opened, covered: 5, backordered: 0, uncovered: 0, state: 'ready' }

test('a line answers why each unit is where it is, newest first', async () => {
  const [id = ''] = await record(api.databaseUrl, [
    aBackorder({ order: '61', orderName: '#1010', state: 'ready', covered: 5, backordered: 0 }),
  ])
  const placed = {
    kind: 'delivery',
    topic: 'orders/create',
    webhookId: 'w-1',
    triggeredAt: '2026-11-20T10:00:00.5Z',
    orderId: '61',
    order: '#1010',
  }
  const freed = { ...placed, topic: 'orders/cancelled', webhookId: 'w-2', orderId: '60', order: '#1004' }
  await recordLedger(api.databaseUrl, id, [
    { at: '2026-11-20T10:00:01Z', cause: placed, before: null, after: opened },
    { at: '2026-11-20T11:00:01Z', cause: freed, before: opened, after: ready },
  ])

  const { status, body } = await api.get<BackorderDetail>(`/api/backorders/${id}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ backorderId: id, orderName: '#1010', readyOn: 'now', ledgerIsWhole: true })
  expect(body.ledger).toEqual([
    {
      ledgerId: expect.any(String),
      at: '2026-11-20T11:00:01.000Z',
      cause: {
        kind: 'delivery',
        topic: 'orders/cancelled',
        deliveryId: 'w-2',
        triggeredAt: '2026-11-20T10:00:00.500Z',
        subject: '#1004',
        own: false,
        supplierOrder: null,
        what: null,
        note: null,
        owed: null,
      },
      before: opened,
      after: { ...ready, readyOn: 'now' },
    },
    expect.objectContaining({
      before: null,
      after: opened,
      cause: expect.objectContaining({ subject: '#1010', own: true }),
    }),
  ])
})

test('a line tells what each of its units waits for', async () => {
  const later = await aSupplierOrder(api.db, shop, [{ item: '900', units: 5, due: '2999-12-24' }])
  const sooner = await aSupplierOrder(api.db, shop, [{ item: '900', units: 2, due: '2999-12-04' }])
  const [id = ''] = await record(api.databaseUrl, [aBackorder({ line: '78', pegged: 3, nextArrivalOn: '2999-12-04' })])
  const arrivals = [later.arrivals[0], sooner.arrivals[0]]
  await asOwner(
    api.databaseUrl,
    `insert into peg (shop_id, line_id, location_id, arrival_id, item_id, units)
     select $1, '78', '1', arrival, '900', units from unnest($2::bigint[], array[1, 2]) as p(arrival, units)`,
    [shop, arrivals],
  )
  const { body } = await api.get<BackorderDetail>(`/api/backorders/${id}`)
  const { supplierOrderId, number } = sooner
  expect(body.pegs).toEqual([
    {
      arrivalId: arrivals[1],
      supplierOrderId,
      native: null,
      number,
      supplierName: 'Acme',
      units: 2,
      due: '2999-12-04',
    },
    expect.objectContaining({ arrivalId: arrivals[0], number: later.number, units: 1, due: '2999-12-24' }),
  ])
})

test('a line that changed very often tells its newest two hundred changes, and that there are more', async () => {
  const [id = ''] = await record(api.databaseUrl, [aBackorder()])
  const cause = { kind: 'reconcile', topic: 'stock/read', triggeredAt: '2026-11-20T10:00:00Z' }
  const many = Array.from({ length: 201 }, () => ({ at: '2026-11-20T10:00:01Z', cause, before: opened, after: opened }))
  await recordLedger(api.databaseUrl, id, many)
  const { body } = await api.get<BackorderDetail>(`/api/backorders/${id}`)
  expect(body.ledger).toHaveLength(200)
  expect(body.ledgerIsWhole).toBe(false)
})

test('the shop tells its counts and what is still due, and never those of another', async () => {
  await asOwner(api.databaseUrl, 'truncate backorder, backorder_count, ledger')
  expect((await api.get('/api/shop')).body).toEqual({
    shop,
    name: 'mugs',
    counts: { open: 0, ready: 0, closed: 0, cancelled: 0 },
    lastPlannedAt: null,
    parked: 0,
    due: 0,
  })

  const [id = ''] = await record(api.databaseUrl, [
    aBackorder(),
    aBackorder({ state: 'ready' }),
    aBackorder({ shop: otherShop }),
  ])
  await recordLedger(api.databaseUrl, id, [
    { at: '2026-11-20T10:00:01Z', cause: { kind: 'reconcile' }, before: null, after: opened },
  ])
  await asOwner(api.databaseUrl, `insert into due_item (shop_id, item_id) values ($1, '1'), ($1, '2'), ($2, '1')`, [
    shop,
    otherShop,
  ])
  await asOwner(
    api.databaseUrl,
    `insert into delivery (shop_id, webhook_id, topic, body, state, reason)
     values ($1, 'a', 'orders/create', 'x', 'waiting', null), ($1, 'b', 'orders/create', 'x', 'parked', 'unreadable'),
            ($2, 'a', 'orders/create', 'x', 'parked', 'unreadable')`,
    [shop, otherShop],
  )
  expect((await api.get<ShopSummary>('/api/shop')).body).toMatchObject({
    counts: { open: 1, ready: 1, closed: 0, cancelled: 0 },
    lastPlannedAt: '2026-11-20T10:00:01.000Z',
    parked: 1,
    due: 3,
  })
})

test.each(['/api/backorders', '/api/backorders/1', '/api/shop', '/api/nothing'])(
  '%s asks for a session token',
  async (path) => {
    const { status, body } = await api.get(path, null)
    expect(status).toBe(401)
    expect(body).toMatchObject({ message: expect.any(String) })
  },
)

test('answers are never kept by a cache', async () => {
  expect((await api.get('/api/backorders')).headers.get('cache-control')).toBe('no-store')
})

test('the description of the API is for everyone and names its addresses', async () => {
  type Document = { openapi: string; paths: Record<string, { get: { parameters: { name: string }[] } }> }
  const { status, body } = await api.get<Document>('/api/openapi.json', null)
  expect(status).toBe(200)
  expect(body.openapi).toMatch(/^3\./)
  const addresses = [
    '/backorders',
    '/backorders/{backorderId}',
    '/deliveries/parked/retry',
    '/supplier-orders',
    '/shop',
  ]
  expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(addresses))
  expect(body.paths['/backorders']?.get.parameters.map((parameter) => parameter.name)).toEqual([
    'state',
    'shown',
    'query',
    'orderId',
    'itemId',
    'locationId',
    'lineId',
    'sort',
    'cursor',
    'limit',
  ])
})
