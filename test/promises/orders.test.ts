import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { markEveryPromiseDue } from '../../web/mirror/store/marks/promise-marks.ts'
import { lockPlans } from '../../web/planning/store/plan-lock.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { ShopifyBusy, ShopifyRefused } from '../../web/platform/errors.ts'
import { promisesOfOrders } from '../../web/promises/promises-of-orders.ts'
import {
  clearOrderMarks,
  loadOrderMarks,
  recordOrderWishes,
  switchOrderMessages,
} from '../../web/promises/store/order-promises.ts'
import { markOverridden, setOverride } from '../../web/promises/store/override-edits.ts'
import { setItemRule } from '../../web/suppliers/store/item-rules.ts'
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
  await grants('read_orders,write_products,write_orders')
  await shop.hasStock(3)
  await shop.drains()
})

const grants = (scopes: string) => shop.query('update shop set scopes = $2 where shop_id = $1', [scopes])
const messages = (isOn: boolean, owner: 'app' | 'merchant' = 'app') =>
  withShopSql(floor.db, shop.shop, (tx) => switchOrderMessages(tx, { isOn, owner }))
const wishes = () =>
  shop.query<{ id: string }>('select order_id as id from order_promise where shop_id = $1 order by 1')

/** Of three mugs five are sold: two of the five are on backorder. */
async function isShort(): Promise<void> {
  await shop.hasStock(-2, { committed: 5 })
  await shop.sells('1', [{ line: '11', units: 5 }])
  await shop.drains()
}

const line = { line: '11', title: 'Mug', state: 'backorder', units: 2, of: 5, from: null, to: null }
const told = (...lines: object[]) => ({ v: 1, lines })

describe('while messages are on, an order', () => {
  beforeEach(async () => await messages(true))

  it('carries how much of which line is on backorder, until nothing of it is', async () => {
    await isShort()
    expect(shop.tells('order 1')).toEqual(told(line))
    await shop.hasStock(0, { committed: 5 })
    await shop.drains()
    expect([shop.tells('order 1'), await wishes()]).toEqual([null, []])
  })

  it('with enough in stock carries nothing, and Shopify is asked nothing about it', async () => {
    await shop.sells('1', [{ line: '11', units: 2 }])
    await shop.drains()
    expect([shop.tells('order 1'), shop.asked]).toEqual([null, []])
  })

  it('is told the day that was promised first, and a later one once the plan is later', async () => {
    await isShort()
    const ordered = await shop.orders([{ item: '100', units: 6, due: '2999-12-04' }])
    await shop.drains()
    expect(shop.tells('order 1')).toEqual(told({ ...line, from: '2999-12-04', to: '2999-12-04' }))
    await shop.repegs((tx) =>
      tx.query('update arrival set due = $2 where shop_id = $1 and arrival_id = any($3::bigint[])', [
        '2999-12-20',
        ordered.arrivals,
      ]),
    )
    await shop.drains()
    expect(shop.tells('order 1')).toEqual(told({ ...line, from: '2999-12-20', to: '2999-12-20' }))
  })

  it('carries nothing any more once it is cancelled', async () => {
    await isShort()
    await shop.hasStock(3)
    await shop.sells('1', [{ line: '11', units: 5, open: 0 }], { cancelled: '2026-03-02T11:00:00Z' })
    await shop.drains()
    expect([shop.tells('order 1'), await wishes()]).toEqual([null, []])
  })

  it('says of what is made to order that it is, as soon as the merchant says so', async () => {
    await isShort()
    await withShopSql(floor.db, shop.shop, (tx) =>
      setItemRule(tx, '100', { supply: 'made-to-order', maxBackorder: null }),
    )
    await shop.drains()
    expect(shop.tells('order 1')).toEqual(told({ ...line, state: 'made-to-order' }))
  })

  it('says nothing of a variant of which the merchant wants nothing said', async () => {
    await isShort()
    await withShopSql(floor.db, shop.shop, async (tx) => {
      const variant = { about: 'variant', id: '10' } as const
      await setOverride(tx, variant, { day: null, note: null, hide: true }, null)
      await markOverridden(tx, variant)
    })
    await shop.drains()
    expect(shop.tells('order 1')).toBeNull()
  })

  it('is written once for what it says, however often it is looked at', async () => {
    await isShort()
    await shop.sells('1', [{ line: '11', units: 5 }])
    await shop.drains()
    await messages(true)
    await shop.drains()
    expect(shop.asked.filter(({ operation }) => operation === 'write-promises').map(({ units }) => units)).toEqual([
      1, 1,
    ])
  })

  it('that somebody else wrote to, or cleared, is put right when it is compared', async () => {
    await isShort()
    for (const tampered of [null, '{"v":1,"lines":[]}', 'nonsense']) {
      if (tampered === null) shop.metafields.delete('order 1')
      else shop.metafields.set('order 1', tampered)
      await withShopSql(floor.db, shop.shop, markEveryPromiseDue)
      await shop.drains()
      expect(shop.tells('order 1')).toEqual(told(line))
    }
  })

  it('waits where Shopify is busy, and is named in trouble where Shopify refuses it; others go on', async () => {
    let isBusy = true
    shop.trouble.next = (operation, owners) => {
      if (operation !== 'write-promises' || !owners.some((owner) => owner.startsWith('order'))) return
      if (isBusy) throw new ShopifyBusy('too many calls', { retryAfterMs: 50 })
      if (owners.includes('order 1')) throw new ShopifyRefused('Owner does not exist.', { code: 'INVALID' })
    }
    await isShort()
    expect([shop.tells('order 1'), await wishes()]).toEqual([null, [{ id: '1' }]])
    isBusy = false
    await shop.hasStock(-4, { committed: 7 })
    await shop.sells('2', [{ line: '21', units: 2 }])
    await shop.drains()
    expect(shop.tells('order 1')).toBeNull()
    expect(shop.tells('order 2')).toEqual(told({ ...line, line: '21', units: 2, of: 2 }))
    const troubled = await shop.query('select order_id from order_promise where shop_id = $1 and trouble is not null')
    expect(troubled).toEqual([{ order_id: '1' }])
  })
})

describe('in the merchant’s own metafield', () => {
  const places = () => [shop.tells('order 1'), shop.tells('order 1 in backline')]
  beforeEach(async () => {
    await messages(true)
    await isShort()
    await messages(true, 'merchant')
    await shop.drains()
  })

  it('orders tell what they told, and no more where they told it', async () => {
    expect(places()).toEqual([null, told(line)])
    expect(shop.calls('define-messages')).toHaveLength(1)
    await messages(true)
    await shop.drains()
    expect(places()).toEqual([told(line), null])
  })

  it('what comes late to the place before is found when all is compared', async () => {
    shop.metafields.set('order 1', '{"v":1,"lines":[]}')
    await withShopSql(floor.db, shop.shop, markEveryPromiseDue)
    await shop.drains()
    expect(places()).toEqual([null, told(line)])
  })

  it('nothing is left of an order that has all, or once messages are off', async () => {
    await shop.hasStock(5, { committed: 0 })
    await shop.sells('1', [{ line: '11', units: 0 }])
    await shop.drains()
    expect(places()).toEqual([null, null])
    expect(await wishes()).toEqual([])
  })

  it('they tell it without a definition where Shopify takes no more of them', async () => {
    await messages(true)
    await shop.drains()
    shop.trouble.next = (operation) => {
      if (operation !== 'define-messages') return
      throw new ShopifyRefused('Too many definitions.', { code: 'RESOURCE_TYPE_LIMIT_EXCEEDED' })
    }
    await messages(true, 'merchant')
    await shop.drains()
    expect(places()).toEqual([null, told(line)])
  })

  it('a shop that never chose it is never asked about it', async () => {
    await messages(true)
    await shop.drains()
    shop.asked.length = 0
    await withShopSql(floor.db, shop.shop, markEveryPromiseDue)
    await shop.drains()
    expect(shop.calls('read-order-promises')).toEqual([1])
  })
})

describe('the switch', () => {
  it('is off at first: nothing is written to any order, and nothing is kept for later', async () => {
    await isShort()
    const due = await shop.query('select from order_promise_due where shop_id = $1')
    expect([shop.tells('order 1'), await wishes(), due]).toEqual([null, [], []])
  })

  it('turned on tells of what is on backorder already, and turned off takes it away', async () => {
    await isShort()
    await messages(true)
    await shop.drains()
    expect(shop.tells('order 1')).toEqual(told(line))
    await messages(false)
    await shop.drains()
    expect([shop.tells('order 1'), await wishes()]).toEqual([null, []])
  })

  it('waits for a plan that is being written, so that none of its orders is missed', async () => {
    await isShort()
    const [kept] = await shop.query<{ row: object }>('select to_jsonb(b) as row from backorder b where shop_id = $1')
    await shop.query('delete from backorder where shop_id = $1')
    const switched = await withShopSql(floor.db, shop.shop, async (tx) => {
      await lockPlans(tx)
      const again = 'insert into backorder select * from jsonb_populate_record(null::backorder, $1)'
      await tx.queryWithoutShop(again, [JSON.stringify(kept?.row)])
      const switching = messages(true)
      const waiting = `select $1::text from pg_locks join pg_database d on d.oid = database
                        where datname = current_database() and locktype = 'advisory' and not granted`
      await expect.poll(async () => (await shop.query(waiting)).length).toBe(1)
      return { switching }
    })
    await switched.switching
    await shop.drains()
    expect(shop.tells('order 1')).toEqual(told(line))
  })

  it('turned off while it is worked out what an order tells has that order tell nothing', async () => {
    await messages(true)
    await isShort()
    await messages(true)
    await shop.query('delete from order_promise where shop_id = $1')
    await withShopSql(floor.db, shop.shop, async (tx) => {
      const marks = await loadOrderMarks(tx, 10)
      await recordOrderWishes(tx, ['1'], await promisesOfOrders(tx, ['1']))
      await messages(false)
      await clearOrderMarks(tx, marks)
    })
    await shop.drains()
    expect([shop.tells('order 1'), await wishes()]).toEqual([null, []])
  })

  it('waits for the scope, where the merchant takes it back', async () => {
    await messages(true)
    await grants('read_orders,write_products')
    await isShort()
    expect([shop.tells('order 1'), await wishes()]).toEqual([null, [{ id: '1' }]])
    await grants('read_orders,write_orders')
    await shop.drains()
    expect(shop.tells('order 1')).toEqual(told(line))
  })
})
