import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../../web/server/db/client.ts'
import { recordAttention, recordInstallation, recordOpening } from '../../../web/server/db/shops/shops.ts'
import { AccessLost } from '../../../web/server/errors.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { everythingOf, fillTables } from '../isolation/filled-tables.ts'
import { aLane, type Lane } from '../lane/a-lane.ts'
import { item, level, order, product } from '../lane/payloads.ts'

let fresh: FreshDatabase
let db: Database
let lane: Lane
beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(() => {
  lane = aLane(db)
})

const opened = '2026-03-01T12:00:00Z'
const removed = '2026-03-02T12:00:00Z'
const openedAgain = '2026-03-02T13:00:00Z'
const erasure = '2026-03-04T12:00:00Z'

/** The import that an installation begins has nothing to bring in here. */
async function install(at: string): Promise<void> {
  await recordInstallation(db, lane.shop, 'read_orders', new Date(at))
  await lane.query('update import set finished_at = now() where shop_id = $1')
}
const giveToken = () => lane.query(`insert into session (shop_id, id, is_online, state) values ($1, 'o', false, '')`)
const tokens = async () => (await lane.query('select from session where shop_id = $1')).length
const isInstalled = async () =>
  (await lane.query('select from shop where shop_id = $1 and uninstalled_at is null')).length === 1

/** Everything is sold that there is, and one more. */
async function sellTooMuch(): Promise<void> {
  lane.truth.setStock('100', -1, 1)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
}

describe('a shop that removes the app', () => {
  beforeEach(async () => {
    await install(opened)
    await giveToken()
  })

  it('loses its tokens at once and keeps its data', async () => {
    await sellTooMuch()
    await lane.drains()
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await lane.drains()
    expect(await tokens()).toBe(0)
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
  })

  it('is not asked about any more, and what was due is still due when it comes back', async () => {
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await sellTooMuch()
    await lane.drains()
    expect(lane.calls).toEqual([])
    expect(new Set((await lane.deliveries()).map(({ state }) => state))).toEqual(new Set(['done']))
    expect(await lane.due()).toMatchObject([{ item_id: '100' }])

    await install(openedAgain)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
    expect(await lane.due()).toEqual([])
  })

  it('and came back meanwhile is not removed again by the late news', async () => {
    await install(openedAgain)
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    expect(await tokens()).toBe(1)
  })

  it('and was opened again with a token from before is not removed by the late news either', async () => {
    await recordOpening(db, lane.shop, new Date(openedAgain))
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await lane.drains()
    expect(await isInstalled()).toBe(true)
  })

  it('is not blamed for access that was lost with it', async () => {
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await lane.drains()
    await recordAttention(db, lane.shop, 'no token yet')
    expect(await lane.query('select attention from shop where shop_id = $1')).toEqual([{ attention: null }])
  })
})

describe('when Shopify asks for the erasure of a shop', () => {
  async function askedFor(at = erasure): Promise<void> {
    await lane.hears('shop/redact', { shop_id: 1, shop_domain: lane.shop }, at)
    await lane.drains()
  }
  const leftOver = async (shop = lane.shop) =>
    Object.entries(await everythingOf(fresh.url, shop)).flatMap(([table, { length }]) => (length > 0 ? [table] : []))
  it('no row of it is left in any table, no lane or nudge either, and every other shop keeps its own', async () => {
    const neighbour = aLane(db)
    for (const { shop } of [lane, neighbour]) await fillTables(fresh.url, shop)
    expect((await leftOver()).length).toBeGreaterThan(12)
    const before = await everythingOf(fresh.url, neighbour.shop)
    await lane.query(`select wake_shop($1, now() + interval '1 hour')`)
    await lane.query('select nudge_mail(array[$1]), nudge_texts(array[$1]), nudge_promises(array[$1])')
    await lane.query(`update shop set opened_at = $2 where shop_id = $1`, [opened])
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await lane.drains()
    await askedFor()
    expect(await leftOver()).toEqual([])
    expect(await everythingOf(fresh.url, neighbour.shop)).toEqual(before)
  })

  it('a shop that came back keeps its data', async () => {
    await install(opened)
    await sellTooMuch()
    await lane.hears('app/uninstalled', { id: 1 }, removed)
    await lane.drains()
    await install(openedAgain)
    await askedFor()
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    expect(await lane.backorders()).toHaveLength(1)
  })

  it('a shop whose removal we never heard of is erased all the same', async () => {
    await install(opened)
    await sellTooMuch()
    await lane.drains()
    await askedFor()
    expect(await leftOver()).toEqual([])
  })

  it('a shop that never opened the app is erased, and stays so when it is asked twice', async () => {
    await sellTooMuch()
    await lane.drains()
    await askedFor()
    await askedFor()
    expect(await leftOver()).toEqual([])
  })
})

describe('a shop that Shopify turns us away from', () => {
  beforeEach(() => install(opened))

  function turnAway(): void {
    lane.truth.answer = () => {
      throw new AccessLost('Shopify does not accept the token')
    }
  }

  it('is heard all the same, is not asked again without a token, and catches up when it is opened', async () => {
    const answer = lane.truth.answer.bind(lane.truth)
    turnAway()
    await sellTooMuch()
    await recordAttention(db, lane.shop, 'Shopify does not accept the token')
    for (let n = 2; n <= 700; n += 1) await lane.hears('inventory_levels/update', level(String(100 + n), 5))
    await lane.drains()
    expect(lane.calls).toEqual([])
    expect(new Set((await lane.deliveries()).map(({ state }) => state))).toEqual(new Set(['done']))
    expect(await lane.due()).toMatchObject([{ item_id: '100' }])

    lane.truth.answer = answer
    await install(openedAgain)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
  })

  it('is tried again while it has a token, as a frozen shop has, and needs nobody when it works', async () => {
    const answer = lane.truth.answer.bind(lane.truth)
    await giveToken()
    turnAway()
    await sellTooMuch()
    await lane.drains()
    await recordAttention(db, lane.shop, 'the shop is frozen')
    lane.truth.answer = answer
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
    expect(await lane.query('select attention from shop where shop_id = $1')).toEqual([{ attention: null }])
  })
})
