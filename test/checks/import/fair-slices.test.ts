import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askForImport } from '../../../web/mirror/store/marks/ask-for-import.ts'
import { clock, goBy } from '../../../web/platform/clock.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { gid } from '../../../web/platform/values/ids.ts'
import { aFloor } from '../../support/lane/a-lane.ts'
import { item } from '../../support/lane/payloads.ts'
import { orderRows } from './a-bulk-shop.ts'
import { aShopToImport } from './a-shop-to-import.ts'

let floor: { db: Database; close(): Promise<void> }
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

type Shop = Awaited<ReturnType<typeof aShopToImport>>

/** What is true of the shop after each turn until the import is over, wherever it is not what it was before. */
async function turnByTurn(shop: Shop, figure: () => Promise<number>): Promise<number[]> {
  const seen = [await figure()]
  for (;;) {
    await shop.hasATurn()
    const now = await figure()
    if (now !== seen.at(-1)) seen.push(now)
    const left = await shop.query(
      'update import set due_at = now() where shop_id = $1 and finished_at is null returning 1',
    )
    if (left.length === 0) return seen
  }
}

test('orders that an import names no more are read some at a time, turn by turn', async () => {
  const shop = await aShopToImport(floor.db)
  const ids = Array.from({ length: 600 }, (_, at) => String(1_000 + at))
  shop.bulk.rows['Orders'] = ids.flatMap((id) => orderRows(id, '10', 1))
  await shop.drains()
  shop.bulk.rows['Orders'] = []
  shop.bulk.createdAt = '2026-03-03T09:00:00Z'
  const line = { variant: '10', units: 1, open: 0 }
  for (const id of ids) {
    shop.truth.setOrder({ id, updatedAt: '2026-03-03T08:00:00Z', lines: [{ id: `${id}1`, ...line }] })
  }
  await withShopSql(floor.db, shop.shop, (tx) => askForImport(tx, { holdsPlans: true }))
  const toRead = async () => (await shop.query('select from shop_order where shop_id = $1 and read_due')).length
  expect(await turnByTurn(shop, toRead)).toEqual([0, 600, 350, 100, 0])
})

test('orders that changed during an import are read for a second, and those behind them in the next turn', async () => {
  const shop = await aShopToImport(floor.db)
  const minute = (number: number) => new Date(Date.parse(shop.bulk.createdAt) + number * 60_000).toISOString()
  shop.bulk.changed = Array.from({ length: 6 }, (_, at) => ({
    ...{ id: gid('Order', String(500 + at)), name: `#${500 + at}`, createdAt: minute(at), updatedAt: minute(at) },
    ...{ cancelledAt: null, lineItems: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
  }))
  shop.bulk.changedAPage = 1
  const usual = { ...clock }
  let elapsed = 0
  shop.bulk.onSearch = () => {
    elapsed += 600
  }
  goBy({ ...usual, elapsed: () => elapsed })
  try {
    const known = async () =>
      (await shop.query(`select from shop_order where shop_id = $1 and order_id like '50_'`)).length
    // The last of each turn is looked for once more, as Shopify finds changes late.
    expect(await turnByTurn(shop, known)).toEqual([0, 2, 3, 4, 5, 6])
  } finally {
    goBy(usual)
  }
})

test('of imports that write at once one waits for the other, and what it was told before is recorded meanwhile', async () => {
  const shop = await aShopToImport(floor.db)
  const recorded = async () => (await shop.query('select from variant where shop_id = $1')).length
  while ((await shop.query('select from import_row where shop_id = $1')).length === 0) await shop.hasATurn()
  const leave = await shop.services.imports.enter()
  await shop.hears('inventory_items/create', item('999', true))
  let isOver = false
  const turn = shop.hasATurn().finally(() => {
    isOver = true
  })
  const heard = async () => (await shop.deliveries()).every(({ state }) => state === 'done')
  await vi.waitFor(async () => expect(await heard()).toBe(true))
  expect([isOver, await recorded()]).toEqual([false, 0])
  leave()
  await turn
  expect(await recorded()).toBeGreaterThan(0)
})

test('an import ends slice by slice, plans wait for the last of them, and a death between two takes nothing away', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.query(
    `insert into item (shop_id, item_id, tracked, changed_at)
     select $1, 'sold-' || lpad(n::text, 5, '0'), true, '-infinity' from generate_series(1, 4500) as n`,
  )
  await shop.query(
    `insert into stock_point (shop_id, item_id, location_id, available, committed, connected, changed_at, heard_at)
     select $1, item_id, '1', -1, 0, true, '-infinity', '-infinity' from item where shop_id = $1 and item_id like 'sold-%'`,
  )
  const counted = `update import_part set position = 'z', finished_at = case when part <> 'strangers' then now() end where shop_id = $1`
  await shop.query(counted)
  const due = async () => (await shop.query(`select from due_item where shop_id = $1 and item_id like 'sold-%'`)).length
  const marked = async () =>
    (await shop.query(`select from promise_due where shop_id = $1 and item_id like 'sold-%'`)).length
  const seen: unknown[] = []
  let isOver = false
  while (!isOver) {
    // Each turn stands for a process of its own: it knows what is in the tables, and no more.
    await shop.hasATurn()
    isOver = (await shop.query('select from import where shop_id = $1 and finished_at is null')).length === 0
    seen.push([await due(), await marked(), isOver])
  }
  expect(seen).toEqual([
    [0, 0, false],
    [2_000, 2_000, false],
    [4_000, 4_000, false],
    // What is left is due, and the round goes on to plan 250 of it.
    [4_250, 4_500, true],
  ])
})
