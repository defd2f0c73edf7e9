import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { AccessLost, ShopifyBusy } from '../../web/platform/errors.ts'
import { takeLeave } from '../../web/shop/jobs/take-leave.ts'
import { recordAttention, recordInstallation, recordOpening } from '../../web/shop/store/shops.ts'
import { everythingOf, fillTables } from '../app/isolation/filled-tables.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'
import { aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'
import { Truth } from '../support/lane/truth.ts'

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
async function install(at: string): Promise<boolean> {
  letIn()
  const isRecorded = await recordInstallation(db, lane.shop, 'read_orders', new Date(at))
  await lane.query('update import set finished_at = now() where shop_id = $1')
  return isRecorded
}
const giveToken = () => lane.query(`insert into session (shop_id, id, is_online, state) values ($1, 'o', false, '')`)
const tokens = async () => (await lane.query('select from session where shop_id = $1')).length
const isInstalled = async () =>
  (await lane.query('select from shop where shop_id = $1 and uninstalled_at is null')).length === 1

/** How Shopify answers a call from now on. */
function answersWith(error: Error): void {
  lane.truth.answer = () => {
    throw error
  }
}
const turnAway = () => answersWith(new AccessLost('Shopify does not accept the token'))
function letIn(): void {
  lane.truth.answer = Truth.prototype.answer.bind(lane.truth)
}

const removalAt = (at: string) => lane.hears('app/uninstalled', { id: 1, myshopify_domain: lane.shop }, at)
/** The merchant removes the app: Shopify lets us in no more, and says so. */
async function remove(at = removed): Promise<void> {
  turnAway()
  await removalAt(at)
}

/** Everything is sold that there is, and one more. */
async function sellTooMuch(): Promise<void> {
  lane.truth.setStock('100', -1, 1)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
}
const isLeaving = async () =>
  (await queryAsOwner<{ shop: string }>(fresh.url, 'select shops_that_leave() as shop')).some(
    ({ shop }) => shop === lane.shop,
  )
/** As if it were time to look again. */
const comesToLook = () =>
  lane.query(`update shop set removal_due_at = now() where shop_id = $1 and removal_due_at < 'infinity'`)

describe('a shop that removes the app', () => {
  beforeEach(async () => {
    await install(opened)
    await giveToken()
  })

  it('loses its tokens at once and keeps its data', async () => {
    await sellTooMuch()
    await lane.drains()
    await remove()
    await lane.drains()
    expect(await tokens()).toBe(0)
    expect(await isInstalled()).toBe(false)
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
    expect(await isLeaving()).toBe(false)
  })

  it('is not asked about any more, and what was due is still due when it comes back', async () => {
    await remove()
    await sellTooMuch()
    await lane.drains()
    expect(lane.calls.map(({ operation }) => operation)).toEqual(['read-shop'])
    expect(new Set((await lane.deliveries()).map(({ state }) => state))).toEqual(new Set(['done']))
    expect(await lane.due()).toMatchObject([{ item_id: '100' }])

    await install(openedAgain)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
    expect(await lane.due()).toEqual([])
  })

  it('and came back meanwhile is not removed again by the late news', async () => {
    await install(openedAgain)
    await removalAt(removed)
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    expect(await tokens()).toBe(1)
  })

  it('and was opened again with a token from before is not removed by the late news either', async () => {
    await recordOpening(db, lane.shop, new Date(openedAgain))
    await removalAt(removed)
    await lane.drains()
    expect(await isInstalled()).toBe(true)
  })

  it('and comes back before that was checked is not removed, and is read again', async () => {
    await lane.query('update shop set installed_at = $2 where shop_id = $1', [opened])
    answersWith(new ShopifyBusy('busy', { retryAfterMs: 1 }))
    await removalAt(removed)
    await lane.drains()
    await install(openedAgain)
    const [before] = await lane.query<{ imports: number }>(
      'select count(*)::int as imports from import where shop_id = $1',
    )
    expect(before?.imports).toBeGreaterThan(1)
    await comesToLook()
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    expect(await isLeaving()).toBe(false)
  })

  describe('and comes back while Shopify is asked about the old token', () => {
    // Session tokens are dated in whole seconds: this one seems to be older than the removal.
    const removedAt = '2026-03-02T12:00:00.500Z'
    const storeToken = () => lane.query(`update session set access_token = 'the new one' where shop_id = $1`)
    const whileAsked = (work: () => Promise<unknown>) => {
      lane.truth.answer = async () => {
        await work()
        throw new AccessLost('Shopify does not accept the token')
      }
    }

    it('stays installed', async () => {
      whileAsked(async () => {
        await storeToken()
        await install(removed)
      })
      await removalAt(removedAt)
      await lane.drains()
      expect(await isInstalled()).toBe(true)
      expect(await tokens()).toBe(1)
    })

    it('keeps the new token, of which its installation is not recorded yet', async () => {
      whileAsked(async () => {
        await storeToken()
        letIn()
      })
      await removalAt(removedAt)
      await lane.drains()
      expect(await isInstalled()).toBe(true)
      expect(await tokens()).toBe(1)
    })
  })

  it('is not blamed for access that was lost with it', async () => {
    await remove()
    await lane.drains()
    await recordAttention(db, lane.shop, 'no token yet')
    expect(await lane.query('select attention from shop where shop_id = $1')).toEqual([{ attention: null }])
  })
})

describe('news of a removal that is not true, or of another time', () => {
  beforeEach(async () => {
    await install(opened)
    await giveToken()
    await sellTooMuch()
    await lane.drains()
  })

  it('takes nothing from a shop that lets us in, however often it comes, and is let go after a few looks', async () => {
    for (const at of ['2026-03-02T12:00:00Z', '2027-03-02T12:00:00Z', '9998-01-01T00:00:00Z']) await removalAt(at)
    await lane.drains()
    for (let looks = 0; looks < 4; looks += 1) {
      expect(await tokens()).toBe(1)
      expect(await isInstalled()).toBe(true)
      await comesToLook()
      await lane.drains()
    }
    expect(await lane.query('select removal_told_at as told from shop where shop_id = $1')).toEqual([{ told: null }])
    expect(await lane.backorders()).toHaveLength(1)
  })

  it('is believed by a later look, should Shopify have told before the token was dead', async () => {
    await removalAt(removed)
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    turnAway()
    await comesToLook()
    await lane.drains()
    expect(await isInstalled()).toBe(false)
  })

  it.each([
    ['busy', new ShopifyBusy('busy', { retryAfterMs: 60_000 })],
    ['keeping a frozen shop closed', new AccessLost('the shop is frozen', { isPassing: true })],
  ])('waits while Shopify is %s', async (_, error) => {
    answersWith(error)
    await removalAt(removed)
    await lane.drains()
    expect(await tokens()).toBe(1)
    expect(await isInstalled()).toBe(true)
    expect(await isLeaving()).toBe(false)
    await comesToLook()
    expect(await isLeaving()).toBe(true)
  })
})

describe('when Shopify asks for the erasure of a shop', () => {
  async function askedFor(at = erasure): Promise<void> {
    await lane.hears('shop/redact', { shop_id: 1, shop_domain: lane.shop }, at)
    await lane.drains()
  }
  /** As if the week were over. */
  async function weekPasses(): Promise<void> {
    await lane.query(
      `update shop set erasure_due_at = erasure_due_at - interval '7 days' where shop_id = $1 and erasure_due_at < 'infinity'`,
    )
  }
  const leftOver = async (shop = lane.shop) =>
    Object.entries(await everythingOf(fresh.url, shop)).flatMap(([table, { length }]) => (length > 0 ? [table] : []))

  it('a week later no row of it is left in any table, no lane or nudge either, and every other shop keeps its own', async () => {
    const neighbour = aLane(db)
    for (const { shop } of [lane, neighbour]) await fillTables(fresh.url, shop)
    const everything = await leftOver()
    expect(everything.length).toBeGreaterThan(12)
    const before = await everythingOf(fresh.url, neighbour.shop)
    await lane.query(`select wake_shop($1, now() + interval '1 hour')`)
    await lane.query('select nudge_mail(array[$1]), nudge_texts(array[$1]), nudge_promises(array[$1])')
    await lane.query(`update shop set opened_at = $2 where shop_id = $1`, [opened])
    await remove()
    await lane.drains()
    await askedFor()
    expect(await leftOver()).toEqual(everything.filter((table) => table !== 'session'))
    expect(await isLeaving()).toBe(false)
    await weekPasses()
    expect(await isLeaving()).toBe(true)
    await lane.drains()
    expect(await leftOver()).toEqual([])
    expect(await everythingOf(fresh.url, neighbour.shop)).toEqual(before)
  })

  it('a large shop goes in pieces, each for itself, and goes on where it was left', async () => {
    await install(opened)
    await lane.query(
      `insert into item (shop_id, item_id, tracked, changed_at) select $1, n::text, true, now() from generate_series(1, 5000) as n`,
    )
    await remove()
    await lane.drains()
    await askedFor()
    await weekPasses()
    const over = { isOver: () => true }
    await takeLeave(lane.services, lane.shop, { isToldRemoved: false, isToBeErased: true }, over)
    const [left] = await lane.query<{ items: number }>('select count(*)::int as items from item where shop_id = $1')
    expect(left?.items).toBeGreaterThan(2_500)
    expect(left?.items).toBeLessThan(5_000)
    expect(await isLeaving()).toBe(true)
    expect(await install(openedAgain)).toBe(false)
    await lane.drains()
    expect(await leftOver()).toEqual([])
    expect(await install(openedAgain)).toBe(true)
  })

  it('a shop that came back before it keeps its data', async () => {
    await install(opened)
    await sellTooMuch()
    await remove()
    await lane.drains()
    await install(openedAgain)
    await askedFor()
    await weekPasses()
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    expect(await lane.backorders()).toHaveLength(1)
  })

  it('a shop that comes back within the week keeps its data', async () => {
    await install(opened)
    await sellTooMuch()
    await remove()
    await lane.drains()
    await askedFor()
    await install('2026-03-10T12:00:00Z')
    await weekPasses()
    await lane.drains()
    expect(await isInstalled()).toBe(true)
    expect(await lane.backorders()).toHaveLength(1)
  })

  it('a shop that is opened within the week keeps its data, although we never heard of its removal', async () => {
    await install(opened)
    await sellTooMuch()
    await lane.drains()
    await askedFor()
    await recordOpening(db, lane.shop, new Date('2026-03-10T12:00:00Z'))
    await weekPasses()
    turnAway()
    await lane.drains()
    expect(await lane.backorders()).toHaveLength(1)
  })

  it('a shop that lets us in keeps its data, whatever was sent: such a body may be from a year ago', async () => {
    await install(opened)
    await giveToken()
    await sellTooMuch()
    await lane.drains()
    for (let times = 0; times < 2; times += 1) {
      await askedFor('2027-03-04T12:00:00Z')
      await weekPasses()
      await lane.drains()
      expect(await isInstalled()).toBe(true)
      expect(await tokens()).toBe(1)
      expect(await lane.backorders()).toHaveLength(1)
      expect(await isLeaving()).toBe(false)
    }
  })

  it.each([
    ['busy', new ShopifyBusy('busy', { retryAfterMs: 60_000 })],
    ['keeping a frozen shop closed', new AccessLost('the shop is frozen', { isPassing: true })],
  ])('a shop of which we know no removal waits while Shopify is %s', async (_, error) => {
    await install(opened)
    await giveToken()
    await sellTooMuch()
    await lane.drains()
    await askedFor()
    await weekPasses()
    answersWith(error)
    await lane.drains()
    expect(await lane.backorders()).toHaveLength(1)
    expect(await isLeaving()).toBe(false)
    turnAway()
    await weekPasses()
    await lane.drains()
    expect(await leftOver()).toEqual([])
  })

  it('a shop whose removal we never heard of is erased all the same', async () => {
    await install(opened)
    await sellTooMuch()
    await lane.drains()
    turnAway()
    await askedFor()
    await weekPasses()
    await lane.drains()
    expect(await leftOver()).toEqual([])
  })

  it('a shop that never opened the app is erased, and stays so when it is asked twice', async () => {
    await sellTooMuch()
    await lane.drains()
    turnAway()
    await askedFor()
    await askedFor()
    await weekPasses()
    await lane.drains()
    await lane.drains()
    expect(await leftOver()).toEqual([])
  })
})

describe('a shop that Shopify turns us away from', () => {
  beforeEach(() => install(opened))

  it('is heard all the same, is not asked again without a token, and catches up when it is opened', async () => {
    turnAway()
    await sellTooMuch()
    await recordAttention(db, lane.shop, 'Shopify does not accept the token')
    for (let n = 2; n <= 700; n += 1) await lane.hears('inventory_levels/update', level(String(100 + n), 5))
    await lane.drains()
    expect(lane.calls).toEqual([])
    expect(new Set((await lane.deliveries()).map(({ state }) => state))).toEqual(new Set(['done']))
    expect(await lane.due()).toMatchObject([{ item_id: '100' }])

    letIn()
    await install(openedAgain)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
  })

  it('is tried again while it has a token, as a frozen shop has, and needs nobody when it works', async () => {
    await giveToken()
    turnAway()
    await sellTooMuch()
    await lane.drains()
    await recordAttention(db, lane.shop, 'the shop is frozen')
    letIn()
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
    expect(await lane.query('select attention from shop where shop_id = $1')).toEqual([{ attention: null }])
  })
})
