import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withoutShopper } from '../../web/mirror/webhooks/without-shopper.ts'
import type { DataRequest, DataRequestList } from '../../web/shop/contract/data-requests.ts'
import type { ShopSummary } from '../../web/shop/contract/shop.ts'
import { tablesAboutOrders } from '../../web/shop/store/kept-of-orders.ts'
import { fillTables } from '../app/isolation/filled-tables.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, order, product } from '../support/lane/payloads.ts'

let api: Awaited<ReturnType<typeof anApi>>
let lane: Lane
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await asOwner(
    api.databaseUrl,
    'truncate data_request, data_request_order, reconcile_difference, shop_order, order_line, backorder, ledger, delivery, variant, item, stock_point, due_item',
  )
  lane = aLane(api.db, shop)
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
})

const at = '2026-03-02T09:00:00.000Z'
const title = 'A rather particular mug'
const line = { id: '11', units: 2, title }

/** Two short. */
async function isBought(): Promise<void> {
  lane.truth.setStock('100', -2, 2)
  const told = JSON.stringify({ from: '2026-03-20', to: '2026-03-24', at: '2026-03-02T08:30:00.000Z' })
  const lines = [{ ...line, properties: [{ name: '_promise', value: told }] }]
  await lane.hears('orders/create', order({ id: '4711', at, lines }))
  await lane.drains()
}
async function isCancelled(): Promise<void> {
  lane.truth.setStock('100', 0, 0)
  const minute = at.replace(':00:00', ':01:00')
  await lane.hears('orders/updated', order({ id: '4711', at, updated: minute, cancelled: minute, lines: [line] }))
  await lane.drains()
}
async function asks(topic: 'customers/data_request' | 'customers/redact', said: object, triggeredAt = at) {
  const body = Buffer.from(JSON.stringify({ customer: { id: 191167, email: 'ada@example.com' }, ...said }))
  await lane.hears(topic, withoutShopper(body).toString(), triggeredAt)
  await lane.drains()
}
const asked = (orders: readonly number[], id = 9999, triggeredAt = at) =>
  asks('customers/data_request', { orders_requested: orders, data_request: { id } }, triggeredAt)
const list = async (query = '', as = shop) => (await api.get<DataRequestList>(`/api/data-requests${query}`, as)).body
const notice = async () => (await api.get<ShopSummary>('/api/shop')).body.dataRequests
const download = async (id: string, as = shop) => await api.get<object>(`/api/data-requests/${id}/file`, as)

describe('a shopper who asks what is kept', () => {
  it('is listed with the orders and the day by which Shopify wants an answer, 30 days later', async () => {
    await isBought()
    await asked([4711, 4712])
    const { rows, total } = await list()
    expect(total).toBe(1)
    expect(rows).toEqual([
      {
        dataRequestId: expect.any(String),
        askedAt: at,
        dueAt: '2026-04-01T09:00:00.000Z',
        answeredAt: null,
        ordersNamed: 2,
        orders: [
          { orderId: 'gid://shopify/Order/4711', orderName: '#4711' },
          { orderId: 'gid://shopify/Order/4712', orderName: null },
        ],
      },
    ])
    expect(await notice()).toEqual({ open: 1, dueAt: '2026-04-01T09:00:00.000Z' })
    expect((await list('', otherShop)).rows).toEqual([])
  })

  it('is listed once however often Shopify says so, and also where Shopify names no order', async () => {
    await asked([], 1)
    await asked([], 1, '2026-03-03T09:00:00.000Z')
    expect((await list()).rows).toMatchObject([{ askedAt: at, ordersNamed: 0, orders: [] }])
  })

  it('is listed as of now where the request says that it is of a day to come', async () => {
    await asked([], 1, '2999-01-01T00:00:00.000Z')
    const [row] = (await list()).rows
    expect(Date.parse(row?.askedAt ?? '')).toBeLessThanOrEqual(Date.now() + 60_000)
  })

  it('is listed by its time where no id says which request it is', async () => {
    await asks('customers/data_request', { orders_requested: [4711] })
    expect((await list()).rows).toMatchObject([{ askedAt: at, ordersNamed: 1 }])
  })

  it('is read page by page', async () => {
    for (const id of [1, 2, 3]) await asked([id], id)
    const first = await list('?limit=2')
    expect(first.rows.map(({ orders }) => orders[0]?.orderId)).toEqual([3, 2].map((id) => `gid://shopify/Order/${id}`))
    expect((await list(`?limit=2&cursor=${first.next}`)).rows).toHaveLength(1)
  })

  it('is answered once the merchant says so, which can be taken back', async () => {
    await asked([4711])
    const [row] = (await list()).rows
    const mark = (isAnswered: boolean, as = shop) =>
      api.send<DataRequest>('PUT', `/api/data-requests/${row?.dataRequestId}/answered`, { isAnswered }, as)
    expect((await mark(true, otherShop)).status).toBe(404)
    const first = await mark(true)
    expect(first.body.answeredAt).not.toBeNull()
    expect((await mark(true)).body).toEqual(first.body)
    expect(await notice()).toBeUndefined()
    expect((await mark(false)).body.answeredAt).toBeNull()
    expect(await notice()).toMatchObject({ open: 1 })
  })
})

describe('the file of a request', () => {
  it('says in words everything that is kept of its orders, and nothing of others', async () => {
    await isBought()
    await lane.hears(
      'orders/create',
      order({ id: '4712', at, lines: [{ id: '12', units: 1, title: 'Somebody else’s' }] }),
    )
    await asked([4711, 4713])
    const [row] = (await list()).rows
    const { status, headers, body } = await download(row?.dataRequestId ?? '')
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toContain('data-request-2026-03-02-')
    expect(body).toMatchObject({
      'Orders that Shopify named': 2,
      Orders: [
        {
          Order: [{ Order: '#4711', 'Shopify’s number of the order': '4711' }],
          'Lines of the order': [
            { Item: title, SKU: 'MUG', Units: 2, 'The shop said it would be sent from': '2026-03-20' },
          ],
          'Lines that waited for stock': [{ 'Units that waited for stock': 2 }],
          'What happened to them while they waited': [{ 'Cause kind': 'delivery' }],
        },
        { 'Nothing is kept of the order that Shopify numbers': '4713' },
      ],
    })
    expect(JSON.stringify(body)).not.toContain('Somebody else')
    expect((await download(row?.dataRequestId ?? '', otherShop)).status).toBe(404)
  })

  it('says what checks found of its orders, and what was set aside of them', async () => {
    await isBought()
    await asked([4711])
    await lane.query(
      `insert into reconcile_difference (shop_id, reconcile_id, thing, thing_id, name, cause)
       select $1, 1, thing, id, name, 'drift' from (values
         ('order', '4711', '#4711'), ('backorder', '11@1', '#4711 Mug'), ('order', '47', '#47'), ('item', '4711', 'Mug'))
         as found(thing, id, name) returning 1`,
    )
    await lane.query(
      `insert into delivery (shop_id, webhook_id, topic, state, reason, body)
       select $1, body, 'orders/updated', 'parked', 'not readable', convert_to(body, 'UTF8')
         from unnest('{"{\\"id\\":4711,","{\\"id\\":47110,"}'::text[]) body returning 1`,
    )
    const [row] = (await list()).rows
    const { body } = await download(row?.dataRequestId ?? '')
    expect(body).toMatchObject({
      Orders: [
        {
          'What comparisons with Shopify found': [{ Order: '#4711' }, { Order: '#4711 Mug' }],
          'Updates from Shopify that wait, or were set aside': [{ Reason: 'not readable', Update: '{"id":4711,' }],
        },
      ],
    })
  })

  it('has the rows of every table that is about orders, lines or backorders', async () => {
    const named = await queryAsOwner<{ table: string }>(
      api.databaseUrl,
      `select distinct table_name as "table" from information_schema.columns
        where table_schema = 'public' and column_name in ('order_id', 'line_id', 'backorder_id') and table_name <> 'data_request_order'`,
    )
    expect(tablesAboutOrders.map(({ table }) => table).sort()).toEqual(named.map(({ table }) => table).sort())
    const filled = 'filled.myshopify.com'
    await fillTables(api.databaseUrl, filled)
    const [row] = (await list('', filled)).rows
    const { body } = await download(row?.dataRequestId ?? '', filled)
    expect(body).toMatchObject({
      Orders: [Object.fromEntries(tablesAboutOrders.map(({ heading }) => [heading, expect.any(Array)]))],
    })
  })
})

describe('a shopper who asks to be forgotten', () => {
  const orders = async () => (await list()).rows.map((row) => [row.ordersNamed, row.orders.map((one) => one.orderName)])

  it('is forgotten in requests as well: in an open order once it is forgotten itself, in an unknown one at once', async () => {
    await isBought()
    await asked([4711, 4712])
    await asks('customers/redact', { orders_to_redact: [4711, 4712] })
    expect(await orders()).toEqual([[2, ['#4711']]])
    await isCancelled()
    await queryAsOwner(api.databaseUrl, 'select forget_closed_orders(null)')
    expect(await orders()).toEqual([[2, []]])
    expect(await lane.query('select from data_request_order where shop_id = $1')).toEqual([])
  })

  it('is not named again by a request that is heard later', async () => {
    await isBought()
    await isCancelled()
    await asks('customers/redact', { orders_to_redact: [4711] })
    await asked([4711])
    expect(await orders()).toEqual([[1, []]])
  })
})
