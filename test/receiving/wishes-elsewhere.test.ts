import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConfirmedOutput, ReceiptProposal, ReceivingWish } from '../../web/receiving/contract/receipts.ts'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { aPurchase, type Purchase, type Refused } from '../supplier-orders/a-purchase.ts'
import { shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

let shopping: Purchase
beforeAll(async () => {
  shopping = await aPurchase()
  await asOwner(
    shopping.databaseUrl,
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '2', 'Outlet', true, now())`,
    [shop],
  )
})
afterAll(async () => await shopping.close())

/** Order 1 waits at the harbour and at the outlet, order 2 at the harbour, order 3 at the outlet, for one item. */
async function twoPlaces(item: string) {
  const line = (order: number) => `${item}${order}`
  const places: [order: number, location: string, units: number][] = [
    [1, '1', 4],
    [1, '2', 3],
    [2, '1', 4],
    [3, '2', 3],
  ]
  await shopping.waiting([1, 2, 3].map((order) => ({ line: line(order), order: line(order), item, units: 7 })))
  await queryAsOwner(shopping.databaseUrl, 'delete from backorder where item_id = $1', [item])
  await record(
    shopping.databaseUrl,
    places.map(([order, location, units]) =>
      aBackorder({ line: line(order), order: line(order), item, location, units, covered: 0, backordered: units }),
    ),
  )
  for (const [order, location, units] of places) {
    await asOwner(
      shopping.databaseUrl,
      `insert into fulfillment_order_line (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id, location_id, units, remaining)
       values ($1, $2, $2, $3, $3, $4, $5, $5)`,
      [shop, `${line(order)}${location}`, line(order), location, units],
    )
  }
  const { supplierOrderId } = await shopping.ordered({ [item]: 4 }, '2999-12-02')
  const [goods] = await shopping.linesOf(supplierOrderId)
  const supplierOrderLineId = goods?.supplierOrderLineId ?? ''
  const lines = [{ supplierOrderLineId, accepted: 4 }]
  const wishesNow = () =>
    queryAsOwner(
      shopping.databaseUrl,
      'select line_id as line, rank, pin::text from line_wish where shop_id = $1 and line_id like $2 order by 1',
      [shop, `${item}%`],
    )
  return {
    supplierOrderLineId,
    wishesNow,
    line,
    looks: async (wishes: ReceivingWish[] = []) =>
      (await shopping.post<ReceiptProposal>('/api/receipts/proposal', { lines, wishes })).body,
    confirms: (wishes: ReceivingWish[]) =>
      shopping.post<ConfirmedOutput & Refused>('/api/receipts', { key: randomUUID(), lines, wishes }),
  }
}

const receipts = () => queryAsOwner(shopping.databaseUrl, 'select from receipt where shop_id = $1', [shop])

it('says beside a line of a delivery where it waits as well', async () => {
  const { looks, line } = await twoPlaces('901')
  expect((await looks([{ lineId: line(1), rank: 5 }])).rows.map(({ lineId, alsoAt }) => [lineId, alsoAt])).toEqual([
    [`gid://shopify/LineItem/${line(1)}`, ['Outlet']],
    [`gid://shopify/LineItem/${line(2)}`, []],
  ])
})

it('changes nobody’s place at another location unless that is meant: without, the receipt is refused in words', async () => {
  const { confirms, wishesNow, line } = await twoPlaces('902')
  for (const wish of [{ rank: 5 }, { pinnedTo: null }]) {
    expect(await confirms([{ lineId: line(1), ...wish }])).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('at another location'), data: { reason: 'wish-also-elsewhere' } },
    })
  }
  expect(await wishesNow()).toEqual([])
  expect(await receipts()).toEqual([])
  expect((await confirms([{ lineId: line(1), rank: 5, alsoElsewhere: true }])).status).toBe(200)
  expect(await wishesNow()).toEqual([{ line: line(1), rank: 5, pin: null }])
})

it('takes a rank of a line that waits only here, and a pin to these goods, without asking', async () => {
  const { confirms, wishesNow, line, supplierOrderLineId } = await twoPlaces('903')
  const wishes = [
    { lineId: line(2), rank: 1 },
    { lineId: line(1), pinnedTo: supplierOrderLineId },
  ]
  expect((await confirms(wishes)).status).toBe(200)
  expect(await wishesNow()).toMatchObject([
    { line: line(1), rank: 0 },
    { line: line(2), rank: 1, pin: null },
  ])
})

it('does not let go of goods of another location that a line is pinned to, unless that is meant', async () => {
  const { confirms, wishesNow, line, supplierOrderLineId } = await twoPlaces('904')
  const there = await shopping.draft({ '904': 3 }, { locationId: '2' })
  await shopping.change(there.supplierOrderId, 'order', { due: '2999-12-01' })
  const [goodsThere] = await shopping.linesOf(there.supplierOrderId)
  const arrivalId = goodsThere?.arrivals[0]?.arrivalId
  expect((await shopping.post('/api/wishes', { lineIds: [line(1)], arrivalId })).status).toBe(200)
  const pinned = [{ line: line(1), rank: 0, pin: arrivalId }]
  expect(await wishesNow()).toEqual(pinned)
  expect((await confirms([{ lineId: line(1), pinnedTo: supplierOrderLineId }])).status).toBe(422)
  expect(await wishesNow()).toEqual(pinned)
})
