import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listReconcileDifferences, loadReconcile, startReconcile } from '../../../web/server/db/reconciles.ts'
import { withShopSql } from '../../../web/server/db/with-shop.ts'
import { aFloor, aLane, type Lane } from '../lane/a-lane.ts'
import { item, order, product } from '../lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const at = '2026-03-02T09:00:00Z'
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
  lane = aLane(floor.db)
  lane.truth.locations.set('2', 'Leeds')
  lane.truth.variants.set('10', '100')
  lane.truth.setStock('100', -2, 4, '1')
  lane.truth.setStock('100', 3, 1, '2')
  lane.truth.setOrder({
    id: '1001',
    createdAt: at,
    updatedAt: at,
    lines: [{ id: '1', variant: '10', units: 1, open: 1, location: '1' }],
  })
  lane.truth.setOrder({
    id: '1002',
    createdAt: '2026-03-02T09:05:00Z',
    updatedAt: '2026-03-02T09:05:00Z',
    lines: [
      { id: '2', variant: '10', units: 3, open: 3, location: '1' },
      { id: '3', variant: '10', units: 1, open: 1, location: '2' },
    ],
  })
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('orders/create', order({ id: '1001', at, lines: [{ id: '1', units: 1 }] }))
  await lane.hears(
    'orders/create',
    order({
      id: '1002',
      at: '2026-03-02T09:05:00Z',
      lines: [
        { id: '2', units: 3 },
        { id: '3', units: 1 },
      ],
    }),
  )
  await lane.drains()
  await reconcile()
})

async function reconcile() {
  await withShopSql(floor.db, lane.shop, (tx) => startReconcile(tx, lane.shop, 'asked'))
  await lane.drains()
  return await withShopSql(floor.db, lane.shop, async (tx) => {
    const last = await loadReconcile(tx, lane.shop)
    expect(last?.finishedAt).not.toBeNull()
    return (await listReconcileDifferences(tx, lane.shop, last?.reconcileId ?? '0', null, 50)).rows
  })
}

/** All that a merchant or a plan could see of the shop; when things were heard or read does not count. */
async function everything(): Promise<Record<string, unknown[]>> {
  const seen: Record<string, unknown[]> = {}
  for (const table of mirrored) {
    const rows = await lane.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - 'heard_at' - 'read_at' - 'routed_at' - 'changed_at' - 'heard_topic' - 'heard_webhook_id' as row
         from "${table}" t where shop_id = $1 order by t::text`,
    )
    seen[table] = rows.map(({ row }) => row)
  }
  return seen
}

describe('a reconcile', () => {
  it('finds nothing in a mirror that is right', async () => {
    expect(await reconcile()).toEqual([])
  })

  it.each([
    ['shop_order', `cancelled_at = now() where order_id = '1001'`],
    ['shop_order', `deleted_at = now() where order_id = '1001'`],
    ['shop_order', `ordered_at = '2026-04-01' where order_id = '1001'`],
    ['shop_order', `changed_at = now() + interval '1 year', cancelled_at = now() where order_id = '1001'`],
    ['order_line', `open = 9, units = 9 where line_id = '1'`],
    ['order_line', `open = 0 where line_id = '2'`],
    ['order_line', `item_id = '999' where line_id = '1'`],
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
    await reconcile()
    expect(await everything()).toEqual(right)
    expect(await reconcile()).toEqual([])
  })
})
