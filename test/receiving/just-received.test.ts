// Goods came, Shopify counts them, and it has no time to be read: nobody planned with them when the next goods come.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { ShopifyBusy, ShopifyRefused } from '../../web/platform/errors.ts'
import { setWishes } from '../../web/receiving/wishes.ts'
import { loadStanding } from '../../web/shop/store/shop-lifecycle.ts'
import { loadShopSummary } from '../../web/shop/store/shop-summary.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aReceivingLane, type ReceivingLane, said } from './a-receiving-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: ReceivingLane
beforeEach(async () => {
  lane = await aReceivingLane(floor.db)
})

const given = async () => Object.fromEntries((await lane.promises()).map((promise) => [promise.line, promise.covered]))

/** Orders 1, 2 and so on wait for units, the oldest first; and of so many the shop sold more than it had, by nobody's order. */
async function waiting(units: readonly number[], owed = 0) {
  const sold = units.reduce((sum, one) => sum + one, 0)
  lane.truth.setStock('100', -sold - owed, sold)
  for (const [at, wanted] of units.entries()) await lane.sells(`${at + 1}`, [{ line: `${at + 1}1`, units: wanted }])
  await lane.drains()
}

/** Shopify's stock is changed by what is said, and then cannot be read, so nobody plans with it. The next drain can again. */
async function isPostedUnplanned(say: () => Promise<unknown>): Promise<void> {
  const { services } = lane
  const { admin } = services
  await say()
  let isPosted = false
  const run: typeof admin.run = async (...call) => {
    if (isPosted) throw new ShopifyBusy('throttled', { retryAfterMs: 60_000 })
    const answer = await admin.run(...call)
    isPosted = call[1] === 'adjust-stock'
    return answer
  }
  Object.assign(services, { admin: { ...admin, run } })
  await lane.drains()
  Object.assign(services, { admin })
  expect(await lane.query('select distinct state from receipt where shop_id = $1')).toEqual([{ state: 'posted' }])
  expect((await lane.due()).map(({ item_id }) => item_id)).toEqual(['100'])
}

const comesUnplanned = (line: string, accepted: number) => isPostedUnplanned(() => lane.receives(line, { accepted }))

/** Shopify has an error to tell of the item and nothing else. The next drain is told of it again. */
async function isUntold(): Promise<void> {
  const { services } = lane
  const { admin } = services
  const run: typeof admin.run = async (...call) => {
    if (!('ids' in call[2])) return await admin.run(...call)
    const errors = [{ message: 'Internal error', path: ['nodes', 0] }]
    throw new ShopifyRefused('refused', { code: 'INTERNAL_SERVER_ERROR', details: { errors } })
  }
  Object.assign(services, { admin: { ...admin, run } })
  await lane.drains()
  Object.assign(services, { admin })
}

const pins = (lineId: string, arrivalId: string) =>
  withShopSql(floor.db, lane.shop, (tx) => setWishes(tx, { lineIds: [lineId], arrivalId }, '2026-03-02'))

async function gets(line: string, accepted: number) {
  const outcome = await lane.proposes([said(line, { accepted })])
  if (!outcome.ok) throw new Error(`not proposed: ${outcome.reason}`)
  return Object.fromEntries(outcome.proposal.handOuts.map((one) => [one.line, one.gets]))
}

describe('goods that come before it is planned with those that came', () => {
  it('are proposed to who is next, and it is so', async () => {
    await waiting([4, 5])
    const [first, second] = [await lane.buys(4), await lane.buys(3)]
    await comesUnplanned(first.line, 4)
    expect(await gets(second.line, 3)).toEqual({ 21: 3 })
    await lane.receives(second.line, { accepted: 3 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 4, 21: 3 })
  })

  it('fill no more of what the place owes than is left of it', async () => {
    await waiting([4], 3)
    const [first, second] = [await lane.buys(4), await lane.buys(2)]
    await comesUnplanned(first.line, 4)
    expect(await gets(second.line, 2)).toEqual({ 11: 2 })
    await lane.receives(second.line, { accepted: 2 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 3 })
  })

  it.each([
    ['nothing', 0],
    ['three units', 3],
  ])(
    'stay with whom they were pegged to where a line waits for a later delivery, and the place owes %s',
    async (_what, owed) => {
      await waiting([3, 4, 4], owed)
      const [first, second] = [await lane.buys(4 + owed), await lane.buys(2)]
      const later = await lane.buys(9, '2999-12-20')
      await pins('11', later.arrivals[0] ?? '')
      expect(await given()).toEqual({ 11: 0, 21: 0, 31: 0 })
      await comesUnplanned(first.line, 4 + owed)
      await lane.receives(second.line, { accepted: 2 })
      await lane.drains()
      expect(await given()).toEqual({ 11: 0, 21: 4, 31: 2 })
    },
  )

  it('are given to who lost units to a correction', async () => {
    await waiting([4, 5])
    const [first, second] = [await lane.buys(6), await lane.buys(3)]
    const receiptId = await lane.receives(first.line, { accepted: 4 })
    await lane.drains()
    const fewer = { supplierOrderLineId: first.line, accepted: -1, rejected: 0, rejectReason: null }
    await isPostedUnplanned(() => lane.corrects({ receiptId, lines: [fewer] }))
    expect(await gets(second.line, 3)).toEqual({ 11: 1, 21: 2 })
    await lane.receives(second.line, { accepted: 3 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 4, 21: 2 })
  })

  it('are remembered where Shopify tells nothing of the item meanwhile, and nothing waits on that', async () => {
    await waiting([4, 5])
    const [first, second] = [await lane.buys(4), await lane.buys(3)]
    await comesUnplanned(first.line, 4)
    await isUntold()
    const standing = await withShopSql(floor.db, lane.shop, loadStanding)
    expect(standing).toMatchObject({ needsPlans: false, waitMs: null })
    expect(await withShopSql(floor.db, lane.shop, loadShopSummary)).toMatchObject({ due: 0 })
    expect(await gets(second.line, 3)).toEqual({ 21: 3 })
    await lane.receives(second.line, { accepted: 3 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 4, 21: 3 })
    expect(await lane.due()).toEqual([])
  })
})
