import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderDetail } from '../../../web/backorders/contract/orders.ts'
import { messageSnippet } from '../../../web/frontend/src/promises/sentences/message-snippet.ts'
import type { StorefrontMessages } from '../../../web/promises/contract/storefront.ts'
import type { ConfirmedOutput } from '../../../web/receiving/contract/receipts.ts'
import { isOrdered, say } from '../../support/faults/lamps-on-order.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'

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

/** Days of next December, told an hour ago. */
const december = `${new Date().getUTCFullYear() + 1}-12`
const told = {
  from: `${december}-01`,
  to: `${december}-09`,
  at: new Date(Date.now() - 60 * 60 * 1000).toISOString(),
}
const properties = [{ name: '_promise', value: JSON.stringify(told) }]

/** Two lamps are there, and five are bought by a shopper who read of 1 to 9 December. */
async function aLampIsSoldShort(name: string) {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  const lamp = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 2 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.settle()
  const { namespace } = await say<StorefrontMessages>(shop, '/api/storefront/messages', { isOn: true })
  const placed = await shop.verb<{ orderId: string; name: string }>('place-order', {
    lines: [{ sku: 'LAMP', units: 5, properties }],
  })
  await shop.settle()
  const template = messageSnippet({ namespace: namespace ?? '', language: 'en', texts: {} })
  return {
    shop,
    orderId: placed.orderId,
    /** What Shopify would write to the shopper of this order now, in words. */
    async message(): Promise<string> {
      const [row] = await shop.backorders()
      const { text } = await shop.verb<{ text: string }>('render-message', { order: row?.orderName, template })
      return text
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
    },
  }
}

it('a message tells the promise that the shop and the order’s page told, the later day of a late plan, and nothing once all is there', async () => {
  const { shop, orderId, message } = await aLampIsSoldShort('later-messages')
  const order = await say<OrderDetail>(shop, `/api/orders/${encodeURIComponent(orderId)}`)
  expect(order.lines.map((line) => [line.told, line.firstPromise])).toEqual([[told, told.to]])
  const asTold = `On backorder: expected to ship between 1 December ${december.slice(0, 4)} and 9 December ${december.slice(0, 4)}.`
  expect(await message()).toBe(`Still to come 3 of 5 × Lamp ${asTold}`)

  const { supplierOrderLineId } = await isOrdered(shop, { units: 3, due: '2999-12-20' })
  await shop.settle()
  const [row] = await shop.backorders()
  expect(row?.readyOn).toMatch(/^2999-12-2/)
  expect(await message()).toContain(`expected to ship by ${Number(row?.readyOn?.slice(8))} December 2999.`)

  const received = [{ supplierOrderLineId, accepted: 3, rejected: 0, rejectReason: '', cameBefore: 0 }]
  await say<ConfirmedOutput>(shop, '/api/receipts', { key: randomUUID(), lines: received })
  await shop.settle()
  expect((await shop.backorders()).map((one) => one.state)).toEqual(['ready'])
  expect(await message()).toBe('')
})

it('what messages read moves to a metafield of the merchant’s own and back, and is never in two places', async () => {
  const { shop, orderId, message } = await aLampIsSoldShort('merchants-metafield')
  const places = async () => (await shop.truth()).metafields.filter(({ key }) => key === 'promises')
  const text = (namespace: string) => messageSnippet({ namespace, language: 'en', texts: {} })
  const says = async (namespace: string) => {
    const wish = { order: '#1001', template: text(namespace), reserved: false }
    return (await shop.verb<{ text: string }>('render-message', wish)).text.includes('3 of 5')
  }
  const byApp = await message()
  expect([await says('app--610000002'), await says('backline')]).toEqual([false, false])

  const { namespace } = await say<StorefrontMessages>(shop, '/api/storefront/messages', {
    isOn: true,
    owner: 'merchant',
  })
  await shop.settle()
  expect(namespace).toBe('backline')
  expect(await places()).toMatchObject([{ ownerId: orderId, namespace: 'backline', type: 'json' }])
  expect((await shop.truth()).metafieldDefinitions).toEqual([
    { ownerType: 'Order', namespace: 'backline', key: 'promises', name: 'Backorder promises', type: 'json' },
  ])
  expect([await says('backline'), await message()]).toEqual([true, ''])

  for (const owner of ['app', 'merchant', 'app']) await say(shop, '/api/storefront/messages', { isOn: true, owner })
  await shop.settle()
  expect(await places()).toMatchObject([{ ownerId: orderId, namespace: '$app' }])
  expect(await message()).toBe(byApp)

  await say(shop, '/api/storefront/messages', { isOn: true, owner: 'merchant' })
  await say(shop, '/api/storefront/messages', { isOn: false })
  await shop.settle()
  expect(await places()).toEqual([])
})

it('writing to orders tells the app of changed orders, and it writes nothing more because of them', async () => {
  const { shop, message } = await aLampIsSoldShort('echoes')
  await shop.verb('mischief', { duplicate: 0.3, late: 0.3, reorder: 0.5, lose: 0, seed: 7 })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 1 }] })
  await shop.settle()
  const { sent } = await shop.webhooks()
  const { status } = await shop.api('/api/reconcile', 'POST', {})
  expect(status).toBe(200)
  await shop.settle()
  expect((await shop.webhooks()).sent).toBe(sent)
  expect(await message()).not.toBe('')
})
