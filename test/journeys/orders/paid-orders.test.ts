import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderDetail } from '../../../web/backorders/contract/orders.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const open = async (shop: SimulatedShop) => {
  await shop.settle()
  return (await shop.backorders('&state=open')).map((row) => [row.orderName, row.backordered])
}

async function orderOf(shop: SimulatedShop, orderId: string): Promise<OrderDetail> {
  return (await (await shop.api(`/api/orders/${encodeURIComponent(orderId)}`)).json()) as OrderDetail
}

it('unpaid orders wait for stock like others, or join the queue at their old place once they are paid', async () => {
  const shop = await floor.openShop('paid.myshopify.com')
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 3 } }] })
  const lines = [{ sku: 'A', units: 3 }]
  const { orderId } = await shop.verb<{ orderId: string }>('place-order', { lines, paid: false })
  await shop.verb('place-order', { lines })
  expect(await open(shop)).toEqual([['#1002', 3]])
  expect(await orderOf(shop, orderId)).toMatchObject({
    financialStatus: 'pending',
    isPaid: false,
    countsFrom: 'placed',
  })

  const rules = await shop.api('/api/shop/rules', 'PUT', { countsFrom: 'paid' })
  expect(await rules.json()).toMatchObject({ countsFrom: 'paid', unpaid: { units: 3, items: 1 } })
  expect(await open(shop)).toEqual([])

  await shop.verb('mark-paid', { order: '#1001' })
  expect(await open(shop)).toEqual([['#1002', 3]])
  expect(await orderOf(shop, orderId)).toMatchObject({ financialStatus: 'paid', isPaid: true })
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])

  await shop.verb('place-order', { lines, paid: false })
  expect(await open(shop)).toEqual([['#1002', 3]])
  await shop.api('/api/shop/rules', 'PUT', { countsFrom: 'placed' })
  expect(await open(shop)).toEqual([
    ['#1003', 3],
    ['#1002', 3],
  ])
  expect((await shop.api('/api/shop/rules', 'PUT', { countsFrom: 'shipped' })).status).toBe(400)
})

it('an import learns what is not paid', async () => {
  const name = 'paid-before.myshopify.com'
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0 } }] })
  const { orderId } = await shop.verb<{ orderId: string }>('place-order', {
    lines: [{ sku: 'A', units: 2 }],
    paid: false,
  })
  await shop.verb('install')
  await expect.poll(() => open(shop), { timeout: 60_000 }).toEqual([['#1001', 2]])
  expect((await orderOf(shop, orderId)).isPaid).toBe(false)
})
