import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'

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

const bulb = (units: number, location = 'Shop location') => ({ lines: [{ sku: 'BULB', units, location }] })

async function aShop(name: string, locations: number): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  if (locations > 1) await shop.verb('create-location', { name: 'Second' })
  await shop.verb('create-product', { title: 'Bulb', variants: [{ sku: 'BULB', stock: { 'Shop location': 0 } }] })
  return shop
}

/** The app is told of it before anything else happens. */
async function leaves(shop: SimulatedShop): Promise<void> {
  await shop.verb('uninstall')
  await shop.settle()
}

async function states(shop: SimulatedShop) {
  await shop.settle(150)
  return (await shop.backorders())
    .map(({ orderName, state, backordered }) => `${orderName} ${state} ${backordered}`)
    .sort()
}

it.concurrent.each([1, 2])(
  'an order that was deleted while the app was away is over once it is back, with %s locations',
  async (locations) => {
    const shop = await aShop(`deleted-${locations}`, locations)
    await shop.verb('place-order', bulb(4))
    await shop.verb('place-order', bulb(1))
    expect(await states(shop)).toEqual(['#1001 open 4', '#1002 open 1'])
    await leaves(shop)
    await shop.verb('delete-order', { order: '#1001' })
    await shop.verb('install')
    await shop.verb('place-order', bulb(1))
    expect(await states(shop)).toEqual(['#1001 cancelled 0', '#1002 open 1', '#1003 open 1'])
  },
)

it.concurrent.each([1, 2])(
  'an order that is only too old to be read is not over, with %s locations',
  async (locations) => {
    const shop = await aShop(`old-${locations}`, locations)
    await shop.verb('change-scopes', { optional: ['read_all_orders'] })
    await shop.verb('place-order', { ...bulb(4), at: new Date(Date.now() - 61 * 86_400_000).toISOString() })
    await shop.verb('place-order', { ...bulb(2), at: new Date(Date.now() - 62 * 86_400_000).toISOString() })
    expect(await states(shop)).toEqual(['#1001 open 4', '#1002 open 2'])
    await shop.verb('change-scopes', { optional: [] })
    await leaves(shop)
    await shop.verb('install')
    expect(await states(shop)).toEqual(['#1001 open 4', '#1002 open 2'])
    // Whoever may read it again knows.
    await leaves(shop)
    await shop.verb('delete-order', { order: '#1002' })
    await shop.verb('install')
    expect(await states(shop)).toEqual(['#1001 open 4', '#1002 open 2'])
    await shop.verb('change-scopes', { optional: ['read_all_orders'] })
    expect(await states(shop)).toEqual(['#1001 open 4', '#1002 cancelled 0'])
  },
  200_000,
)

it.concurrent('orders that were too old to be read are listed once the merchant allows it', async () => {
  const { simulator } = floor
  const name = 'allowed.myshopify.com'
  await simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(simulator.url, name)
  await shop.verb('create-product', { title: 'Bulb', variants: [{ sku: 'BULB', stock: { 'Shop location': 0 } }] })
  await shop.verb('place-order', { ...bulb(4), at: new Date(Date.now() - 61 * 86_400_000).toISOString() })
  await shop.verb('install')
  await shop.settle()
  const older = async () => ((await (await shop.api('/api/shop')).json()) as { olderOrders?: object }).olderOrders
  expect(await states(shop)).toEqual([])
  expect(await older()).toEqual({ lastKnown: 0, unlistedUnits: 4, missingScopes: ['read_all_orders'] })
  await shop.verb('change-scopes', { optional: ['read_all_orders'] })
  expect(await states(shop)).toEqual(['#1001 open 4'])
  expect(await older()).toBeUndefined()
})
