import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { reconcileShop } from '../../../web/checks/reconcile-shop.ts'
import { loadReconcile, startReconcile } from '../../../web/checks/store/reconciles.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aFloor, type Lane } from '../../support/lane/a-lane.ts'
import { order } from '../../support/lane/payloads.ts'
import { aShopToCompare, at, later } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
let lane: Lane
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())
beforeEach(async () => {
  lane = await aShopToCompare(floor.db)
})

const running = () => withShopSql(floor.db, lane.shop, loadReconcile)
const counted = async () => (await running())?.orders

async function comparesWhatChanged(): Promise<void> {
  while ((await running())?.step !== 'listed-orders') expect(await reconcileShop(lane.services, lane.shop)).toBe(true)
}

/** One with open units, one that was over before anybody heard of it, and the shop's two. */
async function addTwo(): Promise<void> {
  const line = { id: '9', variant: '10', units: 2, location: '1' }
  lane.truth.setOrder({ id: '1003', createdAt: later, updatedAt: later, lines: [{ ...line, open: 2 }] })
  lane.truth.setOrder({ id: '1004', createdAt: at, updatedAt: at, lines: [{ ...line, id: '10', open: 0 }] })
  await withShopSql(floor.db, lane.shop, (tx) => startReconcile(tx, 'asked'))
}

it('counts an order once, in however many steps it is compared', async () => {
  await addTwo()
  await lane.drains()
  expect(await counted()).toBe(4)
})

it('counts an order once of which something is heard between two steps', async () => {
  await addTwo()
  await comparesWhatChanged()
  expect(await counted()).toBe(4)
  await lane.hears('orders/updated', order({ id: '1001', at, updated: later, lines: [{ id: '1', units: 1 }] }))
  await lane.drains()
  expect(await counted()).toBe(4)
})

it('counts an order once where a step is begun again, and anew with the next reconcile', async () => {
  await addTwo()
  await comparesWhatChanged()
  await lane.query(`update reconcile set step = 'changed-orders' where shop_id = $1 and finished_at is null`)
  await lane.drains()
  expect(await counted()).toBe(4)
  await withShopSql(floor.db, lane.shop, (tx) => startReconcile(tx, 'asked'))
  await lane.drains()
  expect(await counted()).toBe(4)
})

it('counts an order that only we hold open', async () => {
  lane.truth.orders.delete('1001')
  await withShopSql(floor.db, lane.shop, (tx) => startReconcile(tx, 'asked'))
  await lane.drains()
  expect(await counted()).toBe(2)
})
