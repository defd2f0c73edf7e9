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

const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00+00:00`
const reads = (operation: string) => lane.calls.filter((call) => call.operation === operation).length

async function isOrdered(id: string, units: number, minute: number): Promise<void> {
  const line = { id: `${id}1`, variant: '10', units, open: units }
  lane.truth.setOrder({ id, createdAt: at(minute), updatedAt: at(minute), lines: [line] })
  await lane.hears('orders/create', order({ id, at: at(minute), lines: [{ id: `${id}1`, units }] }))
}

const open = async () => (await lane.backorders()).map(({ line, backordered }) => [line, backordered])
const unclaimed = async () => {
  const [point] = await lane.query<{ units: number }>(
    'select unclaimed::int as units from stock_point where shop_id = $1',
  )
  const lines = await lane.query<{ line: string; units: number }>(
    'select line_id as line, unclaimed as units from order_line where shop_id = $1 and unclaimed > 0 order by 1',
  )
  return { units: point?.units, lines: lines.map(({ line, units }) => [line, units]) }
}

describe('orders that took no stock', () => {
  /** 2 are on the shelf, none of them sold as far as Shopify counts, and 6 are owed. */
  async function confirmed(): Promise<void> {
    lane.truth.setStock('100', 2, 0)
    await lane.hears('inventory_levels/update', level('100', 2))
    await isOrdered('1001', 6, 1)
    await lane.drains()
    expect(await lane.backorders()).toEqual([])
    await lane.waits(61)
    await lane.drains()
  }

  it('are found at the first look that more is owed than there is, though no stock moved, and count once confirmed', async () => {
    await confirmed()
    expect(await open()).toEqual([['10011', 4]])
    expect(await unclaimed()).toEqual({ units: 6, lines: [['10011', 6]] })
    expect(await lane.due()).toEqual([])
  })

  it('are found by units that add up, each of which there is enough for', async () => {
    lane.truth.setStock('100', 2, 0)
    await lane.hears('inventory_levels/update', level('100', 2))
    for (const [id, minute] of [
      ['1001', 1],
      ['1002', 2],
      ['1003', 3],
    ] as const) {
      await isOrdered(id, 1, minute)
      await lane.drains()
    }
    await lane.waits(61)
    await lane.drains()
    expect(await open()).toEqual([['10031', 1]])
  })

  it('are waited for once: the next order and stock that comes are planned at once', async () => {
    await confirmed()
    lane.truth.setStock('100', -1, 3)
    await isOrdered('1002', 3, 5)
    await lane.drains()
    expect(await open()).toEqual([
      ['10011', 4],
      ['10021', 3],
    ])
    lane.truth.setStock('100', 4, 3)
    await lane.hears('inventory_levels/update', level('100', 4, { at: at(6) }))
    await lane.drains()
    expect(await open()).toEqual([
      ['10011', 0],
      ['10021', 2],
    ])
    expect(await lane.due()).toEqual([])
  })

  it('are not read again when more of them come, and only the new ones are waited for', async () => {
    await confirmed()
    const before = reads('read-orders')
    await isOrdered('1002', 3, 5)
    await lane.drains()
    expect(await open()).toEqual([['10011', 4]])
    await lane.waits(61)
    await lane.drains()
    expect(await open()).toEqual([
      ['10011', 4],
      ['10021', 3],
    ])
    const asked = lane.calls.filter((call) => call.operation === 'read-orders').slice(before)
    expect(asked.flatMap((call) => call.variables.ids)).toEqual(['gid://shopify/Order/1002'])
  })

  it('are fewer when they ship or are cancelled, and the next order waits for nothing', async () => {
    await confirmed()
    await lane.hears(
      'orders/updated',
      order({ id: '1001', updated: at(4), lines: [{ id: '10011', units: 6, open: 0 }] }),
    )
    lane.truth.setStock('100', -4, 0)
    await lane.hears('inventory_levels/update', level('100', -4, { at: at(4) }))
    await lane.drains()
    expect(await unclaimed()).toEqual({ units: 0, lines: [] })
    lane.truth.setStock('100', -6, 2)
    await isOrdered('1002', 2, 5)
    await lane.drains()
    expect((await lane.backorders()).at(-1)).toMatchObject({ line: '10021', backordered: 2 })
    expect(await lane.due()).toEqual([])
  })

  it('are taken back a minute after a cancellation shows that there are none, although nothing more is told', async () => {
    lane.truth.setStock('100', -8, 10)
    await lane.hears('inventory_levels/update', level('100', -8))
    await isOrdered('1001', 4, 1)
    await isOrdered('1002', 6, 2)
    await lane.drains()

    // What is committed has no more of what was cancelled, and no order tells of that for as long as is waited.
    lane.truth.setStock('100', -4, 6)
    await lane.hears('inventory_levels/update', level('100', -4, { at: at(4) }))
    await lane.drains()
    await lane.waits(61)
    await lane.drains()
    expect(await unclaimed()).toEqual({ units: 4, lines: [['10021', 4]] })

    const line = { id: '10011', variant: '10', units: 4, open: 0 }
    lane.truth.setOrder({ id: '1001', createdAt: at(1), updatedAt: at(5), lines: [line] })
    await lane.hears(
      'orders/updated',
      order({ id: '1001', at: at(1), updated: at(5), cancelled: at(5), lines: [line] }),
    )
    await lane.drains()
    await lane.waits(61)
    await lane.drains()
    expect((await unclaimed()).lines).toEqual([])
    expect(await lane.due()).toEqual([])
  })

  it('still have units that shipped unheard waited for', async () => {
    await confirmed()
    lane.truth.setStock('100', -1, 3)
    await isOrdered('1002', 3, 5)
    await lane.drains()
    lane.truth.setStock('100', -1, 1)
    await lane.hears('inventory_levels/update', level('100', -1, { at: at(6) }))
    await lane.drains()
    expect(await open()).toEqual([
      ['10011', 4],
      ['10021', 3],
    ])
    expect(await lane.due()).toMatchObject([{ item_id: '100', attempts: 1 }])
  })

  it('are left out of the queue by the rule of the shop, and only they are', async () => {
    await confirmed()
    lane.truth.setStock('100', -1, 3)
    await isOrdered('1002', 3, 5)
    await lane.drains()
    await lane.query('update shop set counts_unclaimed = false where shop_id = $1')
    await lane.hears('inventory_levels/update', level('100', -1, { at: at(7) }))
    await lane.drains()
    expect(await open()).toEqual([
      ['10011', 0],
      ['10021', 1],
    ])
  })
})

describe('units without a place', () => {
  it('are waited for once, and others of the item are planned meanwhile', async () => {
    lane.truth.locations.set('2', 'Warehouse')
    lane.truth.setStock('100', -1, 1, '1')
    lane.truth.setStock('100', 5, 0, '2')
    // The order is owed by a place that Shopify does not name any more.
    const lost = { id: '1', variant: '10', units: 2, open: 2, location: '9' }
    lane.truth.setOrder({ id: '1001', updatedAt: at(1), lines: [lost] })
    await lane.hears('orders/create', order({ id: '1001', at: at(1), lines: [{ id: '1', units: 2 }] }))
    const here = { id: '2', variant: '10', units: 1, open: 1, location: '1' }
    lane.truth.setOrder({ id: '1002', updatedAt: at(2), lines: [here] })
    await lane.hears('orders/create', order({ id: '1002', at: at(2), lines: [{ id: '2', units: 1 }] }))
    await lane.drains()
    expect(await lane.backorders()).toEqual([])
    await lane.waits(61)
    await lane.drains()
    expect((await lane.backorders()).filter(({ location }) => location === '1')).toMatchObject([
      { line: '2', backordered: 1 },
    ])

    lane.truth.setStock('100', -3, 3, '1')
    lane.truth.setOrder({ id: '1003', updatedAt: at(3), lines: [{ ...here, id: '3', units: 2, open: 2 }] })
    await lane.hears('orders/create', order({ id: '1003', at: at(3), lines: [{ id: '3', units: 2 }] }))
    await lane.drains()
    expect((await lane.backorders()).at(-1)).toMatchObject({ line: '3', backordered: 2 })
    expect(await lane.due()).toEqual([])
  })
})
