import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queryAsOwner } from '../support/database/database.ts'
import { orderAndEdit, troubledDay } from '../support/faults/troubled-day.ts'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { deliver } from '../support/running/web-process.ts'

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

const shopName = 'poisoned.myshopify.com'
const order = {
  id: 1,
  name: '#1',
  created_at: '2026-03-02T09:00:00Z',
  updated_at: '2026-03-02T09:00:00Z',
  cancelled_at: null,
  line_items: [],
}
const level = { inventory_item_id: 1, location_id: 1, available: 1, updated_at: '2026-03-02T09:00:00Z' }

/** Signed by Shopify's own secret, and never to be worked off. */
const poison: readonly (readonly [topic: string, body: string | Buffer])[] = [
  ['orders/create', ''],
  ['orders/create', '{'],
  ['orders/updated', 'null'],
  ['orders/updated', '[]'],
  ['orders/create', Buffer.from([0xff, 0xfe, 0x00])],
  ['orders/create', '{"a":'.repeat(100_000)],
  ['orders/create', JSON.stringify({ ...order, id: 'one' })],
  ['orders/create', JSON.stringify({ ...order, created_at: 'yesterday' })],
  ['orders/create', JSON.stringify({ ...order, updated_at: '999999-01-01T00:00:00Z' })],
  // JavaScript knows a year zero, PostgreSQL does not.
  [
    'orders/create',
    JSON.stringify({ ...order, created_at: '0000-01-01T00:00:00Z', updated_at: '0000-01-01T00:00:00Z' }),
  ],
  ['inventory_levels/update', JSON.stringify({ ...level, available: 99_999_999_999 })],
  ['inventory_levels/update', JSON.stringify({ ...level, available: 1.5 })],
  ['products/update', '{"id":{}}'],
]

it('deliveries that can never be worked off are parked with a reason, and the others go by them', async () => {
  const shop = await floor.openShop(shopName)
  await troubledDay(shop)
  for (const [topic, body] of poison) {
    const reply = await deliver(app.url, {
      topic,
      body,
      shop: shopName,
      secret: floor.env.SHOPIFY_API_SECRET,
      webhookId: randomUUID(),
    })
    expect(reply.status, `${topic} ${String(body).slice(0, 80)}`).toBeLessThan(500)
  }
  await orderAndEdit(shop)

  expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
  const parked = await queryAsOwner<{ topic: string; reason: string }>(
    floor.database.url,
    `SELECT topic, reason FROM delivery WHERE state = 'parked' ORDER BY sequence`,
  )
  expect(parked.map(({ topic }) => topic)).toEqual(
    poison.filter(([, body]) => body.toString().startsWith('{')).map(([topic]) => topic),
  )
  expect(parked.filter(({ reason }) => reason.startsWith('the database refuses it'))).toHaveLength(1)
  for (const { reason } of parked)
    expect(reason).toMatch(/^(not readable|not as its topic promises|the database refuses it)/)
})
