import { afterAll, beforeAll, expect, it, vi } from 'vitest'
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

it('an order that is moved away, back and away again within minutes is where it is soon, though nobody tells the last move', async () => {
  const shop = await floor.openShop('moved.myshopify.com')
  await shop.verb('create-location', { name: 'Second shop' })
  const stock = { 'Shop location': 0, 'Second shop': 0 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock }] })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 5 }] })
  await shop.settle()
  const move = (location: string) => shop.verb('move', { order: '#1001', sku: 'A', location })
  for (const location of ['Second shop', 'Shop location']) {
    await move(location)
    await shop.settle()
  }
  await move('Second shop')
  const right = async () => {
    const [rows, truth] = [await shop.backorders(), await shop.truth()]
    expect(rows.filter(({ state }) => state === 'open')).toMatchObject([{ backordered: 5 }])
    expect(differences(truth, rows)).toEqual([])
  }
  await vi.waitFor(right, { timeout: 30_000, interval: 200 })
  expect((await shop.webhooks()) as object).toMatchObject({ dropped: 1 })
})
