import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../web/platform/errors.ts'
import { receiveRefused, type Settling } from '../../web/receiving/receive-refused.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aReceivingLane, type ReceivingLane } from './a-receiving-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: ReceivingLane
let line: string
let receiptId: string
beforeEach(async () => {
  lane = await aReceivingLane(floor.db)
  lane.truth.setStock('100', 0, 0)
  line = (await lane.buys(10)).line
  receiptId = await lane.receives(line, { accepted: 4 })
})

type Step = 'before' | 'after'

/** The next adjustments fail: before Shopify does them, or after it did and could not say so. */
function fails(errors: readonly Error[], step: Step = 'before'): void {
  const left = [...errors]
  const { admin } = lane.services
  Object.assign(lane.services, {
    admin: {
      ...admin,
      run: async (...call: Parameters<typeof admin.run>) => {
        const error = call[1] === 'adjust-stock' ? left.shift() : undefined
        if (error && step === 'before') throw error
        const answer = await admin.run(...call)
        if (error) throw error
        return answer
      },
    },
  })
}

const refusal = (code: string) => new ShopifyRefused('Shopify says no', { code })
const busy = new ShopifyBusy('throttled', { retryAfterMs: 60_000 })
const waited = () => lane.query(`update receipt set due_at = now() where shop_id = $1`)
const settle = (how: Settling) =>
  withShopSql(floor.db, lane.shop, (tx) => receiveRefused(tx, { receiptId, settle: how }, '2026-03-02'))
const daysLater = () => lane.query(`update receipt_part set tried_at = tried_at - interval '2 days' where shop_id = $1`)
const state = async () => {
  const receipt = await lane.receipt(receiptId)
  return { state: receipt.state, trouble: receipt.trouble, available: lane.available() }
}
const posted = { state: 'posted', trouble: null, available: 4 }

describe('a receipt that meets trouble on its way to Shopify', () => {
  it.each<[string, Error[], Step]>([
    ['is throttled', [busy], 'before'],
    ['is done, and the answer is lost', [busy], 'after'],
    ['loses access', [new AccessLost('the shop is frozen')], 'before'],
    ['is told to ask again', [refusal('IDEMPOTENCY_CONCURRENT_REQUEST')], 'before'],
    ['is done, and told that the service is away', [refusal('SERVICE_UNAVAILABLE')], 'after'],
    ['finds that the key failed before', [refusal('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED')], 'before'],
  ])('%s: it is posted once, as soon as Shopify lets it', async (_, errors, step) => {
    fails(errors, step)
    await lane.drains()
    await waited()
    await lane.drains()
    expect(await state()).toEqual(posted)
    expect(lane.adjustments()).toHaveLength(1)
  })

  it('tells meanwhile what keeps it, and stays due', async () => {
    fails([busy])
    await lane.drains()
    expect(await state()).toEqual({ state: 'posting', trouble: 'shopify-busy', available: 0 })
    expect(await lane.supplierOrder((await lane.receipt(receiptId)).supplierOrders[0]?.supplierOrderId ?? '')).toEqual(
      expect.objectContaining({ state: 'ordered', accepted: 0, coming: 10 }),
    )
  })

  it('reads again where the quantity moved meanwhile, and sends it with another key', async () => {
    const keys: unknown[] = []
    const { admin } = lane.services
    let moves = 5
    Object.assign(lane.services, {
      admin: {
        ...admin,
        run: async (...call: Parameters<typeof admin.run>) => {
          if (call[1] === 'adjust-stock') keys.push(Reflect.get(call[2], 'key'))
          if (call[1] === 'adjust-stock' && moves-- > 0) lane.truth.setStock('100', -moves, 0)
          return await admin.run(...call)
        },
      },
    })
    await lane.drains()
    expect(await lane.receipt(receiptId)).toMatchObject({ state: 'posted' })
    expect(new Set(keys).size).toBe(keys.length)
    // In a flash sale it moves each time: then it is not compared any more.
    expect(lane.adjustments()).toMatchObject([{ changes: [{ delta: 4, changeFromQuantity: null }] }])
  })

  it('is shown to a person where Shopify refuses it, and nothing else waits for it', async () => {
    fails([refusal('INVALID_INVENTORY_ITEM')])
    lane.truth.setStock('100', -1, 1)
    await lane.sells('1', [{ line: '11', units: 1 }])
    await lane.drains()
    expect(await state()).toEqual({ state: 'refused', trouble: 'INVALID_INVENTORY_ITEM', available: -1 })
    expect(await lane.promises()).toMatchObject([{ line: '11', pegged: 1 }])
    expect(await settle('post-again')).toEqual({ ok: true })
    await lane.drains()
    expect(await lane.receipt(receiptId)).toMatchObject({ state: 'posted', trouble: null })
    expect(await settle('post-again')).toEqual({ ok: false, reason: 'not-refused' })
  })

  it('can be given up: its goods are still to come then', async () => {
    fails([refusal('NON_MUTABLE_INVENTORY_ITEM')])
    await lane.drains()
    expect(await settle('was-posted')).toEqual({ ok: false, reason: 'is-sure' })
    expect(await settle('give-up')).toEqual({ ok: true })
    await lane.drains()
    expect(await state()).toEqual({ state: 'refused', trouble: 'given-up', available: 0 })
    await lane.receives(line, { accepted: 10 })
    await lane.drains()
    expect(lane.available()).toBe(10)
  })
})

describe('a receipt whose answer was lost so long ago that Shopify may have forgotten its key', () => {
  it.each<[Settling, Step, number]>([
    ['was-posted', 'after', 4],
    ['post-again', 'before', 4],
    ['give-up', 'before', 0],
  ])('asks a person, who says: %s', async (how, step, available) => {
    fails([busy], step)
    await lane.drains()
    await daysLater()
    await waited()
    await lane.drains()
    expect(await lane.receipt(receiptId)).toMatchObject({ state: 'refused', trouble: 'outcome-unknown' })
    expect(await settle(how)).toEqual({ ok: true })
    await lane.drains()
    expect(lane.available()).toBe(available)
    expect((await lane.receipt(receiptId)).state).toBe(how === 'give-up' ? 'refused' : 'posted')
    expect(lane.adjustments()).toHaveLength(available === 0 ? 0 : 1)
  })
})

describe('a long receipt', () => {
  it('is posted in parts of 250 items, each once', async () => {
    const items = Array.from({ length: 601 }, (_, at) => String(5_000 + at))
    for (const item of items) lane.truth.setStock(item, 0, 0)
    const { supplierOrderId } = await lane.orders(items.map((item) => ({ item, units: 1, due: null })))
    const lines = await lane.query<{ id: string }>(
      'select supplier_order_line_id::text as id from supplier_order_line where shop_id = $1 and supplier_order_id = $2::bigint',
      [supplierOrderId],
    )
    const confirmed = await lane.confirms(
      lines.map(({ id }) => ({
        ...{ supplierOrderLineId: id, accepted: 1, rejected: 0, rejectReason: null, heldBack: 0, cameBefore: 0 },
      })),
    )
    expect(confirmed).toMatchObject({ ok: true, receiptIds: [expect.any(String)] })
    fails([busy], 'after')
    await lane.drains()
    await waited()
    await lane.drains()
    const adjusted = lane.adjustments().map(({ changes }) => changes.length)
    expect(adjusted.toSorted((one, other) => other - one)).toEqual([250, 250, 101, 1])
    expect(items.every((item) => lane.truth.stock.get(item)?.[0]?.available === 1)).toBe(true)
    expect(await lane.query(`select state from supplier_order where shop_id = $1 and state = 'received'`)).toHaveLength(
      1,
    )
  })
})
