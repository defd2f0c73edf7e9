import { afterAll, beforeAll, expect, test } from 'vitest'
import { retryParkedDeliveries } from '../../../web/mirror/store/inbox/parked-deliveries.ts'
import { askForFirstImport, askForImport } from '../../../web/mirror/store/marks/ask-for-import.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { gid } from '../../../web/platform/values/ids.ts'
import { aFloor } from '../../support/lane/a-lane.ts'
import { level, order } from '../../support/lane/payloads.ts'
import { orderRows, stockRows } from './a-bulk-shop.ts'
import { aShopToImport } from './a-shop-to-import.ts'

const beforeWritten = '2026-03-02T09:29:00Z'
const afterWritten = '2026-03-02T09:31:00Z'

let floor: { db: Database; close(): Promise<void> }
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

test('units of orders that may not be read are counted, and served first', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.drains()
  expect(await shop.query('select strangers from stock_point where shop_id = $1 and strangers > 0')).toEqual([
    { strangers: 2 },
  ])
  expect(await shop.query('select stranger_units::int from import where shop_id = $1')).toEqual([{ stranger_units: 2 }])
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
})

test('what shoppers were told before ordering is imported, and nothing else of what they typed', async () => {
  const shop = await aShopToImport(floor.db)
  const value = '{"from":"2027-12-01","to":"2027-12-09","at":null}'
  const properties = [
    { name: 'Engraving', value: 'For Ada' },
    { name: '_promise', value },
  ]
  shop.bulk.rows['Orders'] = orderRows('1', '10', 3, undefined, properties)
  await shop.drains()
  expect(await shop.query('select told_to::text from order_line where shop_id = $1')).toEqual([
    { told_to: '2027-12-09' },
  ])
  expect(await shop.query('select first_promise::text from backorder where shop_id = $1')).toEqual([
    { first_promise: '2027-12-09' },
  ])
})

test('what webhooks tell while Shopify writes the shop down is never replaced by it', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.hears(
    'orders/updated',
    order({ id: '1', updated: afterWritten, lines: [{ id: '11', units: 1 }] }),
    afterWritten,
  )
  await shop.hears('inventory_levels/update', level('20', 2, { at: afterWritten }), afterWritten)
  shop.truth.setStock('10', 0, 3)
  await shop.drains()
  expect(await shop.openOf('11')).toBe(1)
  expect(await shop.availableOf('20')).toBe(2)
})

test('what webhooks told before that is', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.hears('inventory_levels/update', level('20', 9, { at: '2026-02-28T08:00:00Z' }), beforeWritten)
  await shop.drains()
  expect(await shop.availableOf('20')).toBe(5)
})

test.each(['FAILED', 'CANCELED', 'EXPIRED', 'gone'] as const)(
  'an operation that comes to nothing (%s) is started anew',
  async (mishap) => {
    const shop = await aShopToImport(floor.db)
    shop.bulk.mishaps.set('Orders', mishap)
    await shop.drains()
    expect(shop.bulk.started.filter((name) => name === 'Orders')).toHaveLength(2)
    expect(await shop.backorders()).toMatchObject([{ covered: 1, backordered: 2 }])
  },
)

test('what timed out is asked for in two spans of time, and later news wins over the first of them', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.mishaps.set('Orders', 'TIMEOUT')
  shop.bulk.createdAts.set('Orders', ['2026-03-02T09:20:00Z', '2026-03-02T09:35:00Z', '2026-03-02T09:33:00Z'])
  await shop.drains()
  expect(shop.bulk.queries.filter((query) => query.startsWith('query Orders')).map(filterOf)).toEqual([
    'NOT status:cancelled AND NOT fulfillment_status:fulfilled',
    `NOT status:cancelled AND NOT fulfillment_status:fulfilled AND created_at:<'2026-01-31T09:20:00Z'`,
    `NOT status:cancelled AND NOT fulfillment_status:fulfilled AND created_at:>='2026-01-31T09:20:00Z'`,
  ])
  const known = "select to_char(orders_known_at at time zone 'UTC', 'HH24:MI') as at from import where shop_id = $1"
  expect(await shop.query(known)).toEqual([{ at: '09:33' }])
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
})

test('what may move between spans of time is asked for from the last of them once the others are over', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.mishaps.set('Catalogue', 'TIMEOUT')
  await shop.drains()
  const started = shop.bulk.queries.flatMap((query) => filterOf(query) ?? [])
  expect(started.filter((filter) => filter.startsWith('updated_at'))).toEqual([
    `updated_at:<'2026-01-31T09:30:00Z'`,
    `updated_at:>='2026-01-31T09:30:00Z'`,
  ])
  expect(shop.bulk.started.at(-1)).toBe('Catalogue')
})

test('two processes that import at once end every span of time, and the part with the last of them', async () => {
  const shop = await aShopToImport(floor.db)
  for (const name of ['Orders', 'Stock']) shop.bulk.mishaps.set(name, 'TIMEOUT')
  for (;;) {
    await Promise.all([shop.drainsOnce(), shop.drainsOnce()])
    const left = await shop.query(
      'update import set due_at = now() where shop_id = $1 and finished_at is null returning 1',
    )
    if (left.length === 0) break
  }
  const ended = 'select orders_known_at is not null as ended from import where shop_id = $1'
  expect(await shop.query(ended)).toEqual([{ ended: true }])
  expect(await shop.query('select from import_row where shop_id = $1')).toEqual([])
  expect(await shop.query('select part from import_part where shop_id = $1 and finished_at is null')).toEqual([])
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
})

function filterOf(query: string): string | undefined {
  return /\(query: "([^"]*)"\)/.exec(query)?.[1]
}

test('a Shopify that stays busy is asked ever more rarely, and the import says so until it goes on', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.isBusy = true
  const told: unknown[] = []
  for (let attempt = 0; attempt < 7; attempt += 1) {
    await shop.drainsOnce()
    const waits =
      'select round(extract(epoch from due_at - now()))::int as seconds, trouble from import where shop_id = $1'
    told.push(...(await shop.query(waits)))
    await shop.query('update import set due_at = now() where shop_id = $1')
  }
  expect(told).toEqual([
    ...[1, 2, 4].map((seconds) => ({ seconds, trouble: null })),
    ...[8, 16, 32, 60].map((seconds) => ({ seconds, trouble: 'shopify-busy' })),
  ])
  shop.bulk.isBusy = false
  await shop.drainsOnce()
  expect(await shop.query('select trouble, attempts from import where shop_id = $1')).toEqual([
    { trouble: null, attempts: 0 },
  ])
  await shop.drains()
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
})

test('one row that cannot be understood is set aside, and the others are imported', async () => {
  const shop = await aShopToImport(floor.db)
  const [first, level] = stockRows('20', 5, 0)
  shop.bulk.rows['Stock'] = [{ ...first, tracked: 'perhaps' }, level ?? {}, ...stockRows('10', -2, 5)]
  await shop.drains()
  expect(await shop.query("select topic, reason from delivery where shop_id = $1 and state = 'parked'")).toEqual([
    { topic: 'read/item', reason: expect.stringContaining('not as its topic promises: item 20 of an import: tracked') },
  ])
  expect([await shop.availableOf('20'), await shop.availableOf('10')]).toEqual([undefined, -2])
})

test('one row that the database refuses is set aside, and the others are imported', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.rows['Orders'] = [...orderRows('1', '10', 3), ...orderRows('2', '10', 2 ** 40)]
  await shop.drains()
  expect(await shop.query("select topic, reason from delivery where shop_id = $1 and state = 'parked'")).toEqual([
    { topic: 'read/order', reason: expect.stringContaining('the database refuses it: order 2 of an import') },
  ])
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
})

test('a row of which nothing can be made out is tried again by another import', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.damaged = '{"title": "Def'
  await shop.drains()
  const parked = await shop.query<{ id: string }>(
    "select webhook_id as id from delivery where shop_id = $1 and topic = 'read/import-row' and state = 'parked'",
  )
  expect(parked).toHaveLength(3)
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
  shop.bulk.damaged = null
  await withShopSql(floor.db, shop.shop, (tx) => retryParkedDeliveries(tx, { deliveryId: parked[0]?.id ?? '' }))
  await shop.drainsOnce()
  await shop.drains()
  expect(await shop.query('select holds_plans from import where shop_id = $1 order by import_id')).toEqual([
    { holds_plans: true },
    { holds_plans: false },
  ])
})

test('an order that was heard of in the second in which its operation began, and that is not named, is read again', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.hears(
    'orders/create',
    order({ id: '2', updated: '2026-03-02T09:30:00Z', lines: [{ id: '21', variant: '10', units: 4 }] }),
    '2026-03-02T09:30:00.400Z',
  )
  const shipped = { id: '21', variant: '10', units: 4, open: 0 }
  shop.truth.setOrder({ id: '2', updatedAt: '2026-03-02T09:30:00Z', lines: [shipped] })
  await shop.drains()
  expect(await shop.openOf('21')).toBe(0)
  expect(await shop.backorders()).toMatchObject([{ line: '11', covered: 1, backordered: 2 }])
})

test('stock that was read in the second in which its operation began, and says otherwise, is read again', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.rows['Stock'] = [...stockRows('10', -2, 5), ...stockRows('20', 3, 2)]
  shop.truth.setStock('20', 3, 2)
  await shop.query(
    `insert into stock_point (shop_id, item_id, location_id, available, committed, on_hand, connected, changed_at, heard_at, read_at)
     select $1, '20', '1', 5, 0, 5, true, at, at, at from (select '2026-03-02T09:30:00.4Z'::timestamptz as at) as reading`,
  )
  await shop.drains()
  const point = "select available, committed, strangers from stock_point where shop_id = $1 and item_id = '20'"
  expect(await shop.query(point)).toEqual([{ available: 3, committed: 2, strangers: 2 }])
})

test('rows that cannot be understood hold up the import and say so where they are many, and no delivery', async () => {
  const shop = await aShopToImport(floor.db)
  const [first] = shop.bulk.rows['Stock'] ?? []
  shop.bulk.rows['Stock'] = Array.from({ length: 101 }, (_, at) => ({
    ...first,
    id: gid('InventoryItem', String(1_000 + at)),
    tracked: 'perhaps',
  }))
  await shop.hears('inventory_levels/update', level('20', 7, { at: afterWritten }), afterWritten)
  await shop.drainsOnce()
  expect(await shop.query('select trouble from import where shop_id = $1')).toEqual([{ trouble: 'not-understood' }])
  expect(await shop.deliveries()).toContainEqual(expect.objectContaining({ state: 'done' }))
  expect(await shop.backorders()).toEqual([])
})

test('an import that is run again holds up no plan, and learns what was missed', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.drains()
  shop.bulk.rows['Orders'] = [...orderRows('1', '10', 3), ...orderRows('2', '10', 4, '2026-03-03T08:00:00Z')]
  shop.bulk.createdAt = '2026-03-03T09:00:00Z'
  shop.truth.setStock('10', -6, 9)
  await withShopSql(floor.db, shop.shop, (tx) => askForImport(tx, { holdsPlans: false }))
  await shop.drains()
  expect(await shop.backorders()).toMatchObject([
    { line: '11', covered: 1, backordered: 2 },
    { line: '21', covered: 0, backordered: 4 },
  ])
})

test('an order that is open here and no longer there is read again', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.drains()
  shop.bulk.rows['Orders'] = []
  shop.bulk.createdAt = '2026-03-03T09:00:00Z'
  shop.truth.setStock('10', 0, 2)
  const shipped = { id: '11', variant: '10', units: 3, open: 0 }
  shop.truth.setOrder({ id: '1', updatedAt: '2026-03-03T08:00:00Z', lines: [shipped] })
  await withShopSql(floor.db, shop.shop, (tx) => askForImport(tx, { holdsPlans: false }))
  await shop.drains()
  expect(await shop.openOf('11')).toBe(0)
  expect(await shop.backorders()).toMatchObject([{ backordered: 0, state: 'closed' }])
})

test('a shop that comes back is imported anew, and an import of before is given up', async () => {
  const shop = await aShopToImport(floor.db)
  const ask = () => withShopSql(floor.db, shop.shop, askForFirstImport)
  const imports = () =>
    shop.query('select finished_at is not null as over from import where shop_id = $1 order by import_id')
  await ask()
  expect(await imports()).toEqual([{ over: false }])
  await shop.query("update shop set installed_at = now() + interval '1 second' where shop_id = $1")
  await ask()
  expect(await imports()).toEqual([{ over: false }])
  expect(await shop.query('select part from import_part where shop_id = $1')).toHaveLength(6)

  await shop.query("update shop set installed_at = now() - interval '1 hour' where shop_id = $1")
  await shop.drains()
  await ask()
  expect(await imports()).toEqual([{ over: true }])
  await shop.query('update shop set installed_at = now() where shop_id = $1')
  await ask()
  expect(await imports()).toEqual([{ over: true }, { over: false }])
})

test('PostgreSQL knows how much an import brought in as soon as it is over', async () => {
  const shop = await aShopToImport(floor.db)
  await shop.drains()
  const guessed = await shop.query<{ name: string }>(
    `select relname as name from pg_class
      where $1 <> '' and relname in ('variant', 'item', 'stock_point', 'shop_order', 'order_line') and reltuples <= 0`,
  )
  expect(guessed).toEqual([])
})
