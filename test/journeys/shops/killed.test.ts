import { afterAll, beforeAll, expect, it } from 'vitest'
import { appProcess, until } from '../../support/running/app-process.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { differences } from '../../support/truth/oracle.ts'

let floor: ShopFloor
beforeAll(async () => {
  floor = await aShopFloor()
})
afterAll(async () => await floor.close())

it('loses nothing and doubles nothing when the app is killed again and again while a retail day comes in', async () => {
  const app = appProcess(floor)
  await app.start()
  const shop = await floor.openShop('killed.myshopify.com', 'plus', 'retail')
  await shop.verb('mischief', { duplicate: 0.1, late: 0.2, reorder: 0.2, lose: 0, seed: 7 })
  await shop.verb('next-day')
  for (const handled of [30, 200, 500, 900]) {
    await until(async () => (await shop.webhooks()).sent >= handled)
    await app.kill()
    await app.start()
  }
  await shop.settle(180)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
  await app.kill()
})
