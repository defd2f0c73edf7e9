import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenLines } from '../../../web/receiving/contract/receipts.ts'
import type {
  SupplierOrderDetail,
  SupplierOrderListOutput,
} from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { aStorefront, type Storefront } from '../../promises/a-storefront.ts'
import { anApi } from '../../support/an-api.ts'
import { queryAsOwner } from '../../support/database/database.ts'
import { ledgerFaults } from '../../support/truth/ledger-faults.ts'

let api: Awaited<ReturnType<typeof anApi>>
let shop: Storefront
let supplierId: string
beforeAll(async () => {
  api = await anApi()
  shop = await aStorefront(api.db)
  await shop.query(
    `update shop set scopes = 'read_orders,write_products,write_orders', currency = 'EUR', name = 'Mugs' where shop_id = $1`,
  )
  await shop.query(
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Shop location', true, now())
         on conflict do nothing`,
  )
  for (const item of ['100', '200']) shop.truth.setStock(item, -60, 60)
  for (let order = 1; order <= 10; order++) {
    await shop.sells(String(order), [
      { line: `${order}1`, units: 6 },
      { line: `${order}2`, units: 6, item: '200' },
    ])
  }
  await shop.drains()
  supplierId = (await send<{ supplierId: string }>('POST', '/api/suppliers', supplier())).body.supplierId
  for (const item of ['100', '200']) await putEntry(item, 7)
})
afterAll(async () => await api.close())

const supplier = () => ({
  ...{ name: 'Potter', contact: null, email: 'orders@potter.example', language: 'en', currency: 'EUR' },
  ...{ leadTimeDays: 7, minimumValue: null, orderDays: [], notes: '' },
})
const putEntry = (itemId: string, leadTimeDays: number) =>
  send('PUT', `/api/suppliers/${supplierId}/catalogue/${itemId}`, {
    ...{ supplierSku: null, cost: '2.50', minimumQuantity: 1, packSize: 1, leadTimeDays, rank: 1, discontinued: false },
  })

const statuses: string[] = []
async function send<Body>(method: string, path: string, said?: object) {
  const answer =
    said === undefined && method === 'GET'
      ? await api.get<Body>(path, shop.shop)
      : await api.send<Body>(method, path, said ?? {}, shop.shop)
  if (answer.status >= 500) statuses.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}
const post = <Body>(path: string, said: object = {}) => send<Body>('POST', path, said)
const get = async <Body>(path: string) => (await send<Body>('GET', path)).body
const twice = <Value>(work: () => Promise<Value>) => Promise.all([work(), work()])

async function orderWhatIsShort() {
  const proposal = await post<{ proposalId: string }>('/api/proposals', { from: { all: true }, rule: 'preferred' })
  await twice(() => post(`/api/proposals/${proposal.body.proposalId}/create`))
}

async function dealWithOrders() {
  const { rows } = await get<SupplierOrderListOutput>('/api/supplier-orders?limit=250')
  await Promise.all(
    rows.slice(0, 6).map(async ({ supplierOrderId }) => {
      const path = `/api/supplier-orders/${supplierOrderId}`
      const { version, state } = await get<SupplierOrderDetail>(path)
      const days = ['2999-12-02', '2999-12-09']
      if (state === 'draft') {
        await Promise.all(days.map((due) => post(`${path}/order`, { version, due, confirmed: true })))
      } else {
        await Promise.all(days.map((due) => post(`${path}/edit`, { version, due, confirmed: true })))
        if (Number(supplierOrderId) % 3 === 0) await twice(() => post(`${path}/cancel`, { version, confirmed: true }))
      }
    }),
  )
}

async function receive() {
  const { rows } = await get<OpenLines>('/api/receipts/open-lines?limit=250')
  const lines = rows.slice(0, 3).map(({ supplierOrderLineId }) => ({ supplierOrderLineId, accepted: 2, heldBack: 1 }))
  if (lines.length === 0) return
  const key = randomUUID()
  await Promise.all([
    ...[lines, lines].map((same) => post('/api/receipts', { key, lines: same })),
    post('/api/receipts', { key: randomUUID(), lines: lines.toReversed() }),
  ])
}

const merchant = async (round: number) => {
  await Promise.all([
    putEntry('100', 5 + round),
    putEntry('200', 9 + round),
    post('/api/storefront/messages', { isOn: true }),
    orderWhatIsShort(),
    dealWithOrders(),
    receive(),
    send('PUT', '/api/shop/rules', { countsUnclaimed: round % 2 === 0 }),
    post('/api/rebuild/preview'),
    post('/api/reconcile'),
  ])
}

it('two merchants, webhooks, two lanes and what shoppers are told, all at once, end in no error and lose no unit', async () => {
  for (let round = 1; round <= 5; round++) {
    await Promise.all([
      merchant(round),
      merchant(round + 20),
      ...[1, 2, 3].map((order) =>
        shop.sells(String(round * 100 + order), [
          { line: `${round * 100 + order}1`, units: 1 },
          { line: `${round * 100 + order}2`, units: 2, item: '200' },
        ]),
      ),
      shop.drains(),
      shop.drains(),
    ])
  }
  await shop.drains()
  await shop.drains()
  expect(statuses).toEqual([])
  expect(
    await shop.query(
      `select line_id from backorder where shop_id = $1 and state = 'open' and (backordered <> pegged + uncovered or covered + backordered <> units)`,
    ),
  ).toEqual([])
  expect(
    await shop.query(
      `select a.arrival_id, a.units, pegged.units as pegged from arrival a
         join lateral (select sum(units) as units from peg where peg.shop_id = $1 and peg.arrival_id = a.arrival_id) as pegged on true
        where a.shop_id = $1 and (pegged.units > a.units or not a.is_ordered and pegged.units > 0)`,
    ),
  ).toEqual([])
  expect(
    await shop.query(
      `select l.supplier_order_line_id from supplier_order_line l
        where shop_id = $1 and greatest(l.units - l.accepted - l.rejected - l.cancelled, 0) <> coalesce((
              select sum(units) from arrival a where a.shop_id = $1 and a.supplier_order_line_id = l.supplier_order_line_id), 0)`,
    ),
  ).toEqual([])
  const [accepted] = await shop.query<{ units: number; receipts: number }>(
    `select sum(accepted)::int as units,
            (select sum(r.accepted)::int from receipt_line r where r.shop_id = $1) as receipts
       from supplier_order_line where shop_id = $1`,
  )
  const raised = [...shop.truth.adjusted.values()].flatMap(({ changes }) => changes)
  const units = raised.reduce((sum, { delta }) => sum + delta, 0)
  expect(units).toBeGreaterThan(0)
  expect(accepted).toEqual({ units, receipts: units })
  expect(await ledgerFaults((sql) => queryAsOwner(api.databaseUrl, sql))).toEqual([])
  expect(
    await queryAsOwner(
      api.databaseUrl,
      `select topic, state, reason from delivery where state not in ('done', 'ignored')`,
    ),
  ).toEqual([])
})
