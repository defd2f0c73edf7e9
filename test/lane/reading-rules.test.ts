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
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
})

const reads = () => lane.calls.map((call) => call.operation)

describe('when a reading is needed', () => {
  it('asks nothing of Shopify for an order that stock is there for, in a shop with one location', async () => {
    await lane.hears('inventory_levels/update', level('100', 10))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(reads()).toEqual([])
    expect(await lane.backorders()).toEqual([])
    expect(await lane.due()).toEqual([])
  })

  it('reads an item that this line would take below zero', async () => {
    lane.truth.setStock('100', -1, 3)
    await lane.hears('inventory_levels/update', level('100', 2))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(reads()).toEqual(['read-locations', 'read-stock'])
    expect(await lane.backorders()).toMatchObject([{ line: '1', location: '1', units: 3, covered: 2, backordered: 1 }])
  })

  it('reads an item that the orders of one round take below zero together', async () => {
    lane.truth.setStock('100', -2, 12)
    await lane.hears('inventory_levels/update', level('100', 10))
    for (const id of ['1001', '1002', '1003']) {
      await lane.hears('orders/create', order({ id, lines: [{ id: `${id}1`, units: 4 }] }))
    }
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '10031', covered: 2, backordered: 2 }])
  })

  it('plans nothing for an item that is not tracked', async () => {
    await lane.hears('inventory_items/update', item('100', false, '2026-03-02T09:10:00+00:00'))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(reads()).not.toContain('read-stock')
    expect(await lane.backorders()).toEqual([])
  })

  it('keeps a line without an item, and never plans it', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', variant: null, units: 3 }] }))
    await lane.drains()
    expect(reads()).toEqual([])
    expect(await lane.query('select line_id from order_line where shop_id = $1')).toEqual([{ line_id: '1' }])
  })

  it('does not look into stock that is above zero where nothing is short', async () => {
    await lane.hears('inventory_levels/update', level('100', 5))
    await lane.hears('inventory_levels/update', level('100', 4))
    await lane.drains()
    expect(reads()).toEqual([])
  })

  it('looks into stock that is above zero where something is recorded as short', async () => {
    lane.truth.setStock('100', -1, 1)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ backordered: 1, state: 'open' }])
    lane.truth.setStock('100', 4, 1)
    await lane.hears('inventory_levels/update', level('100', 4))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ covered: 1, backordered: 0, state: 'ready' }])
  })

  it('looks into stock below zero, and finds the lines that were sold without stock', async () => {
    await lane.hears('inventory_levels/update', level('100', 50))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    lane.truth.setStock('100', -1, 3)
    await lane.hears('inventory_levels/update', level('100', -1, { at: '2026-03-02T10:00:00+00:00' }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ covered: 2, backordered: 1 }])
  })

  it('reads a variant that it never heard of, once, and then its item', async () => {
    lane.truth.variants.set('20', '200')
    lane.truth.setStock('200', -2, 2)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', variant: '20', units: 2 }] }))
    await lane.drains()
    expect(reads()).toEqual(['read-variants', 'read-locations', 'read-stock'])
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 2 }])
  })

  it('asks for 150 tight items in one call', async () => {
    const items = Array.from({ length: 150 }, (_, index) => String(5000 + index))
    for (const id of items) {
      lane.truth.variants.set(id, id)
      lane.truth.setStock(id, -1, 1)
    }
    await lane.hears(
      'products/create',
      product(
        '2',
        items.map((id) => ({ variant: id, item: id })),
      ),
    )
    await lane.hears(
      'orders/create',
      order({ id: '1001', lines: items.map((id) => ({ id: `9${id}`, variant: id, units: 1 })) }),
    )
    await lane.drains()
    expect(reads().filter((operation) => operation === 'read-stock')).toHaveLength(1)
    expect(await lane.backorders()).toHaveLength(150)
  })
})

describe('several locations', () => {
  beforeEach(() => {
    lane.truth.locations.set('2', 'Warehouse')
  })

  it('reads the fulfillment orders of orders with a tight item, and of no other', async () => {
    lane.truth.variants.set('20', '200')
    await lane.hears('products/create', product('2', [{ variant: '20', item: '200' }]))
    await lane.hears('inventory_levels/update', level('200', 50))
    lane.truth.setStock('100', -1, 1, '1')
    lane.truth.setStock('100', 5, 0, '2')
    const lines = [{ id: '1', variant: '10', units: 1, open: 1, location: '1' }]
    lane.truth.setOrder({ id: '1001', updatedAt: '2026-03-02T09:00:00Z', lines })
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.hears('orders/create', order({ id: '1002', lines: [{ id: '2', variant: '20', units: 1 }] }))
    await lane.drains()
    const asked = lane.calls.filter((call) => call.operation === 'read-orders').flatMap((call) => call.variables.ids)
    expect(asked).toEqual(['gid://shopify/Order/1001'])
    expect(await lane.backorders()).toMatchObject([{ line: '1', location: '1', backordered: 1 }])
    const ledger = await lane.query(
      `select cause_kind as kind, cause ->> 'topic' as topic from ledger where shop_id = $1`,
    )
    expect(ledger).toEqual([{ kind: 'delivery', topic: 'orders/create' }])
  })

  it('follows a line that moved to the location with stock', async () => {
    lane.truth.setStock('100', -1, 1, '1')
    lane.truth.setStock('100', 5, 0, '2')
    const line = { id: '1', variant: '10', units: 1, open: 1 }
    lane.truth.setOrder({ id: '1001', updatedAt: '2026-03-02T09:00:00Z', lines: [{ ...line, location: '1' }] })
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    lane.truth.setStock('100', 0, 0, '1')
    lane.truth.setStock('100', 4, 1, '2')
    lane.truth.setOrder({ id: '1001', updatedAt: '2026-03-02T09:05:00Z', lines: [{ ...line, location: '2' }] })
    await lane.hears('fulfillment_orders/moved', {
      original_fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/10011' },
      moved_fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/10012' },
    })
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ location: '1', backordered: 0, state: 'moved' }])
  })

  it('closes the record of a line that left from its location', async () => {
    lane.truth.setStock('100', -1, 1, '1')
    lane.truth.setStock('100', 5, 0, '2')
    const line = { id: '1', variant: '10', units: 1, open: 1, location: '1' }
    lane.truth.setOrder({ id: '1001', updatedAt: '2026-03-02T09:00:00Z', lines: [line] })
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    lane.truth.setStock('100', 0, 0, '1')
    const updated = '2026-03-02T09:30:00+00:00'
    await lane.hears('orders/updated', order({ id: '1001', updated, lines: [{ id: '1', units: 1, open: 0 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ location: '1', shipped: 1, backordered: 0, state: 'closed' }])
  })
})

describe('from reading to shelf', () => {
  it('plans at once when more is committed than it knows of: newer orders are on their way', async () => {
    lane.truth.setStock('100', -3, 5)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', covered: 2, backordered: 1 }])
    expect(await lane.due()).toEqual([])
  })

  it('keeps the plan when less is committed than it knows of, until the news arrives', async () => {
    lane.truth.setStock('100', -1, 3)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
    await lane.hears('orders/create', order({ id: '1002', lines: [{ id: '2', units: 1 }] }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', backordered: 1 }])

    // Order 1001 shipped: committed and on hand fell, and only the stock webhook of something else made us look.
    lane.truth.setStock('100', -1, 1)
    await lane.hears('inventory_levels/update', level('100', -1, { at: '2026-03-02T10:00:00+00:00' }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', backordered: 1 }])
    expect(await lane.due()).toMatchObject([{ item_id: '100', attempts: 1 }])

    const shipped = order({ id: '1001', updated: '2026-03-02T10:00:00+00:00', lines: [{ id: '1', units: 2, open: 0 }] })
    await lane.hears('orders/updated', shipped)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', backordered: 1, state: 'open' }])
    expect(await lane.due()).toEqual([])
  })

  it('waits twice as long every time', async () => {
    lane.truth.setStock('100', -1, 0)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
    const waits: number[] = []
    for (const seconds of [0, 2, 4, 8]) {
      await lane.waits(seconds)
      await lane.drains()
      const [mark] = await lane.query<{ wait: number }>(
        'select round(extract(epoch from due_at - now()))::int as wait from due_item where shop_id = $1',
      )
      waits.push(mark?.wait ?? 0)
    }
    expect(waits).toEqual([2, 4, 8, 16])
  })

  it('reads the orders again after a minute, and plans with the truth', async () => {
    lane.truth.setStock('100', -2, 1)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
    await lane.hears('orders/create', order({ id: '1002', lines: [{ id: '2', units: 1 }] }))
    await lane.drains()
    expect(await lane.backorders()).toEqual([])
    const cancelledAt = '2026-03-02T09:30:00Z'
    const line = { id: '1', variant: '10', units: 0, open: 0 }
    lane.truth.setOrder({ id: '1001', updatedAt: cancelledAt, cancelledAt, lines: [line] })
    lane.truth.setOrder({
      id: '1002',
      updatedAt: '2026-03-02T09:00:00Z',
      lines: [{ id: '2', variant: '10', units: 1, open: 1 }],
    })
    await lane.waits(61)
    await lane.drains()
    expect(reads()).toContain('read-orders')
    expect(await lane.backorders()).toMatchObject([{ line: '2', backordered: 1, state: 'open' }])
    expect(await lane.due()).toEqual([])
  })

  it('never promises stock that strangers own', async () => {
    lane.truth.setStock('100', -1, 6)
    await lane.hears('inventory_levels/update', level('100', 0))
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
    await lane.query('update stock_point set strangers = 4 where shop_id = $1', [])
    await lane.hears('inventory_levels/update', level('100', -1, { at: '2026-03-02T10:00:00+00:00' }))
    await lane.drains()
    await lane.query('update stock_point set strangers = 4 where shop_id = $1', [])
    await lane.hears('inventory_levels/update', level('100', -1, { at: '2026-03-02T10:00:01+00:00' }))
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', covered: 1, backordered: 1 }])
  })

  it('lets go of strangers who have left, once the orders were read again', async () => {
    lane.truth.setStock('100', -2, 4)
    await lane.hears('inventory_levels/update', level('100', 0))
    await lane.drains()
    await lane.query('update stock_point set strangers = 4 where shop_id = $1', [])
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 3 }] }))
    await lane.drains()
    expect(await lane.backorders()).toEqual([])
    lane.truth.setOrder({
      id: '1001',
      updatedAt: '2026-03-02T09:00:00Z',
      lines: [{ id: '1', variant: '10', units: 3, open: 3 }],
    })
    await lane.waits(61)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '1', covered: 1, backordered: 2 }])
    expect(await lane.query('select strangers from stock_point where shop_id = $1')).toEqual([{ strangers: 1 }])
  })
})
