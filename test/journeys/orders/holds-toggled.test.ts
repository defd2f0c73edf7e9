import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
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

const half = { order: '#1001', lines: [{ sku: 'A', units: 2 }], handle: 'waits' }
const cycle = [
  { verb: 'hold', body: half },
  { verb: 'release', body: { order: '#1001' } },
  { verb: 'merge', body: { order: '#1001' } },
]

it('a hold that is placed and released four times within a minute is heard each time, and its line ends right', async () => {
  const shop = await floor.openShop('toggled.myshopify.com')
  await shop.verb('create-location', { name: 'Second shop' })
  const stock = { 'Shop location': 1, 'Second shop': 0 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock }] })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 5 }] })
  await shop.settle()
  for (const { verb, body } of [...cycle, ...cycle, ...cycle, ...cycle]) await shop.verb(verb, body)
  await shop.verb('hold', half)
  await shop.settle()
  expect(await shop.webhooks()).toMatchObject({ dropped: 0, lost: 0 })
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
  expect(await shop.backorders()).toMatchObject([{ units: 5, covered: 1, backordered: 4, state: 'open' }])

  await shop.verb('release', { order: '#1001' })
  await shop.verb('move', { order: '#1001', sku: 'A', location: 'Second shop', units: 3 })
  await shop.settle()
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})
