import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ShopifyBusy } from '../../web/platform/errors.ts'
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

describe('a receipt', () => {
  it('raises Shopify’s stock once, and then the queue is served (example 9: 6 accepted and 1 rejected of 10)', async () => {
    lane.truth.setStock('100', -9, 9)
    await lane.sells('1', [{ line: '11', units: 4 }])
    await lane.sells('2', [{ line: '21', units: 5 }])
    const bought = await lane.buys(10)
    await lane.drains()
    const receipt = await lane.receives(bought.line, { accepted: 6, rejected: 1 })
    expect(await lane.promises()).toMatchObject([{ pegged: 4 }, { pegged: 5 }])

    await lane.drains()
    expect(lane.available()).toBe(-3)
    expect(lane.adjustments()).toMatchObject([
      {
        reason: 'received',
        referenceDocumentUri: `gid://backline/Receipt/${receipt}`,
        changes: [{ delta: 6, changeFromQuantity: -9 }],
      },
    ])
    expect(await lane.supplierOrder(bought.supplierOrderId)).toEqual({
      state: 'partly-received',
      ...{ units: 10, accepted: 6, rejected: 1, cancelled: 0, coming: 3 },
    })
    expect(await lane.promises()).toMatchObject([
      { line: '11', covered: 4, pegged: 0 },
      { line: '21', covered: 2, pegged: 3, ready: '2999-12-02' },
    ])
    expect(await lane.receipt(receipt)).toMatchObject({ state: 'posted', accepted: 6, rejected: 1, trouble: null })
  })

  it('is received once for its key, however often it is confirmed', async () => {
    lane.truth.setStock('100', 0, 0)
    const bought = await lane.buys(10)
    const key = randomUUID()
    const confirmed = await Promise.all(
      Array.from({ length: 50 }, () => lane.confirms([said(bought.line, { accepted: 10 })], { key })),
    )
    expect(new Set(confirmed.map((one) => JSON.stringify(one))).size).toBe(1)
    await lane.drains()
    expect(lane.available()).toBe(10)
    expect(await lane.supplierOrder(bought.supplierOrderId)).toMatchObject({
      state: 'received',
      accepted: 10,
      coming: 0,
    })
  })

  it('is refused to fifty people who counted the same goods, but for the first', async () => {
    lane.truth.setStock('100', 0, 0)
    const bought = await lane.buys(10)
    const confirmed = await Promise.all(
      Array.from({ length: 50 }, () => lane.confirms([said(bought.line, { accepted: 10, cameBefore: 0 })])),
    )
    expect(confirmed.filter((one) => one.ok)).toHaveLength(1)
    expect(confirmed.filter((one) => !one.ok && one.reason === 'received-meanwhile')).toHaveLength(49)
    await lane.drains()
    expect(lane.available()).toBe(10)
  })

  it('F03, F06: of more than was ordered is received, and the rest is surplus', async () => {
    lane.truth.setStock('100', -3, 3)
    await lane.sells('1', [{ line: '11', units: 3 }])
    const bought = await lane.buys(10)
    await lane.receives(bought.line, { accepted: 12 })
    await lane.drains()
    expect(await lane.supplierOrder(bought.supplierOrderId)).toEqual({
      state: 'received',
      ...{ units: 10, accepted: 12, rejected: 0, cancelled: 0, coming: 0 },
    })
    expect(lane.available()).toBe(9)
  })

  it('may be one of several: each takes from what is due first', async () => {
    lane.truth.setStock('100', 0, 0)
    const bought = await lane.buys(4, '2999-12-02', [{ item: '100', units: 6, due: '2999-12-09' }])
    await lane.receives(bought.line, { accepted: 5 })
    await lane.drains()
    expect(await lane.query('select units, due::text from arrival where shop_id = $1')).toEqual([
      { units: 5, due: '2999-12-09' },
    ])
    await lane.receives(bought.line, { accepted: 5 })
    await lane.drains()
    expect(await lane.supplierOrder(bought.supplierOrderId)).toMatchObject({ state: 'received', coming: 0 })
    expect(lane.available()).toBe(10)
  })

  it('of rejected goods alone asks Shopify for nothing, and their demand is uncovered again', async () => {
    lane.truth.setStock('100', -2, 2)
    await lane.sells('1', [{ line: '11', units: 2 }])
    const bought = await lane.buys(2)
    await lane.receives(bought.line, { rejected: 2 })
    await lane.drains()
    expect(lane.adjustments()).toEqual([])
    expect(await lane.promises()).toMatchObject([{ pegged: 0, uncovered: 2, ready: null }])
    expect(await lane.supplierOrder(bought.supplierOrderId)).toMatchObject({ state: 'received', rejected: 2 })
  })

  it('serves its lines also while nobody has read what Shopify has: nothing of them is to be ordered again', async () => {
    lane.truth.setStock('100', -4, 4)
    await lane.sells('1', [{ line: '11', units: 4 }])
    const bought = await lane.buys(4)
    await lane.drains()
    await lane.receives(bought.line, { accepted: 4 })
    const { admin } = lane.services
    const run: typeof admin.run = async (...call) => {
      if (call[1] === 'read-stock' && lane.adjustments().length > 0) throw new ShopifyBusy('', { retryAfterMs: 60_000 })
      return await admin.run(...call)
    }
    Object.assign(lane.services, { admin: { ...admin, run } })
    await lane.drains()
    await lane.repegs(async () => [])
    expect(await lane.promises()).toMatchObject([{ covered: 0, pegged: 4, uncovered: 0 }])

    Object.assign(lane.services, { admin })
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ covered: 4, pegged: 0, uncovered: 0 }])
  })

  it('of an item that Shopify does not count is received, and raises nothing', async () => {
    lane.truth.setStock('100', 0, 0)
    lane.truth.untracked.add('100')
    const bought = await lane.buys(2)
    const receipt = await lane.receives(bought.line, { accepted: 2 })
    await lane.drains()
    expect(lane.adjustments()).toEqual([])
    expect(await lane.receipt(receipt)).toMatchObject({ state: 'posted' })
  })

  it('names itself as the cause in the ledger of who is served', async () => {
    lane.truth.setStock('100', -2, 2)
    await lane.sells('1', [{ line: '11', units: 2 }])
    const bought = await lane.buys(2)
    await lane.drains()
    const receiptId = await lane.receives(bought.line, { accepted: 2 })
    await lane.drains()
    const [last] = await lane.query('select cause_kind, cause from ledger where shop_id = $1 order by ledger_id desc')
    expect(last).toMatchObject({
      cause_kind: 'receipt',
      cause: { receiptId, number: bought.number, supplierOrderId: bought.supplierOrderId, what: 'received' },
    })
  })

  it('is in the timeline of its supplier order, and tells whoever edits that to look again', async () => {
    lane.truth.setStock('100', 0, 0)
    const bought = await lane.buys(3)
    const receiptId = await lane.receives(bought.line, { accepted: 2, rejected: 1 })
    await lane.drains()
    expect(await lane.query('select kind, facts from supplier_order_event where shop_id = $1')).toEqual([
      { kind: 'received', facts: { receiptId, accepted: 2, rejected: 1 } },
    ])
    expect(await lane.query('select version from supplier_order where shop_id = $1')).toEqual([{ version: 2 }])
  })
})

describe('what cannot be received', () => {
  it.each([
    ['nothing at all', { accepted: 0 }, 'nothing-came'],
    ['more held back than accepted', { accepted: 2, heldBack: 3 }, 'held-back-beyond-accepted'],
    ['rejected goods without a reason', { rejected: 1, rejectReason: ' ' }, 'no-reject-reason'],
  ])('%s is refused', async (_, came, reason) => {
    const { line } = await lane.buys(5)
    expect(await lane.confirms([said(line, came)])).toEqual({ ok: false, reason })
  })

  it('a line of a draft, of another shop, or named twice is refused', async () => {
    const draft = await lane.orders([{ item: '200', units: 1, due: null }], 'draft')
    const other = await (await aReceivingLane(floor.db)).buys(1)
    const { line } = await lane.buys(5)
    const one = { accepted: 1 }
    const draftLine = await lane.lineOf(draft.supplierOrderId, '200')
    expect(await lane.confirms([said(draftLine, one)])).toEqual({ ok: false, reason: 'not-ordered-yet' })
    expect(await lane.confirms([said(other.line, one)])).toEqual({ ok: false, reason: 'unknown-line' })
    expect(await lane.confirms([said(line, one), said(line, one)])).toEqual({ ok: false, reason: 'line-twice' })
    expect(await lane.query('select from receipt where shop_id = $1')).toEqual([])
  })
})
