import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { loadArrivals } from '../../web/planning/store/supply.ts'
import { type ShopSql, withShopSql } from '../../web/platform/db/with-shop.ts'
import { promisesOfItems } from '../../web/promises/promises-of-items.ts'
import { dayAhead } from '../support/histories/played.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aStorefront, type Storefront } from './a-storefront.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let shop: Storefront
beforeEach(async () => {
  shop = await aStorefront(floor.db)
  await cameLate('Hartley', 5)
})

/** An order of this supplier came in full, so many days late. */
async function cameLate(supplier: string, days: number): Promise<void> {
  await shop.query(
    `with known as (insert into supplier (shop_id, name, currency) values ($1, $2, 'EUR') returning supplier_id),
          ordered as (
            insert into supplier_order (shop_id, number, supplier_id, location_id, currency, state, ordered_at)
            select $1, 900, supplier_id, '1', 'EUR', 'received', now() - interval '60 days' from known returning *),
          of_one_line as (
            insert into supplier_order_line (shop_id, supplier_order_id, item_id, title, units, accepted)
            select $1, supplier_order_id, '200', 'Mug', 1, 1 from ordered returning *),
          came as (
            insert into receipt (shop_id, supplier_id, location_id, key, state, confirmed_at)
            select $1, supplier_id, '1', gen_random_uuid(), 'posted', now() - interval '30 days' from known returning *)
     insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted, due_on)
     select $1, receipt_id, supplier_order_line_id, supplier_order_id, '200', 1, (confirmed_at at time zone 'UTC')::date - $3::int
       from came, of_one_line`,
    [supplier, days],
  )
}

/** Units of item 100 are on a transfer that says nothing of a supplier. */
async function isOnATransfer(due: string): Promise<void> {
  await shop.query(
    `insert into arrival (shop_id, item_id, location_id, units, due, is_ordered, native_kind, native_document, native_shipment)
     values ($1, '100', '1', 5, $2, true, 'transfer', '70', '')`,
    [due],
  )
}

const expectedDays = async (...items: string[]) => {
  const arrivals = await withShopSql(floor.db, shop.shop, (tx) => loadArrivals(tx, items))
  return arrivals.map(({ item, expectedOn }) => [item, expectedOn]).sort()
}

it('what is late and comes from nobody known is told no day, whatever else is late', async () => {
  await isOnATransfer(dayAhead(-2))
  expect(await expectedDays('100')).toEqual([['100', null]])
  await shop.orders([{ item: '200', units: 5, due: dayAhead(-2) }])
  expect(await expectedDays('100', '200')).toEqual([
    ['100', null],
    ['200', dayAhead(3)],
  ])
})

it('what suppliers delivered is read once for all that is told of it', async () => {
  await shop.hasStock(0)
  await shop.orders([{ item: '100', units: 5, due: dayAhead(-2) }])
  await shop.drains()
  const statements: string[] = []
  const told = await withShopSql(floor.db, shop.shop, async (tx) => {
    const listening: ShopSql = {
      ...tx,
      query: (sql, values) => {
        statements.push(sql)
        return tx.query(sql, values)
      },
    }
    return await promisesOfItems(listening, ['100'])
  })
  expect(told.promised).toMatchObject([{ itemId: '100', promise: { to: dayAhead(3) } }])
  expect(statements.filter((sql) => sql.includes('receipt_line'))).toHaveLength(1)
  expect(statements.filter((sql) => sql.includes('supplier_name'))).toHaveLength(1)
})
