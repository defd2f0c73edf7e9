import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenLocations } from '../../web/shop/contract/shop.ts'
import type { SupplierOrderListOutput } from '../../web/supplier-orders/contract/supplier-orders.ts'
import { shop as mugs, otherShop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aPurchase, type Order, type Purchase, type Refused } from './a-purchase.ts'

let shop: Purchase
beforeAll(async () => {
  shop = await aPurchase()
})
afterAll(() => shop.close())

describe('a draft', () => {
  it('has the next number, what the catalogue says, and the supplier’s currency', async () => {
    const draft = await shop.draft({ '901': 10, '902': 4 })
    expect(draft).toMatchObject({ state: 'draft', currency: 'EUR', lines: 2, units: 14, subtotal: '35', version: 1 })
    expect(draft.exchangeRate).toBe('1')
    const next = await shop.draft({ '901': 1 })
    expect(next.number).toBe(draft.number + 1)
  })

  it('refuses an item twice, an item that there is not, and a supplier or place that there is not', async () => {
    const before = (await shop.get<SupplierOrderListOutput>('/api/supplier-orders')).body.total
    const line = { itemId: '901', units: 1 }
    const given = { supplierId: shop.supplierId, locationId: '1', lines: [line] }
    const refusals = await Promise.all(
      [
        { ...given, lines: [line, line] },
        { ...given, lines: [{ itemId: '12345', units: 1 }] },
        { ...given, supplierId: '999999' },
        { ...given, locationId: '77' },
      ].map((said) => shop.post<Refused>('/api/supplier-orders', said)),
    )
    expect(refusals.map(({ status, body }) => [status, body.message])).toEqual([
      [422, 'An item can be on one line only.'],
      [422, 'There is no such item.'],
      [422, 'There is no such supplier, or it is archived.'],
      [422, 'There is no such location, or it is not active.'],
    ])
    expect((await shop.get<SupplierOrderListOutput>('/api/supplier-orders')).body.total).toBe(before)
  })

  it('begins empty, for a location that is open', async () => {
    await asOwner(
      shop.databaseUrl,
      `insert into location (shop_id, location_id, name, active, changed_at)
       values ($1, '8', 'Attic', true, now()), ($1, '9', 'Closed barn', false, now())`,
      [mugs],
    )
    const { rows } = (await shop.get<OpenLocations>('/api/locations')).body
    expect(rows).toContainEqual({
      locationId: 'gid://shopify/Location/8',
      name: 'Attic',
      fulfillsOnlineOrders: true,
      isFulfillmentService: false,
      serviceName: null,
      counts: 'shopify',
    })
    expect(rows.some(({ name }) => name === 'Closed barn')).toBe(false)
    const given = { supplierId: shop.supplierId, locationId: 'gid://shopify/Location/8' }
    const { body } = await shop.post<Order>('/api/supplier-orders', given)
    expect(body).toMatchObject({ state: 'draft', lines: 0, locationName: 'Attic' })
  })

  it('takes lines, days, costs and notes, and tells each in its timeline', async () => {
    const { supplierOrderId } = await shop.draft({ '901': 10, '902': 4 })
    const [first, second] = await shop.linesOf(supplierOrderId)
    const { status, body } = await shop.change(supplierOrderId, 'edit', {
      notes: 'In the morning',
      tax: '6.65',
      shipping: '9.90',
      lines: [
        {
          supplierOrderLineId: first?.supplierOrderLineId,
          units: 12,
          cost: '2.335',
          arrivals: [
            { units: 4, due: '2026-12-08' },
            { units: 8, due: '2026-12-01' },
          ],
        },
      ],
      added: [{ itemId: '903', units: 2, cost: '100' }],
      removed: [second?.supplierOrderLineId],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ version: 2, notes: 'In the morning', lines: 2, subtotal: '228.02', total: '244.57' })
    const lines = await shop.linesOf(supplierOrderId)
    expect(
      lines.map(({ title, units, arrivals }) => [title, units, arrivals.map(({ units, due }) => [units, due])]),
    ).toEqual([
      [
        'SKU-1',
        12,
        [
          [8, '2026-12-01'],
          [4, '2026-12-08'],
        ],
      ],
      ['SKU-3', 2, [[2, null]]],
    ])
    expect(body.events[0]).toMatchObject({
      kind: 'edited',
      facts: {
        tax: '6.65',
        notes: true,
        added: 1,
        removed: ['SKU-2'],
        changed: [{ title: 'SKU-1', units: { from: 10, to: 12 }, cost: { from: '2.5', to: '2.335' } }],
      },
    })
  })

  it('shares tax and shipping out by value in what a unit costs when it is here', async () => {
    const { supplierOrderId } = await shop.draft({ '901': 8, '902': 2 }, { currency: 'USD' })
    await shop.change(supplierOrderId, 'edit', { shipping: '5', exchangeRate: '0.8' })
    const lines = await shop.linesOf(supplierOrderId)
    expect(lines.map((line) => line.landedCost)).toEqual(['2.4', '2.4'])
    expect(await shop.find(supplierOrderId)).toMatchObject({ total: '30', totalInShop: '24', shopCurrency: 'EUR' })
    const next = await shop.draft({ '901': 1 }, { currency: 'USD' })
    expect(next.exchangeRate).toBe('0.8')
  })
})

describe('the money of an order', () => {
  const draft = (said: object) =>
    shop.post<Refused>('/api/supplier-orders', { supplierId: shop.supplierId, locationId: '1', ...said })

  it.each(['ABC', 'XTS', 'XAU', 'eur'])('is in no currency %s', async (currency) => {
    const { status, body } = await draft({ currency })
    expect([status, body.message]).toEqual([400, expect.stringContaining('currency: must be a currency')])
  })

  it('has a rate of 1 in the currency of the shop, and no other', async () => {
    const { supplierOrderId } = await shop.draft({ '901': 8 })
    const rated = async (exchangeRate: string | null) => {
      const { status, body } = await shop.change<Refused>(supplierOrderId, 'edit', { exchangeRate })
      return [status, body.message]
    }
    const refused = [422, "The order is in EUR, the shop's own currency: its rate is 1."]
    expect(await rated('7')).toEqual(refused)
    expect(await rated(null)).toEqual(refused)
    expect((await rated('1.00'))[0]).toBe(200)
  })

  it('is of amounts that can be paid: no half yen, and tax of whole cents', async () => {
    const yen = await draft({ currency: 'JPY', lines: [{ itemId: '901', units: 3, cost: '100.5' }] })
    const words = (amount: string, currency: string) =>
      `${amount} is no amount of ${currency}: it has more decimals than that is paid in.`
    expect([yen.status, yen.body.message]).toEqual([422, words('100.5', 'JPY')])
    const { supplierOrderId } = await shop.draft(
      { '901': 3 },
      { currency: 'JPY', lines: [{ itemId: '901', units: 3, cost: '100.0' }] },
    )
    const added = await shop.change<Refused>(supplierOrderId, 'edit', {
      added: [{ itemId: '902', units: 1, cost: '0.5' }],
    })
    expect([added.status, added.body.message]).toEqual([422, words('0.5', 'JPY')])
    const euro = await shop.draft({ '901': 3 })
    const taxed = await shop.change<Refused>(euro.supplierOrderId, 'edit', { tax: '1.005' })
    expect([taxed.status, taxed.body.message]).toEqual([422, words('1.005', 'EUR')])
    const [line] = await shop.linesOf(euro.supplierOrderId)
    const lines = [{ supplierOrderLineId: line?.supplierOrderLineId, cost: '0.335' }]
    expect((await shop.change(euro.supplierOrderId, 'edit', { lines, shipping: '4.50' })).status).toBe(200)
  })
})

describe('two people who edit one order', () => {
  it('are told apart: the second is refused, and nothing of his is saved', async () => {
    const { supplierOrderId, version } = await shop.draft({ '901': 10 })
    const edits = ['Mine', 'Yours'].map((notes) =>
      shop.post<Order & Refused>(shop.path(supplierOrderId, '/edit'), {
        version,
        notes,
        added: [{ itemId: '904', units: 1 }],
      }),
    )
    const answers = await Promise.all(edits)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = answers.find(({ status }) => status === 200)?.body
    const refused = answers.find(({ status }) => status === 409)?.body
    expect(refused?.message).toMatch(/Somebody else changed this supplier order/)
    expect(await shop.find(supplierOrderId)).toMatchObject({ notes: winner?.notes, version: version + 1, lines: 2 })
  })
})

describe('fifty drafts at once', () => {
  it('are numbered without a gap, though some of them are refused', async () => {
    const before = (await shop.draft({ '901': 1 })).number
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => {
        const lines = [{ itemId: at % 5 === 0 ? '12345' : '901', units: 1 }]
        return shop.post<Order>('/api/supplier-orders', { supplierId: shop.supplierId, locationId: '1', lines })
      }),
    )
    const numbers = answers.flatMap(({ status, body }) => (status === 200 ? [body.number] : []))
    expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, at) => before + 1 + at))
  })
})

describe('the list', () => {
  it('is found by state, supplier, number and name, page by page', async () => {
    const { supplierOrderId, number } = await shop.ordered({ '905': 3 })
    const list = async (query: string) =>
      (await shop.get<SupplierOrderListOutput>(`/api/supplier-orders?${query}`)).body
    expect((await list('state=ordered')).rows).toMatchObject([
      { supplierOrderId, number, outstanding: 3, total: '7.5' },
    ])
    for (const typed of [number, `%23${number}`, `PO-${number}`, `po${number}`]) {
      expect((await list(`query=${typed}`)).rows.map((row) => row.number)).toEqual([number])
    }
    expect((await list('query=nobody')).total).toBe(0)
    const first = await list('query=hamburg&limit=2')
    expect(first.rows.map((row) => row.number)).toEqual([number, number - 1])
    const second = await list(`query=hamburg&limit=2&cursor=${first.next}`)
    expect(second.rows.map((row) => row.number)).toEqual([number - 2, number - 3])
    expect(first.counts).toMatchObject({ ordered: 1, draft: first.total - 1, late: 0 })
  })

  it('shows another shop nothing', async () => {
    const theirs = (await shop.get<SupplierOrderListOutput>('/api/supplier-orders', otherShop)).body
    expect([theirs.total, theirs.counts.draft]).toEqual([0, 0])
  })
})
