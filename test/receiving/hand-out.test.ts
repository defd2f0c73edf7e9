import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { type HoldBack, holdBack } from '../../web/receiving/hold-back.ts'
import { setWishes, type Wishes } from '../../web/receiving/wishes.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { level } from '../support/lane/payloads.ts'
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

const wish = (wishes: Wishes) => withShopSql(floor.db, lane.shop, (tx) => setWishes(tx, wishes, '2026-03-02'))
const keep = (units: number, more: Partial<HoldBack> = {}) =>
  withShopSql(floor.db, lane.shop, (tx) => holdBack(tx, { itemId: '100', locationId: '1', units, ...more }))

/** Two orders wait for units, the older one first. */
async function waiting(older: number, younger: number) {
  lane.truth.setStock('100', -older - younger, older + younger)
  await lane.sells('1', [{ line: '11', units: older }])
  await lane.sells('2', [{ line: '21', units: younger }])
  await lane.drains()
}

/** What a proposal says that each line gets, and what it says of the first item. */
async function proposed(...asked: Parameters<ReceivingLane['proposes']>) {
  const outcome = await lane.proposes(...asked)
  if (!outcome.ok) throw new Error(`not proposed: ${outcome.reason}`)
  const { handOuts, items, orders } = outcome.proposal
  return { gets: Object.fromEntries(handOuts.map((one) => [one.line, one.gets])), item: items[0], orders, handOuts }
}

const given = async () => Object.fromEntries((await lane.promises()).map((promise) => [promise.line, promise.covered]))

describe('the proposal of who gets what', () => {
  it('is what happens when it is confirmed', async () => {
    await waiting(4, 5)
    const { line } = await lane.buys(10)
    const { gets, item, orders } = await proposed([said(line, { accepted: 6, rejected: 1 })])
    expect(gets).toEqual({ 11: 4, 21: 2 })
    expect(item).toMatchObject({ accepted: 6, rejected: 1, given: 6, surplus: 0, stillWaiting: 1 })
    expect(orders).toEqual({ complete: 1, partial: 1 })
    await lane.receives(line, { accepted: 6, rejected: 1 })
    await lane.drains()
    expect(await given()).toEqual(gets)
  })

  it('changes nothing', async () => {
    await waiting(4, 5)
    const { line } = await lane.buys(10)
    const before = await lane.promises()
    await proposed([said(line, { accepted: 6 })], { wishes: [{ lineId: '21', rank: 5, pinnedTo: line }] })
    expect(await lane.promises()).toEqual(before)
    expect(await lane.query('select from receipt where shop_id = $1')).toEqual([])
    expect(await lane.query('select from line_wish where shop_id = $1')).toEqual([])
  })

  it('C26: pinned to a line, the goods are that line’s, also after a higher rank', async () => {
    await waiting(4, 3)
    const { line } = await lane.buys(3)
    const wishes = [{ lineId: '21', pinnedTo: line }]
    expect((await proposed([said(line, { accepted: 3 })], { wishes })).gets).toEqual({ 11: 0, 21: 3 })
    await lane.receives(line, { accepted: 3 }, { wishes })
    await lane.drains()
    expect(await given()).toEqual({ 11: 0, 21: 3 })

    await wish({ lineIds: ['11'], rank: 9 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 0, 21: 3 })
    await wish({ lineIds: ['21'], arrivalId: null })
    await lane.drains()
    expect(await given()).toEqual({ 11: 3, 21: 0 })
  })

  it('C23: of ten that a line is pinned to four come, and it stays pinned to the rest', async () => {
    await waiting(2, 8)
    const { line, arrivals } = await lane.buys(10)
    await wish({ lineIds: ['21'], arrivalId: arrivals[0] ?? null })
    await lane.receives(line, { accepted: 4 })
    await lane.drains()
    expect(await lane.promises()).toMatchObject([
      { line: '11', covered: 0, pegged: 2 },
      { line: '21', covered: 4, pegged: 4 },
    ])
    expect(await lane.pegs()).toEqual([
      { line: '11', arrival: arrivals[0], units: 2 },
      { line: '21', arrival: arrivals[0], units: 4 },
    ])
  })

  it('is refused to lines that wait elsewhere, for something else, or are none', async () => {
    await waiting(4, 3)
    const there = await lane.orders([{ item: '100', units: 3, due: '2999-12-01', location: '2' }])
    const other = await lane.orders([{ item: '200', units: 3, due: '2999-12-01' }])
    const pinned = (arrivalId: string | undefined, lineIds = ['21']) => wish({ lineIds, arrivalId: arrivalId ?? null })
    expect(await pinned(there.arrivals[0])).toEqual({ ok: false, reason: 'serves-none' })
    expect(await pinned(other.arrivals[0])).toEqual({ ok: false, reason: 'serves-none' })
    expect(await wish({ lineIds: ['404'], rank: 1 })).toEqual({ ok: false, reason: 'no-such-line' })
    expect(await lane.query('select from line_wish where shop_id = $1')).toEqual([])
  })

  it('C31: with a line put first, is what happens', async () => {
    await waiting(4, 3)
    const { line } = await lane.buys(3)
    const wishes = [{ lineId: '21', rank: 1 }]
    expect((await proposed([said(line, { accepted: 3 })], { wishes })).gets).toEqual({ 11: 0, 21: 3 })
    await lane.receives(line, { accepted: 3 }, { wishes })
    await lane.drains()
    expect(await given()).toEqual({ 11: 0, 21: 3 })
  })

  it('is of these goods and this place: what is wished of a line that waits for others is refused, and nothing is done', async () => {
    await waiting(4, 3)
    const { line } = await lane.buys(3)
    lane.truth.setStock('200', -1, 1)
    await lane.sells('3', [{ line: '31', item: '200', units: 1 }])
    await lane.drains()
    const there = await lane.orders([{ item: '100', units: 3, due: '2999-12-01', location: '2' }])
    const lineThere = await lane.lineOf(there.supplierOrderId, '100')
    const refused = { ok: false, reason: 'wish-elsewhere' }

    for (const [goods, lineId] of [
      [line, '31'],
      [lineThere, '21'],
    ] as const) {
      const wishes = [{ lineId, rank: 1 }]
      expect(await lane.proposes([said(goods, { accepted: 3 })], { wishes })).toEqual(refused)
      expect(await lane.confirms([said(goods, { accepted: 3 })], { wishes })).toEqual(refused)
    }
    expect(await lane.query('select from receipt where shop_id = $1')).toEqual([])
    expect(await lane.query('select from line_wish where shop_id = $1')).toEqual([])
  })

  it('says which orders can leave whole: one that waits for something else cannot', async () => {
    lane.truth.setStock('100', -3, 3)
    lane.truth.setStock('200', -1, 1)
    await lane.sells('1', [{ line: '11', units: 1 }])
    await lane.sells('2', [
      { line: '21', units: 2 },
      { line: '22', units: 1, item: '200' },
    ])
    await lane.drains()
    const { line } = await lane.buys(3)
    const { handOuts, orders } = await proposed([said(line, { accepted: 3 })])
    expect(orders).toEqual({ complete: 1, partial: 1 })
    expect(handOuts).toMatchObject([
      { orderName: '#1', title: 'Mug', backordered: 0, isOrderComplete: true },
      { orderName: '#2', backordered: 0, isOrderComplete: false },
    ])
  })

  it('is told page by page', async () => {
    await waiting(4, 5)
    const { line } = await lane.buys(9)
    const second = await lane.proposes([said(line, { accepted: 9 })], { offset: 1, limit: 1 })
    expect(second).toMatchObject({ ok: true, proposal: { total: 2, handOuts: [{ line: '21', gets: 5 }] } })
  })

  it('pays what the shelf owes first: on hand may be below zero', async () => {
    lane.truth.setStock('100', -7, 4)
    await lane.sells('1', [{ line: '11', units: 4 }])
    await lane.drains()
    const { line } = await lane.buys(5)
    expect((await proposed([said(line, { accepted: 5 })])).gets).toEqual({ 11: 2 })
    await lane.receives(line, { accepted: 5 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 2 })
  })
})

describe('units that are held back', () => {
  it('C33, example 8: of a hundred received twenty are kept, and the queue gets eighty', async () => {
    await waiting(90, 5)
    const { line } = await lane.buys(100)
    const came = { accepted: 100, heldBack: 20 }
    expect((await proposed([said(line, came)])).gets).toEqual({ 11: 80, 21: 0 })
    await lane.receives(line, came)
    await lane.drains()
    expect(await given()).toEqual({ 11: 80, 21: 0 })
    expect(lane.available()).toBe(5)
  })

  it('are given to the queue when they are released', async () => {
    await waiting(90, 5)
    const { line } = await lane.buys(100)
    await lane.receives(line, { accepted: 100, heldBack: 20 })
    await lane.drains()
    expect(await keep(5, { before: 20 })).toEqual({ ok: true })
    await lane.drains()
    expect(await given()).toEqual({ 11: 90, 21: 5 })
  })

  it('are not changed by whoever looked before somebody else did, nor where there is no stock', async () => {
    lane.truth.setStock('100', 5, 0)
    await lane.hears('inventory_levels/update', level('100', 5))
    await lane.drains()
    expect(await keep(3, { before: 0 })).toEqual({ ok: true })
    expect(await keep(1, { before: 0 })).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await keep(1, { itemId: '999' })).toEqual({ ok: false, reason: 'no-such-place' })
    expect(await keep(6, { before: 3 })).toEqual({ ok: false, reason: 'more-than-there-is' })
    expect(await keep(5, { before: 3 })).toEqual({ ok: true })
  })
})

describe('C36: units that come by another way serve all the same', () => {
  it('a count, a return, a transfer or another app raises the stock, and the supplier order’s units are surplus', async () => {
    await waiting(3, 2)
    const bought = await lane.buys(5)
    lane.truth.setStock('100', -2, 5)
    await lane.hears('inventory_levels/update', level('100', -2, { at: '2026-03-02T11:00:00+00:00' }))
    await lane.drains()
    expect(await lane.promises()).toMatchObject([
      { line: '11', covered: 3, pegged: 0 },
      { line: '21', covered: 0, pegged: 2 },
    ])
    await lane.receives(bought.line, { accepted: 5 })
    await lane.drains()
    expect(await given()).toEqual({ 11: 3, 21: 2 })
    expect(lane.available()).toBe(3)
  })
})

describe('a wish', () => {
  it('shows at once, and is refused for an arrival that there is not', async () => {
    await waiting(4, 3)
    await lane.buys(3)
    expect(await lane.promises()).toMatchObject([{ pegged: 3 }, { pegged: 0, uncovered: 3 }])
    expect(await wish({ lineIds: ['21', '404'], rank: 1 })).toEqual({ ok: true, lines: 1 })
    expect(await lane.promises()).toMatchObject([{ pegged: 0 }, { pegged: 3 }])
    expect(await wish({ lineIds: ['11'], arrivalId: '999999' })).toEqual({ ok: false, reason: 'no-such-arrival' })
  })
})
