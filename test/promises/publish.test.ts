import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginNewDays } from '../../web/app/sweep.ts'
import {
  clearPromiseMarks,
  loadPromiseMarks,
  markEveryPromiseDue,
  markItemsToldOtherwise,
  markPromisesOfNews,
} from '../../web/mirror/store/marks/promise-marks.ts'
import { type ShopSql, withShopSql } from '../../web/platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../web/platform/errors.ts'
import { promisesOfItems } from '../../web/promises/promises-of-items.ts'
import { recordWishedPromises } from '../../web/promises/store/storefront-promises.ts'
import { cancelOrder } from '../../web/supplier-orders/cancel-order.ts'
import { type ItemRuleRecord, setItemRule } from '../../web/suppliers/store/item-rules.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { item } from '../support/lane/payloads.ts'
import { aStorefront, type Storefront } from './a-storefront.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let shop: Storefront
beforeEach(async () => {
  shop = await aStorefront(floor.db)
  await shop.hasStock(4)
  await shop.hasStock(4, { item: '200' })
  await shop.drains()
})

const noDay = { v: 1, state: 'backorder', from: null, to: null, room: null, units: null }
const later = '2999-12-04'

/** Five of three are sold: two are on backorder. */
async function isShort(): Promise<void> {
  await shop.hasStock(-2, { committed: 5 })
  await shop.sells('1', [{ line: '11', units: 5 }])
  await shop.drains()
}

describe('of a variant', () => {
  it('that is in stock nothing is told, and nobody is asked', async () => {
    expect(shop.tells()).toBeNull()
    expect(shop.asked).toEqual([])
  })

  it('that sold out it is told that no day is known, until it is there again', async () => {
    await shop.hasStock(0)
    await shop.drains()
    expect(shop.tells()).toEqual(noDay)
    await shop.hasStock(3)
    await shop.drains()
    expect([shop.tells(), await shop.wishes()]).toEqual([null, []])
  })

  it('that is there again while it is worked out what is told of it nothing is told', async () => {
    await shop.hasStock(0)
    await shop.drains()
    await shop.query('delete from storefront_promise where shop_id = $1')
    const inShop = <T>(work: (tx: ShopSql) => Promise<T>) => withShopSql(floor.db, shop.shop, work)
    await inShop((tx) => markEveryPromiseDue(tx))
    await inShop(async (tx) => {
      const marks = await loadPromiseMarks(tx, 10)
      const items = marks.map(({ itemId }) => itemId)
      const { promised } = await promisesOfItems(tx, items)
      expect(promised).toHaveLength(1)
      await recordWishedPromises(tx, items, promised)
      await inShop(async (other) => {
        await other.query('update stock_point set available = 3 where shop_id = $1')
        await markPromisesOfNews(other, { itemIds: items, variantIds: [], locationIds: [] })
      })
      await clearPromiseMarks(tx, marks)
    })
    await shop.drains()
    expect([shop.tells(), await shop.wishes()]).toEqual([null, []])
  })

  it('that is on backorder the day of what is left of the next arrival is told, for as many as are left', async () => {
    await isShort()
    await shop.orders([{ item: '100', units: 6, due: later }])
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, from: later, to: later, units: 4 })
    await shop.orders([{ item: '100', units: 3, due: '2999-11-20' }])
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, from: '2999-11-20', to: '2999-11-20', units: 1 })
  })

  it('that Shopify does not sell without stock, or does not count, nothing is told', async () => {
    await isShort()
    expect(shop.tells()).toEqual(noDay)
    await shop.sellsVariant('10', '100', 'deny')
    await shop.drains()
    expect(shop.tells()).toBeNull()
    await shop.sellsVariant('10', '100', 'continue')
    await shop.drains()
    expect(shop.tells()).toEqual(noDay)
    shop.truth.untracked.add('100')
    await shop.hears('inventory_items/update', item('100', false, '2026-03-04T09:00:00Z'))
    await shop.drains()
    expect(shop.tells()).toBeNull()
  })

  it('that is deleted nothing is told any more', async () => {
    await isShort()
    await shop.hears('products/delete', { id: 100 })
    await shop.drains()
    expect([shop.tells(), await shop.wishes()]).toEqual([null, []])
  })

  it('of which nobody said how it is sold Shopify is asked once', async () => {
    await shop.query('update variant set sells_without_stock = null where shop_id = $1')
    await shop.hasStock(0)
    await shop.drains()
    await shop.drains()
    expect(shop.tells()).toEqual(noDay)
    expect(shop.lookups()).toBe(1)
  })

  it('that can leave from another location is told with what the first one hides of it', async () => {
    shop.truth.locations.set('2', 'Attic')
    await isShort()
    await shop.hasStock(1, { location: '2' })
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, elsewhere: -2 })
  })

  it('is told what the merchant said of the item: made to order, discontinued, or up to a limit', async () => {
    const rule = (supply: ItemRuleRecord['supply'], maxBackorder: number | null) =>
      withShopSql(floor.db, shop.shop, (tx) => setItemRule(tx, '100', { supply, maxBackorder }))
    await rule('made-to-order', null)
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, state: 'made-to-order' })
    await rule('stocked', 3)
    await isShort()
    expect(shop.tells()).toEqual({ ...noDay, room: 1 })
    await rule('stocked', 2)
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, state: 'limit-reached', room: 0 })
    await rule('discontinued', null)
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, state: 'discontinued', room: 0 })
  })
})

describe('a day', () => {
  const plus = async (days: number) => {
    const [row] = await shop.query<{ day: string }>('select (shop_day($1) + $2::int)::text as day', [days])
    return row?.day
  }
  const buysFrom = async (leadTimeDays: number) => {
    await shop.query(
      `with acme as (
            insert into supplier (shop_id, name, currency, lead_time_days) values ($1, 'Acme', 'EUR', $2)
                on conflict (shop_id, lower(name)) do update set lead_time_days = $2 returning supplier_id)
       insert into catalogue_entry (shop_id, supplier_id, item_id) select $1, supplier_id, '100' from acme
           on conflict do nothing`,
      [leadTimeDays],
    )
    await withShopSql(floor.db, shop.shop, (tx) => markItemsToldOtherwise(tx, ['100']))
  }
  /** Four supplier orders that took so many days each; where a day was agreed, they came so many days later. */
  const deliveredAfter = (days: number, late: number | null = null) =>
    shop.query(
      `with o as (
            insert into supplier_order (shop_id, number, supplier_id, location_id, currency, state, ordered_at)
            select $1, 900 + n, supplier_id, '1', 'EUR', 'received', now() - interval '60 days'
              from supplier, generate_series(1, 4) n where supplier.shop_id = $1 returning supplier_order_id, supplier_id),
          r as (
            insert into receipt (shop_id, supplier_id, location_id, state, key, confirmed_at)
            select $1, supplier_id, '1', 'posted', gen_random_uuid(), now() - interval '60 days' + make_interval(days => $2)
              from o returning receipt_id, confirmed_at)
       insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted, due_on)
       select $1, receipt_id, 1, supplier_order_id, '100', 1, (confirmed_at - make_interval(days => $3))::date
         from (select receipt_id, confirmed_at, row_number() over () as n from r) r
         join (select supplier_order_id, row_number() over () as n from o) o using (n)`,
      [days, late],
    )

  it('is that of the lead time where nothing is on its way, and once some came what that took, and a little more', async () => {
    await buysFrom(10)
    await isShort()
    expect(shop.tells()).toEqual({ ...noDay, from: await plus(10), to: await plus(10) })
    await deliveredAfter(17)
    await buysFrom(11)
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, from: await plus(17), to: await plus(25) })
  })

  it('of an arrival is its own, up to as late as the supplier was after the days that it agreed to', async () => {
    await buysFrom(10)
    await deliveredAfter(17, 4)
    await isShort()
    const soon = (await plus(3)) ?? ''
    const { supplierOrderId } = await shop.orders([{ item: '100', units: 6, due: soon }])
    await shop.query(`update supplier_order set ordered_at = now() where shop_id = $1 and supplier_order_id = $2`, [
      supplierOrderId,
    ])
    await shop.drains()
    expect(shop.tells()).toEqual({ ...noDay, from: soon, to: await plus(7), units: 4 })
  })

  it('reaches as far as others of the supplier are late and not there, more every day, until they are cancelled', async () => {
    await isShort()
    const soon = (await plus(3)) ?? ''
    await shop.orders([{ item: '100', units: 6, due: soon }])
    const late = []
    for (let order = 1; order <= 4; order++)
      late.push(await shop.orders([{ item: '200', units: 5, due: '2999-12-01' }]))
    const areLateBy = async (days: number) => {
      await shop.query(`update arrival set due = shop_day($1) - $2::int where shop_id = $1 and item_id = '200'`, [days])
      await shop.query('update shop set day_begun = null where shop_id = $1')
      await beginNewDays(floor.db)
      await shop.drains()
      return shop.tells()
    }
    expect(await areLateBy(0)).toMatchObject({ from: soon, to: soon })
    expect(await areLateBy(1)).toMatchObject({ from: soon, to: await plus(4) })
    expect(await areLateBy(2)).toMatchObject({ from: soon, to: await plus(5) })

    const today = (await plus(0)) ?? ''
    for (const { supplierOrderId } of late) {
      const cancel = { supplierOrderId, version: 1 }
      const outcome = await withShopSql(floor.db, shop.shop, (tx) => cancelOrder(tx, cancel, today))
      expect(outcome.ok).toBe(true)
    }
    await shop.drains()
    expect(shop.tells()).toMatchObject({ from: soon, to: soon })
  })

  it('that counts from today moves with it, and no other promise is written again', async () => {
    await buysFrom(10)
    await isShort()
    await shop.hasStock(-1, { item: '200', committed: 1 })
    await shop.orders([{ item: '200', units: 5, due: later }])
    await shop.drains()
    const written = shop.calls('write-promises').length
    await shop.query(`update storefront_promise set from_day = from_day - 1, to_day = to_day - 1
                       where shop_id = $1 and variant_id = '10'`)
    await shop.query('update shop set day_begun = shop_day($1) - 1 where shop_id = $1')
    await beginNewDays(floor.db)
    await shop.drains()
    expect(shop.tells()).toMatchObject({ from: await plus(10) })
    expect(shop.tells('20')).toMatchObject({ from: later })
    expect(shop.calls('write-promises').slice(written)).toEqual([1])
  })
})

describe('Shopify', () => {
  it('is written to once for what is planned again and stays as it was', async () => {
    await isShort()
    await isShort()
    await shop.hasStock(-2, { committed: 5 })
    await shop.drains()
    expect(shop.calls('write-promises')).toEqual([1])
  })

  it('that is busy, or that turns us away, gets what is due later', async () => {
    const setbacks = [
      new ShopifyBusy('later', { retryAfterMs: 60_000 }),
      new AccessLost('gone'),
      new ShopifyRefused('no scope', { code: 'ACCESS_DENIED' }),
    ]
    for (const setback of setbacks) {
      shop.trouble.next = () => {
        throw setback
      }
      await isShort()
      expect([shop.tells(), (await shop.wishes()).map((wish) => wish.due)]).toEqual([null, [true]])
    }
    shop.trouble.next = null
    await shop.drains()
    expect(shop.tells()).toEqual(noDay)
  })

  it('that refuses one promise gets the others all the same', async () => {
    shop.trouble.next = (_operation, owners) => {
      if (owners.includes('20')) throw new ShopifyRefused('no such owner', { code: 'INVALID' })
    }
    await shop.hasStock(0)
    await shop.hasStock(0, { item: '200' })
    await shop.drains()
    expect([shop.tells(), shop.tells('20')]).toEqual([noDay, null])
    expect(await shop.wishes()).toEqual([
      { variant: '10', state: 'backorder', due: false, trouble: null },
      { variant: '20', state: 'backorder', due: false, trouble: 'INVALID: no such owner' },
    ])
  })

  it('is asked nothing where the merchant has not granted it, and gets all of it once it is granted', async () => {
    await shop.query(`update shop set scopes = 'read_products' where shop_id = $1`)
    await isShort()
    expect([shop.asked, (await shop.wishes()).length]).toEqual([[], 1])
    await shop.query(`update shop set scopes = 'read_products,write_products' where shop_id = $1`)
    await shop.drains()
    expect(shop.tells()).toEqual(noDay)
  })
})
