import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SupplierDetail, SupplierPerformance } from '../../web/suppliers/contract/suppliers.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>
let supplierId: string
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await asOwner(
    api.databaseUrl,
    'truncate supplier, supplier_order, supplier_order_line, receipt, receipt_line, arrival',
  )
  await asOwner(api.databaseUrl, 'update shop set time_zone = null')
  const [row] = await queryAsOwner<{ id: string }>(
    api.databaseUrl,
    `insert into supplier (shop_id, name, currency) values ($1, 'Hartley', 'EUR') returning supplier_id::text as id`,
    [shop],
  )
  supplierId = row?.id ?? ''
})

let orders = 0
/** A supplier order of one line; its id is also its line's. */
async function ordered(at: string, units: number, { state = 'received', accepted = units, of = shop } = {}) {
  orders += 1
  const values = [of, orders, supplierId, state, at, units, accepted]
  await asOwner(
    api.databaseUrl,
    `with o as (insert into supplier_order (shop_id, supplier_order_id, number, supplier_id, location_id, currency, state, ordered_at)
                values ($1, $2::int, $2::int, $3, '1', 'EUR', $4, $5))
     insert into supplier_order_line (shop_id, supplier_order_line_id, supplier_order_id, item_id, title, units, accepted)
     values ($1, $2::int, $2::int, '900', 'Mug', $6, $7)`,
    values,
  )
  return orders
}

type Came = { dueOn?: string | null; state?: string; corrects?: number | null; of?: string }
async function received(order: number, at: string, accepted: number, said: Came = {}) {
  const { dueOn = null, state = 'posted', corrects = null, of = shop } = said
  await asOwner(
    api.databaseUrl,
    `with r as (insert into receipt (shop_id, supplier_id, location_id, key, state, corrects, confirmed_at)
                values ($1, $2, '1', gen_random_uuid(), $3, $4, $5) returning receipt_id)
     insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted, due_on)
     select $1, receipt_id, $6::int, $6::int, '900', $7, $8 from r`,
    [of, supplierId, state, corrects, at, order, accepted, dueOn],
  )
}
const isToCome = (order: number, units: number, due: string) =>
  asOwner(
    api.databaseUrl,
    `insert into arrival (shop_id, supplier_order_id, supplier_order_line_id, item_id, location_id, units, due, is_ordered)
     values ($1, $2, $2, '900', '1', $3, $4, true)`,
    [shop, order, units, due],
  )
const daysAgo = (days: number, hours = 0) => new Date(Date.now() - (days * 24 + hours) * 3_600_000).toISOString()
const dayAgo = (days: number) => daysAgo(days).slice(0, 10)
async function performance(): Promise<SupplierPerformance> {
  return (await api.get<SupplierDetail>(`/api/suppliers/${supplierId}`)).body.performance
}

test('three deliveries say how long the next may take, and how many units came by their day', async () => {
  for (const [days, units, due] of [
    [5, 60, dayAgo(94)],
    [6, 30, dayAgo(95)],
    [20, 10, dayAgo(82)],
  ] as const) {
    const order = await ordered(daysAgo(100), units)
    await received(order, daysAgo(100 - days), units, { dueOn: due })
  }
  expect(await performance()).toEqual({
    deliveries: 3,
    medianDays: 6,
    ninetiethDays: 20,
    onTimeShare: 0.6,
    fillRate: 1,
    nextOrder: { soonestDays: 5, latestDays: 32 },
  })
})

test('an order that comes in two is two deliveries, and what is missing at its end counts against it', async () => {
  const order = await ordered(daysAgo(30), 10, { accepted: 8, state: 'closed' })
  await received(order, daysAgo(26), 5)
  await received(order, daysAgo(10), 3)
  await ordered(daysAgo(3), 100, { state: 'ordered', accepted: 0 })
  expect(await performance()).toMatchObject({
    deliveries: 2,
    medianDays: 4,
    ninetiethDays: 20,
    onTimeShare: null,
    fillRate: 0.8,
  })
})

test('more than was ordered of one line does not make up for another', async () => {
  await ordered(daysAgo(30), 10, { accepted: 15 })
  await ordered(daysAgo(30), 10, { accepted: 5 })
  expect((await performance()).fillRate).toBe(0.75)
})

test('what is not posted yet, was refused, corrects a receipt, is years old or another shop’s says nothing', async () => {
  const order = await ordered(daysAgo(10), 10, { state: 'ordered', accepted: 0 })
  await received(order, daysAgo(5), 4, { state: 'posting' })
  await received(order, daysAgo(5), 4, { state: 'refused' })
  await received(order, daysAgo(5), 4, { corrects: 1 })
  await received(await ordered(daysAgo(900), 10), daysAgo(850), 10)
  const other = await ordered(daysAgo(10), 10, { of: otherShop })
  await received(other, daysAgo(5), 10, { of: otherShop })
  expect(await performance()).toEqual({
    deliveries: 0,
    medianDays: null,
    ninetiethDays: null,
    onTimeShare: null,
    fillRate: null,
    nextOrder: null,
  })
})

test('what is overdue counts as late and as missing, and what is still in time does not count', async () => {
  const order = await ordered(daysAgo(30), 10, { accepted: 6, state: 'partly-received' })
  await received(order, daysAgo(10), 6, { dueOn: dayAgo(10) })
  await isToCome(order, 2, dayAgo(1))
  await isToCome(order, 2, dayAgo(-9))
  await isToCome(await ordered(daysAgo(3), 100, { state: 'ordered', accepted: 0 }), 100, dayAgo(-1))
  expect(await performance()).toMatchObject({ onTimeShare: 0.75, fillRate: 0.75 })
})

test.each([
  ['UTC', 0],
  ['Pacific/Auckland', 1],
  ['Nowhere/Atlantis', 0],
])('days are those of the shop: in %s noon to evening of one UTC day are %i apart', async (zone, days) => {
  await asOwner(api.databaseUrl, 'update shop set time_zone = $1', [zone])
  const order = await ordered(`${dayAgo(60)}T10:00:00Z`, 10)
  await received(order, `${dayAgo(60)}T20:00:00Z`, 10)
  expect(await performance()).toMatchObject({ deliveries: 1, medianDays: days })
})
