import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor } from '../support/lane/a-lane.ts'
import { aReceivingLane, type ReceivingLane } from './a-receiving-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: ReceivingLane
beforeEach(async () => {
  lane = await aReceivingLane(floor.db)
  lane.truth.setStock('100', 0, 0)
})

/** Ten are bought and all of them received. */
async function tenCame() {
  const bought = await lane.buys(10)
  const receiptId = await lane.receives(bought.line, { accepted: 10 })
  await lane.drains()
  return { ...bought, receiptId }
}

const counted = (supplierOrderLineId: string, accepted: number, rejected = 0) => {
  return [{ supplierOrderLineId, accepted, rejected, rejectReason: null }]
}

describe('a receipt that was counted wrong', () => {
  it('is corrected by a counter-adjustment, and what did not come is to come again on its day', async () => {
    const { line, receiptId, supplierOrderId } = await tenCame()
    expect(await lane.corrects({ receiptId, lines: counted(line, -3) })).toEqual({ ok: true })
    await lane.drains()
    expect(lane.available()).toBe(7)
    expect(lane.adjustments().at(-1)).toMatchObject({ reason: 'correction', changes: [{ delta: -3 }] })
    expect(await lane.supplierOrder(supplierOrderId)).toMatchObject({
      ...{ state: 'partly-received', accepted: 7, coming: 3 },
    })
    expect(await lane.query('select units, due::text from arrival where shop_id = $1')).toEqual([
      { units: 3, due: '2999-12-02' },
    ])
    expect(await lane.query('select kind, facts from supplier_order_event where shop_id = $1')).toMatchObject([
      { kind: 'received' },
      { kind: 'receipt-corrected', facts: { corrects: receiptId, accepted: -3, note: 'counted again' } },
    ])
  })

  it.each([
    [
      'fewer than were ordered',
      8,
      [-1, -2],
      [
        { due: '2999-12-02', units: 1 },
        { due: '2999-12-09', units: 4 },
      ],
    ],
    [
      'more than were ordered',
      12,
      [-11],
      [
        { due: '2999-12-02', units: 5 },
        { due: '2999-12-09', units: 4 },
      ],
    ],
    [
      'too few at first',
      4,
      [2, -1],
      [
        { due: '2999-12-02', units: 1 },
        { due: '2999-12-09', units: 4 },
      ],
    ],
  ])(
    'of units that were due on two days leaves to each day what did not come of it (%s)',
    async (_, accepted, by, days) => {
      const { line } = await lane.buys(6, '2999-12-02', [{ item: '100', units: 4, due: '2999-12-09' }])
      const receiptId = await lane.receives(line, { accepted })
      await lane.drains()
      for (const each of by) {
        await lane.corrects({ receiptId, lines: counted(line, each) })
        await lane.drains()
      }
      expect(
        await lane.query(
          'select due::text, sum(units)::int as units from arrival where shop_id = $1 group by due order by due',
        ),
      ).toEqual(days)
    },
  )

  it('and was posted before days were kept leaves them to the earliest day that is known', async () => {
    const { line, receiptId } = await tenCame()
    await lane.query('update receipt_line set came_of_days = null where shop_id = $1')
    await lane.corrects({ receiptId, lines: counted(line, -3) })
    await lane.drains()
    expect(await lane.query('select due::text, units from arrival where shop_id = $1')).toEqual([
      { due: '2999-12-02', units: 3 },
    ])
  })

  it('takes units back from who was told that he has them, and says why', async () => {
    lane.truth.setStock('100', -4, 4)
    await lane.sells('1', [{ line: '11', units: 4 }])
    await lane.drains()
    const { line, receiptId } = await tenCame()
    expect(await lane.promises()).toMatchObject([{ covered: 4 }])
    await lane.corrects({ receiptId, lines: counted(line, -8) })
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ covered: 2, pegged: 2, ready: '2999-12-02' }])
    const [last] = await lane.query('select cause from ledger where shop_id = $1 order by ledger_id desc')
    expect(last).toMatchObject({ cause: { kind: 'receipt', what: 'receipt-corrected' } })
  })

  it('keeps nothing back of what never came', async () => {
    const { line } = await lane.buys(10)
    const receiptId = await lane.receives(line, { accepted: 10, heldBack: 6 })
    await lane.drains()
    const held = async () => (await lane.query('select held_back as held from stock_point where shop_id = $1'))[0]
    await lane.corrects({ receiptId, lines: counted(line, -3) })
    await lane.drains()
    expect(await held()).toEqual({ held: 6 })
    await lane.corrects({ receiptId, lines: counted(line, -3) })
    await lane.drains()
    expect(await held()).toEqual({ held: 4 })
    await lane.corrects({ receiptId, lines: counted(line, -4) })
    await lane.drains()
    expect(await held()).toEqual({ held: 0 })
    lane.truth.setStock('100', 0, 5)
    await lane.sells('1', [{ line: '11', units: 5 }])
    await lane.drains()
    expect(await lane.promises()).toEqual([])
  })

  it('may have had more, or rejected ones among the accepted', async () => {
    const { line, receiptId, supplierOrderId } = await tenCame()
    await lane.corrects({ receiptId, lines: counted(line, 2) })
    await lane.corrects({ receiptId, lines: counted(line, -1, 1) })
    await lane.drains()
    expect(lane.available()).toBe(11)
    expect(await lane.supplierOrder(supplierOrderId)).toMatchObject({
      ...{ state: 'received', accepted: 11, rejected: 1, coming: 0 },
    })
  })

  it('is corrected once for a key', async () => {
    const { line, receiptId } = await tenCame()
    const key = randomUUID()
    await Promise.all(Array.from({ length: 10 }, () => lane.corrects({ receiptId, key, lines: counted(line, -2) })))
    await lane.drains()
    expect(lane.available()).toBe(8)
  })

  it('has never brought fewer than none, with all its corrections', async () => {
    const { line, receiptId } = await tenCame()
    const refused = { ok: false, reason: 'below-zero' }
    expect(await lane.corrects({ receiptId, lines: counted(line, -11) })).toEqual(refused)
    await lane.corrects({ receiptId, lines: counted(line, -6) })
    expect(await lane.corrects({ receiptId, lines: counted(line, -5) })).toEqual(refused)
    expect(await lane.corrects({ receiptId, lines: counted(line, 0, -1) })).toEqual(refused)
  })

  it('cannot be corrected before it is posted, nor can a correction, nor for nothing', async () => {
    const { line } = await lane.buys(5)
    const receiptId = await lane.receives(line, { accepted: 5 })
    const refusal = async (id: string, by: number) => await lane.corrects({ receiptId: id, lines: counted(line, by) })
    expect(await refusal(receiptId, -1)).toEqual({ ok: false, reason: 'not-posted' })
    await lane.drains()
    expect(await refusal(receiptId, 0)).toEqual({ ok: false, reason: 'nothing-changes' })
    expect(await refusal('999999', 1)).toEqual({ ok: false, reason: 'no-such-receipt' })
    await lane.corrects({ receiptId, lines: counted(line, -1) })
    const [correction] = await lane.query<{ id: string }>(
      'select receipt_id::text as id from receipt where shop_id = $1 and corrects is not null',
    )
    await lane.drains()
    expect(await refusal(correction?.id ?? '', 1)).toEqual({ ok: false, reason: 'is-a-correction' })
  })

  it('of a closed supplier order is left as it is', async () => {
    const { line, receiptId } = await tenCame()
    await lane.query(`update supplier_order set state = 'closed' where shop_id = $1`)
    expect(await lane.corrects({ receiptId, lines: counted(line, -1) })).toEqual({ ok: false, reason: 'is-closed' })
  })
})
