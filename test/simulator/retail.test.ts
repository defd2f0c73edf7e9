import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '../../simulator/retail/catalogue.ts'
import { retailDays } from '../../simulator/retail/retail-days.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from './simulator-floor.ts'

describe('the slice of real orders', () => {
  test('holds goods only, all of them sold for a price', () => {
    const lines = retailDays().flatMap((day) => day.invoices.flatMap((invoice) => invoice.lines))
    expect(lines.length).toBeGreaterThan(3_000)
    expect(lines.filter((line) => !/^\d{5}[A-Z]{0,2}$/.test(line.sku) || line.units < 1 || line.price <= 0)).toEqual([])
  })

  test('asks for more of every ware than the shop starts with', () => {
    const demand = new Map<string, number>()
    for (const invoice of retailDays().flatMap((day) => day.invoices)) {
      for (const line of invoice.isCancellation ? [] : invoice.lines) {
        demand.set(line.sku, (demand.get(line.sku) ?? 0) + line.units)
      }
    }
    expect(catalogue().filter((ware) => ware.units >= (demand.get(ware.sku) ?? 0))).toEqual([])
    expect(catalogue().filter((ware) => ware.units === 0).length).toBeGreaterThan(10)
  })
})

describe('a retail shop', () => {
  let floor: SimulatorFloor

  beforeAll(async () => {
    floor = await aSimulatorFloor()
    await floor.post('/control/shops', { shop: SHOP, kind: 'retail' })
  })
  afterAll(() => floor.close())

  test('starts with its catalogue and without a word to the app', async () => {
    const { stock, orders } = await floor.truth()
    expect(stock).toHaveLength(catalogue().length)
    expect(orders).toEqual([])
    await floor.settle()
    expect(floor.app.heard).toEqual([])
  })

  test('replays its days through webhooks: orders, oversold items, cancellations, refunds', async () => {
    const days = retailDays()
    const told: { day: string; orders: number; cancelled: number; refunded: number }[] = []
    for (const _ of days) told.push((await floor.verb('next-day')).body)
    expect(told.map(({ day }) => day)).toEqual(days.map(({ day }) => day))
    const sum = (of: 'orders' | 'cancelled' | 'refunded') => told.reduce((total, each) => total + each[of], 0)
    expect(sum('cancelled')).toBeGreaterThan(0)
    expect(sum('refunded')).toBeGreaterThan(0)

    const { stock, orders, webhooks } = await floor.truth()
    expect(orders).toHaveLength(sum('orders'))
    expect(orders.filter((order: { cancelledAt: string | null }) => order.cancelledAt !== null)).toHaveLength(
      sum('cancelled'),
    )
    expect(stock.filter((level: { available: number }) => level.available < 0).length).toBeGreaterThan(500)
    expect(webhooks.lost).toBe(0)
    expect((await floor.settle(60)).status).toBe(200)
    expect(floor.app.topics().filter((topic) => topic === 'orders/create')).toHaveLength(sum('orders'))
    expect(await floor.verb('next-day')).toMatchObject({ status: 422 })
  })

  test('took its orders on the days before it was opened', async () => {
    const { orders } = await floor.truth()
    const times = orders.map((order: { createdAt: string }) => Date.parse(order.createdAt))
    expect(times.toSorted((one: number, other: number) => one - other)).toEqual(times)
    const daysAgo = (Date.now() - times.at(-1)) / 86_400_000
    expect(daysAgo).toBeGreaterThan(0)
    expect(daysAgo).toBeLessThan(2)
  })

  test('gets stock for what it is most short of', async () => {
    const { body } = await floor.verb('stock-arrives', { items: 2 })
    expect(body.arrived).toHaveLength(2)
    const { stock } = await floor.truth()
    for (const { sku } of body.arrived) {
      expect(stock.find((level: { sku: string }) => level.sku === sku).available).toBe(0)
    }
  })
})

test('an empty shop has no days to replay', async () => {
  const floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  expect(await floor.verb('next-day')).toEqual({
    status: 422,
    body: { error: 'Only a retail shop has days to replay.' },
  })
  await floor.close()
})
