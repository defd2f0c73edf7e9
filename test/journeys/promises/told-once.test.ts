import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { hearAgain } from '../../../web/app/sweep.ts'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

// Shopify sends one body of a topic once in 15 minutes. What is undone and done again within them is told by nothing else in these.

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let db: Database
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  db = createDatabase(floor.database.url)
})
afterAll(async () => {
  await db.close()
  await app.stop()
  await floor.close()
})

const here = 'Shop location'
const there = 'Second shop'

async function openShop(name: string): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('create-location', { name: there })
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock: { [here]: 0, [there]: 0 } }] })
  await shop.settle()
  return shop
}

/** Each is heard before the next happens. */
async function oneByOne(shop: SimulatedShop, verb: string, wishes: readonly object[]): Promise<void> {
  for (const wish of wishes) {
    await shop.verb(verb, wish)
    await shop.settle(100)
  }
  expect(await shop.webhooks()).toMatchObject({ dropped: 1 })
}

async function quarterOfAnHourLater({ shop }: SimulatedShop): Promise<void> {
  await asOwner(
    floor.database.url,
    `update delivery set received_at = received_at - interval '16 minutes' where shop_id = $1`,
    [shop],
  )
  await hearAgain(db)
}

it('an order that took no stock and is moved away, back and away again is where it is a quarter of an hour later', async () => {
  const shop = await openShop('moved-unclaimed')
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 5, location: here }], claim: false })
  await shop.settle(100)
  const moves = [there, here, there].map((location) => ({ order: '#1001', sku: 'A', location }))
  await oneByOne(shop, 'move', moves)
  await quarterOfAnHourLater(shop)
  await shop.settle(100)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it('a pre-order whose day moves there, back and there again waits for that day a quarter of an hour later', async () => {
  const shop = await openShop('rescheduled-twice')
  await shop.api('/api/shop/rules', 'PUT', { scheduledDaysBefore: 7 })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 2, fulfillAt: day(30) }] })
  await shop.settle()
  const [soon, late] = [day(3), day(90)]
  const days = [soon, late, soon].map((fulfillAt) => ({ order: '#1001', fulfillAt }))
  await oneByOne(shop, 'reschedule', days)
  expect(await shop.backorders()).toMatchObject([{ notCounted: 'scheduled' }])
  await quarterOfAnHourLater(shop)
  await vi.waitFor(async () => expect(await shop.backorders()).toMatchObject([{ state: 'open', backordered: 2 }]), {
    timeout: 30_000,
    interval: 200,
  })
})

it('an item that is taken off a location, put back and taken off again is not there a quarter of an hour later', async () => {
  const shop = await openShop('taken-off')
  const wish = { sku: 'A', location: there }
  await shop.verb('disconnect-location', wish)
  await shop.settle()
  await shop.verb('connect-location', { ...wish, available: 4 })
  await shop.settle()
  await oneByOne(shop, 'disconnect-location', [wish])
  const known = () =>
    queryAsOwner(floor.database.url, 'select available from stock_point where shop_id = $1 and connected order by 1', [
      shop.shop,
    ])
  expect(await known()).toEqual([{ available: 0 }, { available: 4 }])
  await quarterOfAnHourLater(shop)
  await vi.waitFor(async () => expect(await known()).toEqual([{ available: 0 }]), { timeout: 30_000, interval: 200 })
})

it('news is heard once where Shopify keeps nothing back, and else twice', async () => {
  const shop = await openShop('heard-once')
  const kept = () =>
    queryAsOwner(floor.database.url, 'select topic, state from delivery where shop_id = $1 and body is not null', [
      shop.shop,
    ])
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 1, location: here }] })
  await shop.verb('move', { order: '#1001', sku: 'A', location: there })
  await shop.settle()
  expect(await kept()).toEqual([{ topic: 'fulfillment_orders/moved', state: 'done' }])
  await hearAgain(db)
  expect(await kept()).toEqual([{ topic: 'fulfillment_orders/moved', state: 'done' }])
  await quarterOfAnHourLater(shop)
  await shop.settle()
  expect(await kept()).toEqual([])
})
