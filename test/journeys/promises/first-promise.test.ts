import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderDetail } from '../../../web/backorders/contract/orders.ts'
import type { ParkedListOutput } from '../../../web/mirror/contract/deliveries.ts'
import { everythingOf } from '../../app/isolation/filled-tables.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

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

const typed = 'For Ada, with love'
const message = 'Congratulations on the baby'
/** Days of next December, told an hour ago. */
const december = `${new Date().getUTCFullYear() + 1}-12`
const told = {
  from: `${december}-01`,
  to: `${december}-09`,
  at: new Date(Date.now() - 60 * 60 * 1000).toISOString(),
}
const properties = [
  { name: 'Engraving', value: typed },
  { name: '_promise', value: JSON.stringify(told) },
  { name: message, value: 'yes' },
]

async function aLampShop(name: string): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('create-product', {
    title: 'Lamp',
    variants: [{ sku: 'LAMP', price: '10.00', policy: 'CONTINUE' }],
  })
  await shop.settle()
  return shop
}

/** All that the app has of the shop in any table, bytes as the text they are. */
async function kept(shop: string): Promise<string> {
  const rows = Object.values(await everythingOf(floor.database.url, shop)).flat()
  const bytes = rows.flatMap((row) => [...row.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => hex))
  return [...rows, ...bytes.map((hex) => Buffer.from(hex, 'hex').toString())].join('\n')
}

async function firstPromises(shop: SimulatedShop, orderId: string) {
  const reply = await shop.api(`/api/orders/${encodeURIComponent(orderId)}`)
  const order = (await reply.json()) as OrderDetail
  return order.lines.map((line) => [line.firstPromise, line.told, line.backorders.map((one) => one.firstPromise)])
}

it('what the shopper was told is one day everywhere, whatever happens to the order and its news afterwards', async () => {
  const shop = await aLampShop('told-once')
  await shop.verb('mischief', { duplicate: 0.3, late: 0.3, reorder: 0.5, lose: 0, seed: 4 })
  const lines = [{ sku: 'LAMP', units: 3, properties }]
  const { orderId } = await shop.verb<{ orderId: string }>('place-order', { lines })
  await shop.settle()
  const held = [[told.to, told, [told.to]]]
  expect(await firstPromises(shop, orderId)).toEqual(held)

  await shop.verb('edit-order', { order: orderId, lines: [{ sku: 'LAMP', units: 5 }] })
  await shop.verb('refund', { order: orderId, lines: [{ sku: 'LAMP', units: 1 }], restock: 'no_restock' })
  await shop.settle()
  expect((await shop.backorders())[0]).toMatchObject({ units: 4, firstPromise: told.to })
  expect(await firstPromises(shop, orderId)).toEqual(held)
})

/** Everything of an order of this moment that a browser may have made up, and the day that its shop knows of. */
async function orderSaying(name: string, fields: () => object) {
  const shop = await aLampShop(name)
  const property = { name: '_promise', value: JSON.stringify({ ...told, ...fields() }) }
  const lines = [{ sku: 'LAMP', units: 3, properties: [property] }]
  const { orderId } = await shop.verb<{ orderId: string }>('place-order', { lines })
  await shop.settle()
  return { shop, orderId }
}

it.each([
  ['a day of long ago', 'told-long-ago', () => ({ from: '2020-01-01', to: '2020-01-02' })],
  ['a day of another age', 'told-another-age', () => ({ to: '2999-12-09' })],
  ['days told after the order', 'told-after', () => ({ at: new Date(Date.now() + 60 * 60 * 1000).toISOString() })],
  ['days told years before', 'told-years-before', () => ({ at: '2020-11-22T09:00:00.000Z' })],
  ['days that the shop was not showing', 'told-not-shown', () => ({ at: new Date().toISOString() })],
])('%s: nothing was told, and the order is planned like any other', async (_, name, fields) => {
  const { shop, orderId } = await orderSaying(name, fields)
  expect(await firstPromises(shop, orderId)).toEqual([[null, null, [null]]])
  expect(await shop.backorders()).toMatchObject([
    { units: 3, backordered: 3, firstPromise: null, shown: ['to-order', 'no-date'] },
  ])
  const parked = (await (await shop.api('/api/deliveries/parked')).json()) as ParkedListOutput
  expect(parked.rows).toEqual([])
})

it('nothing else that a shopper typed is in any table, whichever way the order was heard of', async () => {
  const shop = await aLampShop('typed-much')
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3, properties }] })
  await shop.settle()
  const [row] = await shop.backorders()
  await shop.verb('cancel-order', { order: row?.orderName ?? '', restock: false })
  await shop.settle()
  await shop.api('/api/reconcile', 'POST')
  await shop.api('/api/imports', 'POST')
  await shop.settle()
  const all = await kept(shop.shop)
  expect(all).toContain('Lamp')
  expect(all).not.toContain(typed)
  expect(all).not.toContain(message)
})
