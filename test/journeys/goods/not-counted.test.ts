import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BackorderListOutput } from '../../../web/backorders/contract/backorders.ts'
import type { BackorderDetail } from '../../../web/backorders/contract/ledger.ts'
import type { ShopSummary } from '../../../web/shop/contract/shop.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { aStore, type Store } from './a-store.ts'

// A line that leaves the queue although its units are open was not cancelled, and a rule of the merchant's is no news of Shopify's.

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const here = 'Shop location'

async function rules(store: Store, change: object): Promise<void> {
  await store.say('/api/shop/rules', change, 'PUT')
  await store.settle()
}

/** Each line that was ever short, with where it is, its state or why it is in no queue, its units, and those that shipped. */
async function linesOf(store: Store) {
  const { rows } = await store.say<BackorderListOutput>('/api/backorders')
  return rows.map((row) => [row.locationName, row.notCounted ?? row.state, row.units, row.shipped, row.backordered])
}

async function lastOf(store: Store, state: string) {
  const [row] = await store.backorders(`&state=${state}`)
  const { ledger } = await store.say<BackorderDetail>(`/api/backorders/${row?.backorderId}`)
  const { kind, topic, own } = ledger[0]?.cause ?? {}
  return [kind, topic, own]
}

const countsOf = async (store: Store) => (await store.say<ShopSummary>('/api/shop')).counts

it('an order that does not count until it is paid waits for payment with all its units, and says that a rule is why', async () => {
  const store = await aStore(floor, 'not-paid')
  await store.sells('A', { stock: { [here]: 1 } })
  await store.verb('place-order', { lines: [{ sku: 'A', units: 3 }], paid: false })
  await store.settle()
  await store.verb('fulfil', { order: '#1001', lines: [{ sku: 'A', units: 1 }] })
  await store.settle()
  expect(await linesOf(store)).toEqual([[here, 'open', 3, 1, 2]])

  await rules(store, { countsFrom: 'paid' })
  expect(await linesOf(store)).toEqual([[here, 'unpaid', 3, 1, 0]])
  expect(await countsOf(store)).toEqual({ open: 0, ready: 0, closed: 0, cancelled: 1, notCounted: 1 })
  expect(await store.backorders('&state=not-counted')).toHaveLength(1)
  expect(await lastOf(store, 'not-counted')).toEqual(['merchant', 'rules/unpaid-left-out', false])

  await store.verb('mark-paid', { order: '#1001' })
  await store.settle()
  expect(await linesOf(store)).toEqual([[here, 'open', 3, 1, 2]])
  expect(await countsOf(store)).toEqual({ open: 1, ready: 0, closed: 0, cancelled: 0 })
  expect((await lastOf(store, 'open')).at(-1)).toBe(true)
})

it.each([
  ['cancelled', 'cancel-order', { restock: true }, 'cancelled'],
  ['shipped', 'fulfil', {}, 'closed'],
])('an unpaid order that does not count is over once it is %s', async (_, verb, more, state) => {
  const store = await aStore(floor, `unpaid-${state}`)
  await store.sells('A')
  await store.verb('place-order', { lines: [{ sku: 'A', units: 3 }], paid: false })
  await store.settle()
  await rules(store, { countsFrom: 'paid' })
  await store.verb(verb, { order: '#1001', ...more })
  await store.settle()
  expect((await store.backorders()).map((row) => row.state)).toEqual([state])
  expect((await countsOf(store)).notCounted).toBeUndefined()
})

it('a line that joined the queue before its day is scheduled again when that is set right, or its day moves', async () => {
  const store = await aStore(floor, 'scheduled-again')
  await store.sells('A')
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString()
  await store.verb('place-order', { lines: [{ sku: 'A', units: 2, fulfillAt: soon }] })
  await rules(store, { scheduledDaysBefore: 7 })
  expect(await linesOf(store)).toEqual([[here, 'open', 2, 0, 2]])
  await rules(store, { scheduledDaysBefore: 0 })
  expect(await linesOf(store)).toEqual([[here, 'scheduled', 2, 0, 0]])
  expect(await lastOf(store, 'not-counted')).toEqual(['merchant', 'rules/scheduled', false])

  await rules(store, { scheduledDaysBefore: 7 })
  expect(await lastOf(store, 'open')).toEqual(['merchant', 'rules/scheduled', false])
  await store.verb('reschedule', { order: '#1001', fulfillAt: '2999-03-03T12:00:00Z' })
  await store.settle()
  expect(await linesOf(store)).toEqual([[here, 'scheduled', 2, 0, 0]])
  expect((await lastOf(store, 'not-counted')).at(-1)).toBe(true)
})

it('a subscription of which the rule lets more months count says that the rule is why it has more units', async () => {
  const store = await aStore(floor, 'more-months')
  await store.sells('A')
  await store.verb('place-order', { lines: [{ sku: 'A', units: 2, months: 3 }] })
  await store.settle()
  expect(await linesOf(store)).toEqual([[here, 'open', 2, 0, 2]])
  await rules(store, { scheduledDaysBefore: 365 })
  expect(await linesOf(store)).toEqual([[here, 'open', 6, 0, 6]])
  expect(await lastOf(store, 'open')).toEqual(['merchant', 'rules/scheduled', false])
})

it('a line that took no stock is not counted, and not cancelled, where such lines do not count', async () => {
  const store = await aStore(floor, 'took-none')
  await store.sells('A')
  await store.verb('place-order', { lines: [{ sku: 'A', units: 4 }], claim: false })
  await store.settle(100)
  expect(await linesOf(store)).toEqual([[here, 'open', 4, 0, 4]])
  await rules(store, { countsUnclaimed: false })
  expect(await linesOf(store)).toEqual([[here, 'unclaimed', 4, 0, 0]])
  expect(await lastOf(store, 'not-counted')).toEqual(['merchant', 'rules/unclaimed-left-out', false])
})

it('a line that moved to another location says so where it was, and is cancelled where it is when it is cancelled', async () => {
  const store = await aStore(floor, 'moved-away', ['Second'])
  await store.sells('A', { stock: { [here]: 0, Second: 0 } })
  await store.verb('place-order', { lines: [{ sku: 'A', units: 2, location: here }] })
  await store.settle()
  await store.verb('move', { order: '#1001', sku: 'A', location: 'Second' })
  await store.settle()
  expect((await linesOf(store)).sort()).toEqual([
    ['Second', 'open', 2, 0, 2],
    [here, 'moved', 2, 0, 0],
  ])
  await store.verb('cancel-order', { order: '#1001', restock: true })
  await store.settle()
  expect((await linesOf(store)).map(([place, state]) => [place, state]).sort()).toEqual([
    ['Second', 'cancelled'],
    [here, 'moved'],
  ])
})
