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

it.each([11, 23, 42, 77, 101])(
  'a real retail day, twice, late and out of order, ends with the numbers of the truth (seed %i)',
  async (seed) => {
    const shop = await floor.openShop(`retail-${seed}.myshopify.com`, 'plus', 'retail')
    await shop.verb('mischief', { duplicate: 0.1, late: 0.2, reorder: 0.3, lose: 0, seed })
    await shop.verb('next-day')
    await shop.settle(120)
    const rows = await shop.backorders()
    expect(differences(await shop.truth(), rows)).toEqual([])
    expect(rows.filter((row) => row.backordered > 0).length).toBeGreaterThan(10)
  },
  180_000,
)
