import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
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

async function aShop(name: string, stock: Record<string, number>): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  for (const place of Object.keys(stock).slice(1)) await shop.verb('create-location', { name: place })
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock }] })
  return shop
}

async function expectTruth(shop: SimulatedShop): Promise<void> {
  await shop.settle()
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
}

it.each([
  ['in the order of events', {}],
  ['twice, late and in any order', { duplicate: 0.4, late: 0.3, reorder: 0.6, seed: 11 }],
])(
  'units of a cancelled fulfilment are open again where they are owed from then on, told %s',
  async (told, mischief) => {
    const shop = await aShop(`cancelled-${told.length}`, { 'Shop location': 3, 'Second shop': 1 })
    await shop.verb('mischief', mischief)
    await shop.verb('place-order', { lines: [{ sku: 'A', units: 3 }] })
    await shop.verb('fulfil', { order: '#1001' })
    await expectTruth(shop)
    expect(await shop.backorders()).toEqual([])

    await shop.verb('cancel-fulfilment', { order: '#1001', location: 'Second shop' })
    await expectTruth(shop)
    expect(await shop.backorders()).toMatchObject([{ units: 3, covered: 1, backordered: 2, state: 'open' }])

    await shop.verb('adjust-stock', { sku: 'A', location: 'Second shop', delta: 2 })
    await shop.verb('fulfil', { order: '#1001' })
    await expectTruth(shop)
    await shop.verb('cancel-fulfilment', { order: '#1001' })
    await shop.verb('cancel-order', { order: '#1001', restock: true })
    await expectTruth(shop)
  },
  120_000,
)

it('units of a cancelled fulfilment have their old place in the queue of a shop with one location', async () => {
  const shop = await aShop('cancelled-here', { 'Shop location': 2 })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 2 }] })
  await shop.verb('fulfil', { order: '#1001' })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 2 }] })
  await expectTruth(shop)
  await shop.verb('cancel-fulfilment', { order: '#1001' })
  await expectTruth(shop)
  expect(await shop.backorders('&state=open')).toMatchObject([{ orderName: '#1002', covered: 0, backordered: 2 }])
})
