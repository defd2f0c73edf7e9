import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetOldOrders } from '../../web/app/sweep.ts'
import { correctBackorderItems, correctVariantItem } from '../../web/checks/store/mirror.ts'
import { withoutShopper } from '../../web/mirror/webhooks/without-shopper.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { everythingOf } from '../app/isolation/filled-tables.ts'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, order, product } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

/** Two variants of one item, and one of another. */
let lane: Lane
beforeEach(async () => {
  lane = aLane(floor.db)
  lane.truth.variants.set('10', '100')
  lane.truth.variants.set('12', '100')
  await lane.hears(
    'products/create',
    product('1', [
      { variant: '10', item: '100' },
      { variant: '12', item: '100' },
      { variant: '20', item: '200' },
    ]),
  )
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('inventory_items/create', item('200', true))
})

const minute = (number: number) => `2026-03-02T09:0${number}:00.000Z`
const first = (updated: number, { variant = '10', cancelled = true } = {}) =>
  lane.hears(
    'orders/updated',
    order({
      ...{ id: '4711', at: minute(0), updated: minute(updated) },
      ...(cancelled && { cancelled: minute(2) }),
      lines: [{ id: '11', units: 2, variant }],
    }),
    minute(updated),
  )
const second = (updated = 1, variant = '12') =>
  lane.hears(
    'orders/updated',
    order({ id: '4712', at: minute(1), updated: minute(updated), lines: [{ id: '12', units: 3, variant }] }),
    minute(updated),
  )

/** There is enough for the first alone. */
async function bothAreBought(): Promise<void> {
  lane.truth.setStock('100', -3, 5)
  await first(0, { cancelled: false })
  await second()
  await lane.drains()
}
/** Nobody may ask Shopify. */
const isPaused = (why: string | null) => lane.query('update shop set attention = $2 where shop_id = $1', [why])
async function firstIsCancelled(): Promise<void> {
  lane.truth.setStock('100', -1, 3)
  await first(2)
  await lane.drains()
}

const asksToBeForgotten = async () => {
  await lane.hears('customers/redact', withoutShopper(Buffer.from('{"orders_to_redact":[4711]}')).toString())
  await lane.drains()
}
async function wasFinishedLongAgo(): Promise<void> {
  await lane.query(
    `update shop_order set ordered_at = moment, changed_at = moment, heard_at = moment
       from (select now() - interval '400 days' as moment) as clock where shop_id = $1 and order_id = '4711'`,
  )
  await forgetOldOrders(floor.db)
}

/** Rows that name the first order, by their tables; what Shopify sent waits to be forgotten by itself. */
async function naming(): Promise<string[]> {
  const { delivery: _, ...tables } = await everythingOf(floor.db.ownerUrl, lane.shop)
  return Object.entries(tables).flatMap(([table, rows]) => (rows.some((row) => row.includes('#4711')) ? table : []))
}
const causesOfSecond = () =>
  lane.query(
    `select cause->>'topic' as topic, cause->>'order' as name, cause->>'orderId' as id from ledger g
       join backorder b on b.shop_id = $1 and b.backorder_id = g.backorder_id
      where g.shop_id = $1 and b.order_id = '4712' order by ledger_id`,
  )
const own = { topic: 'orders/updated', name: '#4712', id: '4712' }
const nameless = { topic: 'orders/updated', name: null, id: null }

describe.each([
  ['whose shopper asked for it', asksToBeForgotten],
  ['that was finished long ago', wasFinishedLongAgo],
])('an order %s is named no more', (_, isForgotten) => {
  it('by what waits to be planned, and by nothing that is planned of it', async () => {
    await bothAreBought()
    await isPaused('access-lost')
    await firstIsCancelled()
    expect(await naming()).toContain('due_item')
    await isForgotten()
    expect(await naming()).not.toContain('due_item')
    await isPaused(null)
    await lane.drains()
    expect(await causesOfSecond()).toEqual([own, nameless])
  })

  it.each([
    ['its line is of another variant', async () => void (await first(3, { variant: '20' }))],
    ['its line is of a variant that nobody knows', async () => void (await first(3, { variant: '999' }))],
    [
      'its variant was taken for one of another item',
      () => withShopSql(floor.db, lane.shop, (tx) => correctVariantItem(tx, '10', '200')),
    ],
    [
      'the variant of who got its units was taken for one of another item',
      () => withShopSql(floor.db, lane.shop, (tx) => correctVariantItem(tx, '12', '200')),
    ],
    [
      'the line of who got its units is of another variant',
      async () => {
        await second(4, '20')
        await lane.drains()
        await withShopSql(floor.db, lane.shop, (tx) => correctBackorderItems(tx, ['4712']))
      },
    ],
  ])('in the histories of others where %s since', async (_, moves) => {
    await bothAreBought()
    await firstIsCancelled()
    expect(await causesOfSecond()).toContainEqual({ topic: 'orders/updated', name: '#4711', id: '4711' })
    await moves()
    await lane.drains()
    await isForgotten()
    expect(await naming()).toEqual([])
  })
})

it('an order is forgotten while somebody holds marks of its items that do not name it', async () => {
  await bothAreBought()
  await firstIsCancelled()
  await isPaused('access-lost')
  await lane.query(
    `insert into due_item (shop_id, item_id, causes) values ($1, '100', '[{"orderId": "4712"}, {"topic": "import"}]')
         on conflict (shop_id, item_id) do update set causes = excluded.causes`,
  )
  await withShopSql(floor.db, lane.shop, async (tx) => {
    await tx.query('select from due_item where shop_id = $1 for update')
    await wasFinishedLongAgo()
  })
  expect(await naming()).toEqual([])
})
