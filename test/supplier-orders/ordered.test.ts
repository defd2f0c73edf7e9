import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AffectedOutput } from '../../web/supplier-orders/contract/changes.ts'
import type { ServedLines, SupplierOrderListOutput } from '../../web/supplier-orders/contract/supplier-orders.ts'
import { shop as mugs } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aPurchase, type Purchase, type Refused } from './a-purchase.ts'

let shop: Purchase
beforeEach(async () => {
  shop = await aPurchase()
})
afterEach(() => shop.close())

/** Three shoppers wait for 3 units each, the first since the 1st. */
const threeWait = () =>
  shop.waiting([
    { line: '1', orderName: '#1', openedAt: '2026-11-01T10:00:00Z' },
    { line: '2', orderName: '#2', openedAt: '2026-11-02T10:00:00Z' },
    { line: '3', orderName: '#3', openedAt: '2026-11-03T10:00:00Z' },
  ])

describe('an order that is ordered', () => {
  it('gives whoever waits longest a day, at once, and says so in the ledger', async () => {
    await threeWait()
    const { supplierOrderId, number, state } = await shop.ordered({ '901': 5 }, '2026-12-01')
    expect(state).toBe('ordered')
    expect(await shop.waits()).toEqual([
      { line: '1', pegged: 3, uncovered: 0, readyOn: '2026-12-01' },
      { line: '2', pegged: 2, uncovered: 1, readyOn: null },
      { line: '3', pegged: 0, uncovered: 3, readyOn: null },
    ])
    const served = (await shop.get<ServedLines>(shop.path(supplierOrderId, '/served'))).body
    expect(served.rows.map(({ orderName, units, due }) => [orderName, units, due])).toEqual([
      ['#1', 3, '2026-12-01'],
      ['#2', 2, '2026-12-01'],
    ])
    expect(await shop.linesOf(supplierOrderId)).toMatchObject([{ servedLines: 2, surplus: 0, outstanding: 5 }])
    const told = (await shop.ledger()).map(({ kind, cause }) => [kind, cause['number'], cause['what']])
    expect(told).toEqual([
      ['supplier-order', number, 'ordered'],
      ['supplier-order', number, 'ordered'],
    ])
  })

  it('comes when the supplier says, unless another day is said', async () => {
    const suggested = (await shop.draft({ '901': 1 })).suggestedDue
    expect(suggested?.because).toBe('lead-time')
    await asOwner(
      shop.databaseUrl,
      `insert into catalogue_entry (shop_id, supplier_id, item_id, lead_time_days) values ($1, $2, '902', 0)`,
      [mugs, shop.supplierId],
    )
    const { supplierOrderId } = await shop.draft({ '901': 1, '902': 1, '903': 1 })
    const [, , third] = await shop.linesOf(supplierOrderId)
    const lines = [{ supplierOrderLineId: third?.supplierOrderLineId, arrivals: [{ units: 1, due: '2027-01-01' }] }]
    await shop.change(supplierOrderId, 'edit', { lines })
    await shop.change(supplierOrderId, 'order')
    const days = (await shop.linesOf(supplierOrderId)).map(({ arrivals }) => arrivals[0]?.due)
    const today = new Date().toISOString().slice(0, 10)
    expect(days).toEqual([suggested?.day, today, '2027-01-01'])
  })

  it('comes when the supplier’s deliveries say, where there were three or more', async () => {
    for (let order = 1; order <= 9; order++) await shop.ordered({ '901': 2 })
    await asOwner(
      shop.databaseUrl,
      `update supplier_order set ordered_at = now() - make_interval(days => 20 + number) where shop_id = $1`,
      [mugs],
    )
    await asOwner(
      shop.databaseUrl,
      `with came as (
         insert into receipt (shop_id, supplier_id, location_id, key, state, posted_at)
         values ($1, $2, '1', gen_random_uuid(), 'posted', now()) returning receipt_id)
       insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted)
       select $1, receipt_id, supplier_order_line_id, supplier_order_id, item_id, 2 from came, supplier_order_line
        where shop_id = $1`,
      [mugs, shop.supplierId],
    )
    await asOwner(shop.databaseUrl, 'delete from arrival where shop_id = $1', [mugs])
    const { suggestedDue } = await shop.draft({ '901': 1 })
    const day = new Date(Date.now() + 29 * 86_400_000).toISOString().slice(0, 10)
    expect(suggestedDue).toEqual({ day, because: 'history' })
  })

  it('is late from the day after it was due', async () => {
    await shop.ordered({ '901': 1 }, '2026-01-01')
    await shop.ordered({ '901': 1 }, '2999-01-01')
    const late = (await shop.get<SupplierOrderListOutput>('/api/supplier-orders?late=true')).body
    expect(late.rows).toMatchObject([{ number: 1, isLate: true, nextDue: '2026-01-01' }])
    expect(late.counts.late).toBe(1)
  })

  it('refuses to be ordered twice, to have lines added, and to be closed before it came', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const answers = [
      await shop.change<Refused>(supplierOrderId, 'order'),
      await shop.change<Refused>(supplierOrderId, 'edit', { added: [{ itemId: '902', units: 1 }] }),
      await shop.change<Refused>(supplierOrderId, 'close'),
    ]
    expect(answers.map(({ status, body }) => [status, body.message])).toEqual([
      [422, 'It is ordered already.'],
      [422, 'It is ordered: lines cannot be added or removed any more. Change their units instead.'],
      [422, 'Units are still to come: receive or cancel them first.'],
    ])
    const { moves } = await shop.find(supplierOrderId)
    expect(moves.filter(({ refusal }) => refusal === null).map(({ move }) => move)).toEqual([
      'edit',
      'correct',
      'undo-order',
      'send',
      'receive',
      'cancel',
    ])
  })

  it('is a draft again when that was a mistake: nobody waits for it, and the wrong day is forgotten', async () => {
    await threeWait()
    const before = await shop.waits()
    const draft = await shop.draft({ '901': 5 })
    const [line] = await shop.linesOf(draft.supplierOrderId)
    const lines = [
      {
        supplierOrderLineId: line?.supplierOrderLineId,
        arrivals: [
          { units: 2, due: '2999-12-09' },
          { units: 3, due: null },
        ],
      },
    ]
    await shop.change(draft.supplierOrderId, 'edit', { lines })
    await shop.change(draft.supplierOrderId, 'order', { due: '2020-01-01' })
    expect((await shop.waits()).map(({ pegged }) => pegged)).toEqual([3, 2, 0])

    const undone = await shop.change(draft.supplierOrderId, 'order/undo')
    expect(undone).toMatchObject({ status: 200, body: { state: 'draft', orderedAt: null, number: draft.number } })
    expect(await shop.waits()).toEqual(before)
    const [after] = await shop.linesOf(draft.supplierOrderId)
    expect(after?.arrivals.map(({ units, due }) => [units, due])).toEqual([
      [2, '2999-12-09'],
      [3, null],
    ])
    const told = (await shop.ledger()).map(({ cause }) => cause['what'])
    expect(told.slice(-2)).toEqual(['ordering-undone', 'ordering-undone'])
    expect(undone.body.events.map(({ kind }) => kind)[0]).toBe('ordering-undone')
    expect((await shop.change(draft.supplierOrderId, 'order', { due: null })).body.state).toBe('ordered')
  })

  it('is a draft again though the supplier has it, and stays ordered once something of it came', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 5 }, '2999-12-01')
    const refused = async () => {
      const { status, body } = await shop.change<Refused>(supplierOrderId, 'order/undo')
      return [status, body.message]
    }
    await asOwner(
      shop.databaseUrl,
      `insert into supplier_message (shop_id, supplier_order_id, key, to_address, subject, text, pdf, csv, state)
       values ($1, $2, gen_random_uuid(), 'orders@toepferei.example', 'Order', '', '', '', 'sent')`,
      [mugs, supplierOrderId],
    )
    const undone = await shop.change(supplierOrderId, 'order/undo')
    expect(undone).toMatchObject({ status: 200, body: { state: 'draft', sending: 'sent' } })
    await shop.change(supplierOrderId, 'order')
    await asOwner(
      shop.databaseUrl,
      `update supplier_order set state = 'partly-received' where supplier_order_id = $1`,
      [supplierOrderId],
    )
    expect(await refused()).toEqual([422, 'Units of it have come already: what is still to come can be cancelled.'])
    const draft = await shop.draft({ '901': 5 })
    expect((await shop.change<Refused>(draft.supplierOrderId, 'order/undo')).body.message).toBe(
      'It is not ordered yet.',
    )
  })

  it('comes at once where the day that is said of the rest is the one that a part has', async () => {
    const { supplierOrderId } = await shop.draft({ '901': 5 })
    const [line] = await shop.linesOf(supplierOrderId)
    const arrivals = [
      { units: 2, due: '2999-12-09' },
      { units: 3, due: null },
    ]
    await shop.change(supplierOrderId, 'edit', {
      lines: [{ supplierOrderLineId: line?.supplierOrderLineId, arrivals }],
    })
    await shop.change(supplierOrderId, 'order', { due: '2999-12-09' })
    const [after] = await shop.linesOf(supplierOrderId)
    expect(after?.arrivals.map(({ units, due }) => [units, due])).toEqual([[5, '2999-12-09']])
  })

  it('refuses an order without lines', async () => {
    const { supplierOrderId } = await shop.draft({})
    expect((await shop.change<Refused>(supplierOrderId, 'order')).body.message).toBe('It has no lines.')
  })
})

describe('a change of the days', () => {
  it('first shows who is affected and by how much, then does exactly that', async () => {
    await threeWait()
    const { supplierOrderId, version } = await shop.ordered({ '901': 9 }, '2026-12-01')
    const [line] = await shop.linesOf(supplierOrderId)
    const days = [
      { units: 4, due: '2026-12-01' },
      { units: 5, due: '2026-12-20' },
    ]
    const lines = [{ supplierOrderLineId: line?.supplierOrderLineId, arrivals: days }]
    const seen = await shop.preview(supplierOrderId, 'edit', version, { lines })
    expect(seen.body).toMatchObject({ total: 2, orders: 2 })
    expect(
      seen.body.rows.map(({ orderName, units, dayBefore, dayAfter }) => [orderName, units, dayBefore, dayAfter]),
    ).toEqual([
      ['#2', 3, '2026-12-01', '2026-12-20'],
      ['#3', 3, '2026-12-01', '2026-12-20'],
    ])
    expect((await shop.waits()).map(({ readyOn }) => readyOn)).toEqual(['2026-12-01', '2026-12-01', '2026-12-01'])

    await shop.change(supplierOrderId, 'edit', { lines })
    expect((await shop.waits()).map(({ readyOn }) => readyOn)).toEqual(['2026-12-01', '2026-12-20', '2026-12-20'])
    const [event] = (await shop.find(supplierOrderId)).events
    expect(event?.facts['changed']).toEqual([
      { title: 'SKU-1', days: { from: [{ units: 9, due: '2026-12-01' }], to: days } },
    ])
  })

  it('is refused where the days do not add up to what is still to come', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 9 }, '2026-12-01')
    const [line] = await shop.linesOf(supplierOrderId)
    const lines = [{ supplierOrderLineId: line?.supplierOrderLineId, arrivals: [{ units: 4, due: null }] }]
    const { status, body } = await shop.change<Refused>(supplierOrderId, 'edit', { lines })
    expect([status, body.message]).toEqual([422, 'SKU-1: 9 units are still to come, and the days have 4.'])
    expect(body.data).toMatchObject({ reason: 'days-do-not-add-up', expected: 9, given: 4 })
  })

  it('takes units from whoever came last where fewer are ordered', async () => {
    await threeWait()
    const { supplierOrderId } = await shop.ordered({ '901': 9 }, '2026-12-01')
    const [line] = await shop.linesOf(supplierOrderId)
    await shop.change(supplierOrderId, 'edit', {
      lines: [{ supplierOrderLineId: line?.supplierOrderLineId, units: 4 }],
    })
    expect((await shop.waits()).map(({ uncovered }) => uncovered)).toEqual([0, 2, 3])
  })
})

describe('a cancellation', () => {
  it('shows first who is uncovered again, and then uncovers them (scenario G38)', async () => {
    await threeWait()
    const { supplierOrderId, version } = await shop.ordered({ '901': 9 }, '2026-12-01')
    const seen = (await shop.preview(supplierOrderId, 'cancel', version)).body
    expect(seen.rows.map(({ orderName, uncoveredAfter, dayAfter }) => [orderName, uncoveredAfter, dayAfter])).toEqual([
      ['#1', 3, null],
      ['#2', 3, null],
      ['#3', 3, null],
    ])
    const { body } = await shop.change(supplierOrderId, 'cancel')
    expect(body).toMatchObject({ state: 'cancelled', outstanding: 0 })
    expect(await shop.waits()).toMatchObject([
      { pegged: 0, uncovered: 3, readyOn: null },
      { pegged: 0, uncovered: 3, readyOn: null },
      { pegged: 0, uncovered: 3, readyOn: null },
    ])
    expect((await shop.change<Refused>(supplierOrderId, 'cancel')).body.message).toBe('It is cancelled.')
  })

  it('of what is outstanding leaves an order received of which something came', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 10, '902': 2 }, '2026-12-01')
    await asOwner(
      shop.databaseUrl,
      `update supplier_order_line set accepted = 6, rejected = 1 where shop_id = $1 and item_id = '901'`,
      [mugs],
    )
    await asOwner(shop.databaseUrl, `update arrival set units = 3 where shop_id = $1 and item_id = '901'`, [mugs])
    const [first] = await shop.linesOf(supplierOrderId)
    const lines = [{ supplierOrderLineId: first?.supplierOrderLineId, units: 3 }]
    const tooMany = [{ ...lines[0], units: 4 }]
    expect((await shop.change<Refused>(supplierOrderId, 'cancel', { lines: tooMany })).body.message).toBe(
      'SKU-1: only 3 units are still to come.',
    )
    expect((await shop.change(supplierOrderId, 'cancel', { lines: [] })).status).toBe(400)
    expect((await shop.change(supplierOrderId, 'cancel', { lines })).body.state).toBe('partly-received')
    expect((await shop.change(supplierOrderId, 'cancel')).body).toMatchObject({ state: 'received', outstanding: 0 })
    expect((await shop.change(supplierOrderId, 'close')).body.state).toBe('closed')
  })

  it('waits for a receipt that is on its way to Shopify', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 10 }, '2026-12-01')
    const [line] = await shop.linesOf(supplierOrderId)
    await asOwner(
      shop.databaseUrl,
      `insert into receipt (shop_id, supplier_id, location_id, key) values ($1, $2, '1', gen_random_uuid())`,
      [mugs, shop.supplierId],
    )
    await asOwner(
      shop.databaseUrl,
      `insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted)
       select $1, receipt_id, $2, $3, '901', 4 from receipt where shop_id = $1`,
      [mugs, line?.supplierOrderLineId, supplierOrderId],
    )
    const { status, body } = await shop.change<Refused>(supplierOrderId, 'cancel')
    expect([status, body.message]).toEqual([409, 'Goods of this order are being received. Try again in a moment.'])
  })

  it('touches nobody while the order is a draft', async () => {
    await threeWait()
    const { supplierOrderId, version } = await shop.draft({ '901': 9 })
    expect((await shop.preview(supplierOrderId, 'cancel', version)).body).toEqual({
      rows: [],
      total: 0,
      orders: 0,
      unlikelyDays: [],
    } satisfies AffectedOutput)
    expect((await shop.change(supplierOrderId, 'cancel')).body.state).toBe('cancelled')
  })
})
