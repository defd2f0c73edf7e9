import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  clearPromiseMarks,
  loadPromiseMarks,
  markEveryPromiseDue,
  markPromisesDue,
} from '../../web/mirror/store/marks/promise-marks.ts'
import type { BackorderState } from '../../web/planning/rules/record/backorder.ts'
import { followBackorders } from '../../web/planning/store/record/follow-backorders.ts'
import { type ShopSql, withShopSql } from '../../web/platform/db/with-shop.ts'
import {
  clearOrderMarks,
  loadOrderMarks,
  recordOrderWishes,
  switchOrderMessages,
} from '../../web/promises/store/order-promises.ts'
import { markOverridden } from '../../web/promises/store/override-edits.ts'
import { recordWishedPromises } from '../../web/promises/store/storefront-promises.ts'
import { putEntry } from '../../web/suppliers/store/catalogue-entries.ts'
import { setArchived } from '../../web/suppliers/store/suppliers.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aStorefront, type Storefront } from './a-storefront.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const connected: pg.Client[] = []
afterEach(async () => {
  for (const client of connected.splice(0)) await client.end()
})

let shop: Storefront
let supplierId: string
/** Of three mugs five are sold, and messages tell of it. */
beforeEach(async () => {
  shop = await aStorefront(floor.db)
  await shop.query(`update shop set scopes = 'read_orders,write_products,write_orders' where shop_id = $1`)
  await inShop((tx) => switchOrderMessages(tx, { isOn: true, owner: 'app' }))
  await shop.hasStock(-2, { committed: 5 })
  await shop.sells('1', [{ line: '11', units: 5 }])
  await shop.drains()
  const [made] = await shop.query<{ id: string }>(
    `insert into supplier (shop_id, name, currency) values ($1, 'Potter', 'EUR') returning supplier_id::text as id`,
  )
  supplierId = made?.id ?? ''
  await inShop((tx) => putEntry(tx, { supplierId, itemId: '100' }, entry))
  await shop.drains()
})

const entry = {
  supplierSku: null,
  cost: null,
  minimumQuantity: 1,
  packSize: 1,
  leadTimeDays: 7,
  rank: 1,
  discontinued: false,
}

const inShop = <Value>(work: (tx: ShopSql) => Promise<Value>) => withShopSql(floor.db, shop.shop, work)

async function writeBackorders(tx: ShopSql): Promise<void> {
  const rows = await tx.query<{ orderId: string; locationId: string; state: BackorderState }>(
    `update backorder set changed_at = now() where shop_id = $1
     returning order_id as "orderId", location_id as "locationId", state`,
  )
  await followBackorders(
    tx,
    rows.map(({ state, ...row }) => ({ ...row, before: state, after: state })),
  )
}

/** What the lane does as it plans. */
const plan = {
  begins: (tx: ShopSql) => writeBackorders(tx),
  ends: (tx: ShopSql) => markPromisesDue(tx, ['100']),
}
/** What the job does as it works out what the storefront and what orders tell. */
const wish = {
  begins: (tx: ShopSql) => recordWishedPromises(tx, ['100'], []),
  ends: async (tx: ShopSql) => clearPromiseMarks(tx, await loadPromiseMarks(tx, 10)),
}
const wishOfOrders = {
  begins: (tx: ShopSql) => recordOrderWishes(tx, ['1'], []),
  ends: async (tx: ShopSql) => clearOrderMarks(tx, await loadOrderMarks(tx, 10)),
}

/** What merchants do. */
const overrideVariant = (tx: ShopSql) => markOverridden(tx, { about: 'variant', id: '10' })
const overrideSupplier = (tx: ShopSql) => markOverridden(tx, { about: 'supplier', id: supplierId })
const changeEntry = (tx: ShopSql) => putEntry(tx, { supplierId, itemId: '100' }, { ...entry, leadTimeDays: 9 })
const archive = (tx: ShopSql) => setArchived(tx, { supplierId, version: 1 }, true)
const compareAll = (tx: ShopSql) => markEveryPromiseDue(tx)

describe('who is half-way through ends, though what waits for it began meanwhile', () => {
  const others = { overrideVariant, overrideSupplier, changeEntry, archive, compareAll }
  const halfWay = { plan, wish, wishOfOrders }
  const pairs = Object.entries(halfWay).flatMap(([name, one]) =>
    Object.entries(others).map(([other, meets]) => ({ name, other, one, meets })),
  )

  it.each(pairs)('$name and $other', async ({ one, meets }) => {
    await inShop((tx) => markPromisesDue(tx, ['100']))
    await inShop((tx) => writeBackorders(tx))
    await meetsHalfWay(one, () => inShop<unknown>(meets))
  })
})

it('a change that PostgreSQL ended for another is made once the other is done', async () => {
  const change = (tx: ShopSql) => writeBackorders(tx)
  const mark = (tx: ShopSql) => markPromisesDue(tx, ['100'])
  const other = await anotherConnection('1min')
  await mark(other.tx)
  let otherEnds: Promise<unknown> = Promise.resolve()
  let tries = 0
  await inShop(async (tx) => {
    tries += 1
    await change(tx)
    if (tries === 1) {
      otherEnds = change(other.tx).then(() => other.commit())
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), 60_000)
    }
    await mark(tx)
  })
  await otherEnds
  expect(tries).toBeGreaterThan(1)
})

type TwoSteps = { begins(tx: ShopSql): Promise<unknown>; ends(tx: ShopSql): Promise<unknown> }

/** `meets` runs between the two steps, as far as it gets, and to its end afterwards. */
async function meetsHalfWay(one: TwoSteps, meets: () => Promise<unknown>): Promise<void> {
  // Of two that wait for each other PostgreSQL would end this one, and at once.
  const other = await anotherConnection('10ms')
  await one.begins(other.tx)
  let hasEnded = false
  const ended = meets().finally(() => {
    hasEnded = true
  })
  await vi.waitFor(async () => expect(hasEnded || (await waiting()).length > 0).toBe(true), 60_000)
  await one.ends(other.tx)
  await other.commit()
  await ended
  expect(hasEnded).toBe(true)
}

const waiting = () =>
  queryAsOwner(
    floor.db.ownerUrl,
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )

/** A transaction that is half-way through. */
async function anotherConnection(deadlockTimeout: string): Promise<{ tx: ShopSql; commit(): Promise<void> }> {
  const client = new pg.Client({ connectionString: floor.db.ownerUrl })
  await client.connect()
  connected.push(client)
  await client.query(`set deadlock_timeout = '${deadlockTimeout}'; begin`)
  const queryWithoutShop = async <Row>(sql: string, values: readonly unknown[] = []) =>
    (await client.query(sql, [...values])).rows as Row[]
  return {
    tx: {
      shop: shop.shop,
      query: (sql, values = []) => queryWithoutShop(sql, [shop.shop, ...values]),
      queryWithoutShop,
    },
    commit: async () => {
      await client.query('commit')
    },
  }
}
