import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { topics } from '../../web/mirror/webhooks/topics.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'
import { payload } from './payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(() => floor.close())

const names = Object.keys(topics)
const delivery = fc.constantFrom(...names).chain((topic) => payload(topic).map((body) => ({ topic, body })))

type Delivery = { readonly topic: string; readonly body: string | Buffer }

async function hears(lane: Lane, deliveries: readonly Delivery[]): Promise<void> {
  await withShopSql(floor.db, lane.shop, (tx) =>
    tx.queryWithoutShop('select accept_deliveries($1, $2, $3, $4, $5, $6)', [
      deliveries.map(() => lane.shop),
      deliveries.map((_one, at) => `fuzz-${at}`),
      deliveries.map(({ topic }) => topic),
      deliveries.map((_one, at) => new Date(Date.UTC(2026, 2, 2, 9, 0, at)).toISOString()),
      deliveries.map(({ body }) => Buffer.from(body)),
      deliveries.map(() => true),
    ]),
  )
}

/** A shop in which something is short, so that news leads to plans. */
async function aShortShop(): Promise<Lane> {
  const lane = aLane(floor.db)
  lane.truth.setStock('100', -1, 1)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  // The merchant is here: what is said of a removal or an erasure among all this is old news.
  await lane.query(`update shop set opened_at = '2027-01-01' where shop_id = $1`)
  return lane
}

/** Ids that nothing random has. */
const [itemId, variantId, lineId, orderId, locationId] = ['9000007', '9000070', '9000099', '9001099', '9000001']
const later = '2026-03-03T09:00:00Z'

/** The lane is not held up: what is right and comes after all that is worked off as if nothing had been. */
async function goesOn(lane: Lane): Promise<void> {
  lane.truth.locations.set(locationId, 'Attic')
  lane.truth.setStock(itemId, -1, 1, locationId)
  lane.truth.variants.set(variantId, itemId)
  const line = { id: lineId, variant: variantId, units: 1 }
  lane.truth.setOrder({ id: orderId, updatedAt: later, lines: [{ ...line, open: 1, location: locationId }] })
  const attic = { id: Number(locationId), name: 'Attic', active: true, updated_at: later }
  await lane.hears('locations/create', attic)
  await lane.hears('inventory_items/create', item(itemId, true, later))
  await lane.hears('inventory_levels/update', level(itemId, -1, { location: locationId, at: later }))
  await lane.hears('orders/create', order({ id: orderId, at: later, lines: [line] }))
  await lane.drains()
  expect((await lane.backorders()).filter(({ line: id }) => id === lineId)).toMatchObject([{ backordered: 1 }])
}

async function endsWell(deliveries: readonly Delivery[]): Promise<void> {
  const lane = await aShortShop()
  await hears(lane, deliveries)
  await lane.drains()
  const after = await lane.deliveries()
  expect(after).toHaveLength(deliveries.length + 2)
  expect(after.filter(({ state, reason }) => state === 'waiting' || (state === 'parked' && !reason))).toEqual([])
  await goesOn(lane)
}

describe('a lane that is fed anything at all works it off or parks it with a reason, and goes on', () => {
  it('bodies that resemble the real ones', async () => {
    await fc.assert(fc.asyncProperty(fc.array(delivery, { minLength: 100, maxLength: 300 }), endsWell), {
      numRuns: 10,
      endOnFailure: true,
    })
  })

  it('any bytes', async () => {
    const bytes = fc.record({ topic: fc.constantFrom(...names), body: fc.uint8Array({ maxLength: 200 }) })
    const given = bytes.map(({ topic, body }) => ({ topic, body: Buffer.from(body) }))
    await fc.assert(fc.asyncProperty(fc.array(given, { minLength: 100, maxLength: 300 }), endsWell), {
      numRuns: 3,
      endOnFailure: true,
    })
  })

  it('two orders that claim the same line, and one that has a line twice', async () => {
    const lines = [{ id: '1', units: 1 }]
    await endsWell([
      { topic: 'orders/create', body: order({ id: '1001', lines }) },
      { topic: 'orders/create', body: order({ id: '1002', lines }) },
      { topic: 'orders/create', body: order({ id: '1003', lines: [...lines, ...lines] }) },
    ])
  })

  it('words too long for the index of words, and units beyond what a column holds', async () => {
    const long = 'x'.repeat(4_000)
    const lines = [{ id: '1', units: 1, title: `${long} ${long}` }]
    await endsWell([
      { topic: 'orders/create', body: order({ id: '1001', lines }) },
      { topic: 'orders/create', body: order({ id: '1002', lines: [{ id: '2', units: 2_147_483_647 }] }) },
      { topic: 'orders/create', body: order({ id: '1003', lines: [{ id: '3', units: 2_147_483_647 }] }) },
    ])
  })
})
