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

it.each([1, 2, 3])(
  'fifty shoppers buy the last unit at once: one is covered, forty-nine are backordered (%i)',
  async (seed) => {
    const shop = await floor.openShop(`last-unit-${seed}.myshopify.com`)
    await shop.verb('create-product', {
      title: 'Lamp',
      variants: [{ sku: 'LAMP', price: '10.00', policy: 'CONTINUE' }],
    })
    await shop.verb('set-stock', { sku: 'LAMP', available: 1 })
    await shop.verb('mischief', { duplicate: 0.3, late: 0.3, reorder: 0.5, lose: 0, seed })
    await Promise.all(
      Array.from({ length: 50 }, () => shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 1 }] })),
    )
    await shop.settle()

    const rows = await shop.backorders()
    const truth = await shop.truth()
    expect(differences(truth, rows)).toEqual([])
    expect(rows.filter((row) => row.backordered === 1)).toHaveLength(49)
    expect(truth.orders).toHaveLength(50)
  },
)
