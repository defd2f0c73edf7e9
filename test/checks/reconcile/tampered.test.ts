import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, type Lane } from '../../support/lane/a-lane.ts'
import { aShopToCompare, reconcile } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const mirrored = [
  'shop_order',
  'order_line',
  'fulfillment_order_line',
  'stock_point',
  'item',
  'variant',
  'location',
  'backorder',
]

let lane: Lane
beforeEach(async () => {
  lane = await aShopToCompare(floor.db)
})

/** All that a merchant or a plan could see of the shop; when things were heard, read or compared does not count. */
async function everything(): Promise<Record<string, unknown[]>> {
  const seen: Record<string, unknown[]> = {}
  for (const table of mirrored) {
    const rows = await lane.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - 'heard_at' - 'read_at' - 'routed_at' - 'changed_at' - 'heard_topic' - 'heard_webhook_id'
              - 'compared_in' as row
         from "${table}" t where shop_id = $1 order by t::text`,
    )
    seen[table] = rows.map(({ row }) => row)
  }
  return seen
}

describe('a reconcile', () => {
  it('finds nothing in a mirror that is right', async () => {
    expect(await reconcile(lane)).toEqual([])
  })

  it.each([
    ['shop_order', `cancelled_at = now() where order_id = '1001'`],
    ['shop_order', `deleted_at = now() where order_id = '1001'`],
    ['shop_order', `ordered_at = '2026-04-01' where order_id = '1001'`],
    ['shop_order', `changed_at = now() + interval '1 year', cancelled_at = now() where order_id = '1001'`],
    ['order_line', `open = 9, units = 9 where line_id = '1'`],
    ['order_line', `open = 0 where line_id = '2'`],
    ['order_line', `item_id = '999' where line_id = '1'`],
    ['order_line', `variant_id = '999' where line_id = '1'`],
    ['order_line', `variant_id = '999' where line_id = '2'`],
    ['order_line', `order_id = '1002' where line_id = '1'`],
    ['order_line', `order_id = '1001' where line_id = '2'`],
    ['fulfillment_order_line', `location_id = '2' where line_id = '1'`],
    ['fulfillment_order_line', `remaining = 0 where line_id = '2'`],
    ['stock_point', `available = 500, committed = 0 where location_id = '1'`],
    ['stock_point', `strangers = 4 where location_id = '1'`],
    ['stock_point', `read_at = now() + interval '1 year', available = 7 where location_id = '1'`],
    ['item', `tracked = false where item_id = '100'`],
    ['item', `deleted_at = now() where item_id = '100'`],
    ['variant', `item_id = '999' where variant_id = '10'`],
    ['location', `name = 'Atlantis', active = false where location_id = '2'`],
    ['location', `deleted_at = now() where location_id = '1'`],
    ['backorder', `covered = 3, backordered = 0, uncovered = 0, state = 'ready' where line_id = '2'`],
    ['backorder', `state = 'cancelled' where line_id = '2'`],
  ])('heals %s tampered with: %s', async (table, change) => {
    const right = await everything()
    const [set = '', where = ''] = change.split(' where ')
    await lane.query(`update "${table}" set ${set} where shop_id = $1 and ${where}`)
    expect(await everything()).not.toEqual(right)
    await reconcile(lane)
    expect(await everything()).toEqual(right)
    expect(await reconcile(lane)).toEqual([])
  })
})
