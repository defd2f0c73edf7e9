import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetWhatIsOld } from '../../web/app/sweep.ts'
import { otherShop, shop } from '../support/an-api.ts'
import { aShopToOrderFor } from './a-shop-to-order-for.ts'

let the: Awaited<ReturnType<typeof aShopToOrderFor>>
beforeAll(async () => {
  the = await aShopToOrderFor()
})
afterAll(() => the.close())
beforeEach(() => the.clear())

test('makes one order per supplier out of many orders, with the order lines behind every line', async () => {
  const [s1, s2] = [await the.supplier('First'), await the.supplier('Second', { minimumValue: '30' })]
  await the.sells(s1, '10', { cost: '2.5' })
  await the.sells(s1, '30')
  await the.sells(s2, '20', { cost: '3.10', pack: 4 })
  await the.short('10', 2, { orderName: '#1' })
  await the.short('20', 1, { orderName: '#1', openedAt: '2026-11-20T09:00:00Z' })
  await the.short('10', 3, { orderName: '#2' })
  await the.short('20', 4, { orderName: '#3', openedAt: '2026-11-20T08:00:00Z' })
  await the.short('30', 1, { orderName: '#3' })

  const proposalId = await the.propose()
  const { proposal, rows, total } = await the.found(proposalId)
  expect(proposal).toMatchObject({ orderLines: 5, needed: 11, units: 14, refused: [], createdAt: null })
  expect(total).toBe(2)
  expect(rows).toMatchObject([
    {
      supplier: { supplierId: s1, name: 'First' },
      locationId: 'gid://shopify/Location/1',
      locationName: 'Main Street',
      supplierOrder: null,
      lines: 2,
      needed: 6,
      units: 6,
      surplus: 0,
      value: '13.5',
      belowMinimum: null,
    },
    { supplier: { name: 'Second' }, units: 8, surplus: 3, value: '24.8', surplusValue: '9.3', belowMinimum: '5.2' },
  ])
  const { rows: lines } = await the.lines(rows[1]?.proposedOrderId ?? '')
  expect(lines).toMatchObject([
    {
      itemId: 'gid://shopify/InventoryItem/20',
      title: 'Item 20',
      supplierSku: 'S-20',
      needed: 5,
      units: 8,
      surplus: 3,
      surplusValue: '9.3',
      packSize: 4,
      servesTotal: 2,
    },
  ])
  expect(lines[0]?.serves.map(({ orderName, units }) => [orderName, units])).toEqual([
    ['#3', 4],
    ['#1', 1],
  ])
})

test('says what cannot be ordered, and why', async () => {
  const s1 = await the.supplier('First')
  const gone = await the.supplier('Gone')
  await the.run('update supplier set archived_at = now() where supplier_id = $1', [gone])
  await the.sells(gone, '40')
  await the.sells(s1, '50')
  await the.run('update catalogue_entry set discontinued = true where item_id = $1', ['50'])
  await the.run(`insert into item_rule (shop_id, item_id, supply) values ($1, '60', 'made-to-order')`, [shop])
  for (const item of ['40', '50', '60']) await the.short(item, 2)

  const proposalId = await the.propose()
  expect((await the.found(proposalId)).proposal.refused).toEqual([
    { reason: 'no-supplier', lines: 1, units: 2 },
    { reason: 'made-elsewhere', lines: 1, units: 2 },
    { reason: 'discontinued', lines: 1, units: 2 },
  ])
  const { rows } = await the.refusals(proposalId)
  expect(rows.map(({ title, reason, servesTotal }) => [title, reason, servesTotal])).toEqual([
    ['Item 40', 'no-supplier', 1],
    ['Item 50', 'discontinued', 1],
    ['Item 60', 'made-elsewhere', 1],
  ])
})

test('takes what is chosen: a filter, a selection, or what one supplier gets by the rule', async () => {
  const [s1, s2] = [await the.supplier('First'), await the.supplier('Second')]
  await the.sells(s1, '10')
  await the.sells(s2, '10', { rank: 2 })
  await the.sells(s2, '20')
  const mug = await the.short('10', 2, { title: 'Blue mug', location: '1' })
  await the.short('10', 5, { title: 'Red mug', orderName: '#77' })
  await the.short('20', 3, { title: 'Blue plate' })

  const needed = async (from: Parameters<typeof the.propose>[0]) =>
    (await the.found(await the.propose(from))).proposal.needed
  expect(await needed({ all: true })).toBe(10)
  expect(await needed({ filter: { query: 'blue' } })).toBe(5)
  expect(await needed({ filter: { itemId: 'gid://shopify/InventoryItem/10', state: 'open' } })).toBe(7)
  expect(await needed({ filter: { state: 'ready' } })).toBe(0)
  expect(await needed({ filter: { query: '%' } })).toBe(0)
  expect(await needed({ filter: { shown: 'to-order', query: '77' } })).toBe(5)
  expect(await needed({ backorderIds: [mug] })).toBe(2)
  expect(await needed({ supplierId: s1 })).toBe(7)
  expect(await needed({ supplierId: s2 })).toBe(3)
})

test('chooses the cheapest by landed cost, and says whom it could not compare', async () => {
  await the.run(`update shop set currency = 'EUR' where shop_id = $1`, [shop])
  const near = await the.supplier('Near', { currency: 'EUR' })
  const far = await the.supplier('Far', { currency: 'USD' })
  const odd = await the.supplier('Odd', { currency: 'SEK' })
  await the.sells(near, '10', { cost: '5.00', rank: 1 })
  await the.sells(far, '10', { cost: '4.50', rank: 2 })
  await the.sells(odd, '10', { cost: '0.01', rank: 3 })
  await the.short('10', 2)
  const chosen = async (rule: string) => {
    const proposalId = await the.propose({ all: true }, rule)
    const [order] = (await the.found(proposalId)).rows
    return [order?.supplier.name, (await the.allLines(proposalId))[0]?.notCompared]
  }
  expect(await chosen('preferred')).toEqual(['Near', 0])
  expect(await chosen('cheapest')).toEqual(['Near', 2])
  await the.run(
    `insert into supplier_order (shop_id, number, supplier_id, location_id, currency, exchange_rate, state, ordered_at, shipping)
     values ($1, 1, $2, '1', 'USD', 0.9, 'received', now(), 0)`,
    [shop, far],
  )
  expect(await chosen('cheapest')).toEqual(['Far', 1])
})

test('names tax and shipping in what is cheapest: a tenth on top makes 4.60 dearer than 5.00', async () => {
  const near = await the.supplier('Near')
  const far = await the.supplier('Far')
  await the.sells(near, '10', { cost: '5.00' })
  await the.sells(far, '10', { cost: '4.60', rank: 2 })
  await the.short('10', 2)
  await the.run(
    `with o as (insert into supplier_order (shop_id, number, supplier_id, location_id, currency, state, ordered_at, shipping, tax)
                values ($1, 1, $2, '1', 'EUR', 'received', now(), 6, 4) returning supplier_order_id)
     insert into supplier_order_line (shop_id, supplier_order_id, item_id, title, units, cost)
     select $1, supplier_order_id, '99', 'Plate', 10, 10 from o`,
    [shop, far],
  )
  const [order] = (await the.found(await the.propose({ all: true }, 'cheapest'))).rows
  expect(order?.supplier.name).toBe('Near')
})

test('is read page by page, suppliers, lines and order lines', async () => {
  const suppliers = await Promise.all(['A', 'B', 'C'].map((name) => the.supplier(name)))
  for (const [at, supplier] of suppliers.entries()) await the.sells(supplier, `${at + 1}0`)
  await the.sells(suppliers[0] ?? '', '40')
  for (let order = 0; order < 7; order += 1) await the.short('10', 1, { orderName: `#${order}` })
  for (const item of ['20', '30', '40']) await the.short(item, 1)
  const proposalId = await the.propose()

  const first = await the.found(proposalId, '?limit=2')
  expect(first.rows.map(({ supplier }) => supplier.name)).toEqual(['A', 'B'])
  const second = await the.found(proposalId, `?limit=2&cursor=${first.next}`)
  expect(second.rows.map(({ supplier }) => supplier.name)).toEqual(['C'])
  expect(second.next).toBeNull()
  expect((await the.found(proposalId, `?limit=2&cursor=${second.previous}`)).rows).toEqual(first.rows)

  const order = first.rows[0]?.proposedOrderId ?? ''
  const lines = await the.lines(order, '?limit=1')
  expect(lines).toMatchObject({ total: 2, rows: [{ title: 'Item 10', servesTotal: 7 }] })
  expect((await the.lines(order, `?limit=1&cursor=${lines.next}`)).rows).toMatchObject([{ title: 'Item 40' }])

  const line = lines.rows[0]
  expect(line?.serves).toHaveLength(5)
  const serves = (query: string) =>
    the.get<{ rows: { orderName: string }[]; next: string | null; previous: string | null; total: number }>(
      `/api/proposed-lines/${line?.proposedLineId}/serves${query}`,
    )
  const { body: page } = await serves('?limit=4')
  expect(page).toMatchObject({ total: 7, previous: null })
  const { body: rest } = await serves(`?limit=4&cursor=${page.next}`)
  expect(rest.rows.map(({ orderName }) => orderName)).toEqual(['#4', '#5', '#6'])
  expect((await serves(`?limit=4&cursor=${rest.previous}`)).body).toEqual(page)
})

test("another shop's proposal is neither seen nor changed", async () => {
  const s1 = await the.supplier('First')
  await the.sells(s1, '10')
  await the.short('10', 1)
  const proposalId = await the.propose()
  const [line] = await the.allLines(proposalId)
  expect((await the.get(`/api/proposals/${proposalId}`, otherShop)).status).toBe(404)
  expect((await the.post(`/api/proposals/${proposalId}/create`, {}, otherShop)).status).toBe(404)
  const edit = { version: 1, change: { units: 9 } }
  expect((await the.post(`/api/proposed-lines/${line?.proposedLineId}/edit`, edit, otherShop)).status).toBe(404)
  await the.post(`/api/proposals/${proposalId}/discard`, {}, otherShop)
  expect((await the.found(proposalId)).total).toBe(1)
})

test('forgets proposals of another week', async () => {
  const old = await the.propose()
  await the.run(`update proposal set made_at = now() - interval '8 days'`)
  await the.propose()
  expect((await the.get(`/api/proposals/${old}`)).status).toBe(404)
})

test('is forgotten after a week though its shop never makes another', async () => {
  const [old, later] = [await the.propose(), await the.propose()]
  await the.run(`update proposal set made_at = now() - interval '8 days' where proposal_id = ${old}`)
  await forgetWhatIsOld(the.db)
  expect((await the.get(`/api/proposals/${old}`)).status).toBe(404)
  expect((await the.get(`/api/proposals/${later}`)).status).toBe(200)
})

test('makes room for newer ones: the last hundred of a shop are kept', async () => {
  const old = await the.propose()
  await the.run(`insert into proposal (shop_id, rule) select '${otherShop}', 'preferred' from generate_series(1, 100)`)
  await the.run(`insert into proposal (shop_id, rule) select '${shop}', 'preferred' from generate_series(1, 98)`)
  await the.propose()
  expect((await the.get(`/api/proposals/${old}`)).status).toBe(200)
  const last = await the.propose()
  expect((await the.get(`/api/proposals/${old}`)).status).toBe(404)
  expect((await the.get(`/api/proposals/${last}`)).status).toBe(200)
})
