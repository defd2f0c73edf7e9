import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  lane = aLane(floor.db)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
})

const reads = () => lane.calls.map((call) => call.operation)
const nine = '2026-03-02T09:00:00+00:00'
const ten = '2026-03-02T10:00:00+00:00'

describe('whatever the order of events', () => {
  it('changes nothing when the same order comes twice, or updated after created', async () => {
    lane.truth.setStock('100', -2, 3)
    const body = order({ id: '1001', lines: [{ id: '1', units: 3 }] })
    await lane.hears('orders/create', body)
    await lane.drains()
    await lane.hears('orders/create', body)
    await lane.hears('orders/updated', body)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ covered: 1, backordered: 2 }])
    expect(await lane.query('select from ledger where shop_id = $1')).toHaveLength(1)
  })

  it('keeps the newest state of an order when an older one arrives late', async () => {
    lane.truth.setStock('100', -1, 1)
    await lane.hears('orders/updated', order({ id: '1001', updated: ten, lines: [{ id: '1', units: 1 }] }))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 5 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ units: 1, backordered: 1 }])
  })

  it('a line that had shipped and is raised waits for its units again, although there are enough', async () => {
    const sells = (updated: string, units: number, open: number) => {
      const line = { id: '1', variant: '10', units, open }
      lane.truth.setOrder({ id: '1001', updatedAt: updated, lines: [line] })
      return lane.hears('orders/updated', order({ id: '1001', updated, lines: [line] }))
    }
    lane.truth.setStock('100', -1, 1)
    await sells(nine, 1, 1)
    await lane.drains()
    lane.truth.setStock('100', 9, 1)
    await lane.hears('inventory_levels/update', level('100', 9, { at: ten }))
    await lane.drains()
    lane.truth.setStock('100', 9, 0)
    await sells('2026-03-02T11:00:00+00:00', 1, 0)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ state: 'closed', units: 1, shipped: 1 }])

    lane.truth.setStock('100', 7, 2)
    await lane.hears('inventory_levels/update', level('100', 7, { at: '2026-03-02T12:00:00+00:00' }))
    await sells('2026-03-02T12:00:00+00:00', 3, 2)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([
      { state: 'ready', units: 3, shipped: 1, covered: 2, backordered: 0 },
    ])
  })

  it('tells two states of the same second apart by when they were triggered', async () => {
    lane.truth.setStock('100', -2, 2)
    const later = '2026-03-02T09:00:00.900Z'
    const earlier = '2026-03-02T09:00:00.100Z'
    await lane.hears('orders/updated', order({ id: '1001', lines: [{ id: '1', units: 2 }] }), later)
    await lane.drains()
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 5 }] }), earlier)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ units: 2, backordered: 2 }])
  })

  it('looks into every level of one second that is below zero, since the newest of them is a guess', async () => {
    await lane.hears('inventory_levels/update', level('100', 50))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    lane.truth.setStock('100', -1, 3)
    await lane.hears('inventory_levels/update', level('100', -1, { at: ten }), '2026-03-02T10:00:00.100Z')
    await lane.hears('inventory_levels/update', level('100', 2, { at: ten }), '2026-03-02T10:00:00.200Z')
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ backordered: 1 }])
  })

  it.each([
    ['before', ['stale', 'counted']],
    ['after', ['counted', 'stale']],
  ])('C06: a number from a stale copy that comes %s the newer one erases no movement', async (_when, copies) => {
    lane.truth.setStock('100', -2, 2)
    for (const id of ['1', '2']) await lane.hears('orders/create', order({ id: `100${id}`, lines: [{ id, units: 1 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ backordered: 1 }, { backordered: 1 }])

    lane.truth.setStock('100', 1, 2)
    const said = { stale: level('100', -2, { at: nine }), counted: level('100', 1, { at: ten }) }
    for (const copy of copies) await lane.hears('inventory_levels/update', copy === 'stale' ? said.stale : said.counted)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ covered: 1 }, { covered: 1 }])
    const [point] = await lane.query<{ available: number }>('select available from stock_point where shop_id = $1')
    expect(point?.available).toBe(1)
  })

  it('lets go of a cancelled order before it was ever heard of', async () => {
    const cancelled = order({ id: '1001', updated: ten, cancelled: ten, lines: [{ id: '1', units: 3, open: 0 }] })
    await lane.hears('orders/cancelled', cancelled)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(await lane.backorders()).toEqual([])
  })

  it('never revives a deleted order', async () => {
    lane.truth.setStock('100', -3, 3)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    lane.truth.setStock('100', -3, 0)
    await lane.hears('orders/delete', '{"id":1001}')
    await lane.hears('orders/updated', order({ id: '1001', updated: ten, lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ backordered: 0, state: 'cancelled' }])
  })

  it('finds an item of which the product is heard of only after the order', async () => {
    lane.truth.setStock('300', -1, 1)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', variant: '30', units: 1 }] }))
    await lane.hears('products/create', product('3', [{ variant: '30', item: '300' }]))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
  })

  it('keeps ids that no number of JavaScript can hold', async () => {
    const big = {
      order: '9223372036854775807',
      line: '18446744073709551615',
      variant: '820982911946154509',
      item: '9007199254740993',
    }
    lane.truth.setStock(big.item, -1, 1)
    await lane.hears('products/create', product('3', [{ variant: big.variant, item: big.item }]))
    await lane.hears(
      'orders/create',
      order({ id: big.order, lines: [{ id: big.line, variant: big.variant, units: 1 }] }),
    )
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: big.line }])
    const [stored] = await lane.query('select order_id, item_id from backorder where shop_id = $1')
    expect(stored).toEqual({ order_id: big.order, item_id: big.item })
  })
})

describe('events that name an order and nothing else', () => {
  const edit = '{"order_edit":{"id":7,"order_id":1001,"committed_at":"2026-03-02T10:00:00+00:00","line_items":{}}}'
  const raised = { id: '1', variant: '10', units: 4, open: 4 }

  beforeEach(async () => {
    lane.truth.setStock('100', -2, 2)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
    await lane.drains()
    lane.truth.setStock('100', -4, 4)
    lane.truth.setOrder({ id: '1001', updatedAt: '2026-03-02T10:00:00Z', lines: [raised] })
  })

  it('reads the order when the whole of it does not come in time', async () => {
    await lane.hears('orders/edited', edit)
    await lane.drains()
    expect(reads()).not.toContain('read-orders')
    await lane.waits(2)
    await lane.drains()
    expect(reads()).toContain('read-orders')
    expect(await lane.backorders()).toMatchObject([{ units: 4, backordered: 4 }])
  })

  it('reads nothing when the whole order came already, or comes in time', async () => {
    await lane.hears('orders/edited', edit)
    await lane.drains()
    await lane.hears('orders/updated', order({ id: '1001', updated: ten, lines: [{ id: '1', units: 4 }] }))
    await lane.hears('refunds/create', '{"id":8,"order_id":1001,"created_at":"2026-03-02T09:59:00+00:00"}')
    await lane.waits(5)
    await lane.drains()
    expect(reads()).not.toContain('read-orders')
    expect(await lane.backorders()).toMatchObject([{ units: 4, backordered: 4 }])
  })
})

describe('the undo table', () => {
  /** Shelf 2; A wants 2 first, B wants 3. */
  beforeEach(async () => {
    lane.truth.setStock('100', -3, 5)
    await lane.hears('orders/create', order({ id: '1001', at: nine, lines: [{ id: '1', units: 2 }] }))
    await lane.hears(
      'orders/create',
      order({ id: '1002', at: '2026-03-02T09:05:00+00:00', lines: [{ id: '2', units: 3 }] }),
    )
    await lane.drains()
  })
  const cancelA = () =>
    lane.hears('orders/cancelled', order({ id: '1001', updated: ten, cancelled: ten, lines: [{ id: '1', units: 0 }] }))

  it('hands on the units of a cancelled order that was restocked', async () => {
    expect(await lane.backorders()).toMatchObject([{ line: '2', covered: 0, backordered: 3 }])
    lane.truth.setStock('100', -1, 3)
    await cancelA()
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', covered: 2, backordered: 1 }])
  })

  it('hands on nothing of a cancelled order that was not restocked', async () => {
    lane.truth.setStock('100', -3, 3)
    await cancelA()
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', covered: 0, backordered: 3 }])
  })

  it('takes backordered units first from a line that was lowered', async () => {
    lane.truth.setStock('100', -2, 4)
    await lane.hears(
      'orders/updated',
      order({ id: '1002', at: '2026-03-02T09:05:00+00:00', updated: ten, lines: [{ id: '2', units: 2 }] }),
    )
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', units: 2, covered: 0, backordered: 2 }])
  })

  it('puts units back in their old place when a fulfillment is cancelled', async () => {
    lane.truth.setStock('100', -3, 3)
    await lane.hears(
      'orders/updated',
      order({ id: '1001', at: nine, updated: ten, lines: [{ id: '1', units: 2, open: 0 }] }),
    )
    await lane.drains()
    lane.truth.setStock('100', -3, 5)
    const later = '2026-03-02T11:00:00+00:00'
    await lane.hears('orders/updated', order({ id: '1001', at: nine, updated: later, lines: [{ id: '1', units: 2 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', covered: 0, backordered: 3 }])
  })

  it('keeps open demand of a deleted product on record', async () => {
    lane.truth.stock.delete('100')
    await lane.hears('products/delete', '{"id":1}')
    await lane.hears('inventory_items/delete', '{"id":100}')
    await lane.hears('inventory_levels/update', level('100', -3, { at: ten }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', covered: 0, backordered: 3, state: 'open' }])
  })
})
