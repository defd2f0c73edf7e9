import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'

// An order with a line in stock and one that waits: news of the first, and then the goods of the second arrive.

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

const supplier = {
  ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
  ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
}

async function json<Answer>(reply: Promise<Response>): Promise<Answer> {
  const answered = await reply
  expect(answered.status, await answered.clone().text()).toBe(200)
  return (await answered.json()) as Answer
}

/** #1001 waits for three of B and has its C; three of B are on order. `proposed` says who would get them. */
async function aShopThatOrdered(name: string) {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('create-location', { name: 'Second' })
  await shop.verb('create-product', {
    title: 'P',
    variants: [
      { sku: 'B', stock: { 'Shop location': 0 } },
      { sku: 'C', stock: { 'Shop location': 5 } },
    ],
  })
  await shop.verb('place-order', {
    lines: [
      { sku: 'B', units: 3 },
      { sku: 'C', units: 1 },
    ],
  })
  await shop.settle()
  const { supplierId } = await json<{ supplierId: string }>(shop.api('/api/suppliers', 'POST', supplier))
  const { stock, locations } = await shop.truth()
  const itemId = stock.find((point) => point.sku === 'B')?.itemId
  const locationId = locations.find((location) => location.name === 'Shop location')?.locationId
  const lines = [{ itemId, units: 3, due: null }]
  const made = { supplierId, locationId, lines }
  const { supplierOrderId } = await json<{ supplierOrderId: string }>(shop.api('/api/supplier-orders', 'POST', made))
  await json(shop.api(`/api/supplier-orders/${supplierOrderId}/order`, 'POST', { version: 1, due: null }))
  await shop.settle()
  const found = await json<{ rows: { supplierOrderLineId: string }[] }>(
    shop.api(`/api/supplier-orders/${supplierOrderId}/lines`),
  )
  const came = [{ supplierOrderLineId: found.rows[0]?.supplierOrderLineId, accepted: 3, rejected: 0 }]
  const proposed = () => json<Proposal>(shop.api('/api/receipts/proposal', 'POST', { lines: came }))
  return { shop, proposed }
}

type Proposal = {
  rows: { orderName: string; gets: number }[]
  items: { surplus: number }[]
}

const order = '#1001'
const news: [what: string, verb: string, wish: object][] = [
  ['shipped', 'fulfil', { order, lines: [{ sku: 'C', units: 1 }] }],
  ['refunded', 'refund', { order, lines: [{ sku: 'C', units: 1 }], restock: 'cancel' }],
  ['raised by an edit', 'edit-order', { order, lines: [{ sku: 'C', units: 2 }] }],
  ['taken out by an edit', 'edit-order', { order, lines: [{ sku: 'C', units: 0 }] }],
  ['moved', 'move', { order, sku: 'C', location: 'Second' }],
]

it.concurrent.each(news)('the line that waits still gets its goods once the other was %s', async (what, verb, wish) => {
  const { shop, proposed } = await aShopThatOrdered(`news-${what.replaceAll(' ', '-')}`)
  await shop.verb(verb, wish)
  await shop.settle()
  expect(await proposed()).toMatchObject({ rows: [{ orderName: order, gets: 3 }], items: [{ surplus: 0 }] })
})

it.concurrent('who gets the goods is said right whatever webhooks are under way', async () => {
  const { shop, proposed } = await aShopThatOrdered('under-way')
  for (const [, verb, wish] of [news[0], news[1]].flatMap((one) => (one ? [one] : []))) {
    const answer = shop.verb(verb, wish).catch(() => null)
    for (let look = 0; look < 10; look++) {
      expect(await proposed()).toMatchObject({ rows: [{ orderName: order, gets: 3 }], items: [{ surplus: 0 }] })
    }
    await answer
  }
  await shop.settle()
  expect(await proposed()).toMatchObject({ rows: [{ orderName: order, gets: 3 }] })
})

it.concurrent('units that an edit added are listed with those that waited before', async () => {
  const { shop, proposed } = await aShopThatOrdered('added')
  await shop.verb('edit-order', { order, lines: [{ sku: 'B', units: 4 }] })
  await shop.settle()
  expect(await proposed()).toMatchObject({
    rows: [{ orderName: order, gets: 3 }],
    items: [{ surplus: 0, stillWaiting: 1 }],
  })
  await shop.verb('refund', { order, lines: [{ sku: 'B', units: 2 }], restock: 'cancel' })
  await shop.settle()
  expect(await proposed()).toMatchObject({ rows: [{ orderName: order, gets: 2 }], items: [{ surplus: 1 }] })
})
