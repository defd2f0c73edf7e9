import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, type Lane } from '../../support/lane/a-lane.ts'
import { aShopToCompare, at, later, reconcile } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  lane = await aShopToCompare(floor.db)
})

const change = (sql: string) => lane.query(`update ${sql.replace(' where ', ' where shop_id = $1 and ')}`)

describe('a difference', () => {
  it('is lost news where Shopify changed the thing later than we know, and so is what follows from it', async () => {
    lane.truth.setOrder({
      id: '1002',
      createdAt: later,
      updatedAt: '2026-03-02T10:00:00Z',
      lines: [
        { id: '2', variant: '10', units: 1, open: 1, location: '1' },
        { id: '3', variant: '10', units: 1, open: 1, location: '2' },
      ],
    })
    // What we know of the stock is of an hour before.
    lane.truth.setStock('100', 0, 2, '1')
    await change(`stock_point set changed_at = changed_at - interval '1 hour' where location_id = '1'`)
    const ofLine = (units: number) => expect.arrayContaining([{ lineId: '2', title: 'Mug', units, open: units }])
    expect(await reconcile(lane)).toMatchObject([
      {
        thing: 'backorder',
        thingId: '2@1',
        cause: 'lost-webhook',
        ours: { units: 3 },
        theirs: { units: 1, covered: 1 },
      },
      { thing: 'stock', thingId: '100@1', cause: 'lost-webhook', ours: { available: -2 }, theirs: { available: 0 } },
      {
        thing: 'order',
        name: '#1002',
        cause: 'lost-webhook',
        ours: { lines: ofLine(3), places: expect.arrayContaining([{ location: 'Shop location', units: 3 }]) },
        theirs: { lines: ofLine(1), places: expect.arrayContaining([{ location: 'Shop location', units: 1 }]) },
      },
    ])
  })

  it('is lost news where a second change came within the second of the one that was heard', async () => {
    const heard = { changed: '2026-03-02T09:00:00Z', heard: '2026-03-02T09:00:00.400Z' }
    await lane.query(`update shop_order set changed_at = $2, heard_at = $3 where shop_id = $1 and order_id = '1001'`, [
      heard.changed,
      heard.heard,
    ])
    await change(`order_line set open = 0 where line_id = '1'`)
    expect(await reconcile(lane)).toContainEqual(
      expect.objectContaining({ thing: 'order', thingId: '1001', cause: 'lost-webhook' }),
    )
  })

  it('is an edit from outside where Shopify changed nothing since we heard of the thing', async () => {
    await change(`order_line set open = 0 where line_id = '1'`)
    await change(`stock_point set available = 7 where location_id = '2'`)
    await change(`item set tracked = false where item_id = '100'`)
    await change(`location set name = 'Atlantis' where location_id = '2'`)
    await change(`variant set item_id = '999' where variant_id = '10'`)
    const found = await reconcile(lane)
    expect(found.map(({ thing }) => thing)).toEqual(
      expect.arrayContaining(['order', 'stock', 'item', 'location', 'variant']),
    )
    expect(new Set(found.map(({ cause }) => cause))).toEqual(new Set(['edit-outside']))
    expect(found).toContainEqual(
      expect.objectContaining({ thing: 'stock', thingId: '100@2', name: 'Mug', locationName: 'Leeds' }),
    )
  })

  it('is an edit from outside where a backorder is not what its ledger ends with', async () => {
    await change(`backorder set covered = 3, backordered = 0, uncovered = 0, state = 'ready' where line_id = '2'`)
    expect(await reconcile(lane)).toMatchObject([
      {
        thing: 'backorder',
        thingId: '2@1',
        name: '#1002 · Mug',
        locationName: 'Shop location',
        cause: 'edit-outside',
        ours: { covered: 3, backordered: 0 },
        theirs: { covered: 1, backordered: 2 },
      },
    ])
  })

  it('is drift where ours claims to be newer than what Shopify has', async () => {
    await change(`shop_order set changed_at = now() + interval '1 year', ordered_at = '${at}'::timestamptz - interval '1 day'
      where order_id = '1002'`)
    expect(await reconcile(lane)).toContainEqual(
      expect.objectContaining({ thing: 'order', thingId: '1002', cause: 'drift' }),
    )
  })

  it('is lost news where Shopify does not have the order or the item any more', async () => {
    await lane.query(`update shop_order set ordered_at = now() - interval '1 day' where shop_id = $1`)
    lane.truth.orders.delete('1001')
    lane.truth.stock.delete('100')
    const found = await reconcile(lane)
    expect(found).toContainEqual(
      expect.objectContaining({ thing: 'order', thingId: '1001', cause: 'lost-webhook', theirs: null }),
    )
    expect(found).toContainEqual(
      expect.objectContaining({
        thing: 'item',
        thingId: '100',
        cause: 'lost-webhook',
        theirs: { tracked: true, deleted: true },
      }),
    )
  })
})
