import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetWhatIsOld } from '../../web/app/sweep.ts'
import { AccessLost, ShopifyBusy } from '../../web/platform/errors.ts'
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
  lane.truth.setStock('100', -1, 1)
})

const ten = '2026-03-02T10:00:00+00:00'

describe('deliveries that cannot be processed', () => {
  it('are parked with their reason, and hold up none of the others', async () => {
    await lane.hears('orders/create', '{ this is not JSON')
    await lane.hears('orders/create', '{"id":"abc","name":5}')
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    const parked = (await lane.deliveries()).filter((delivery) => delivery.state === 'parked')
    expect(parked).toHaveLength(2)
    expect(parked[0]?.reason).toMatch(/^not readable: /)
    expect(parked[1]?.reason).toMatch(/^not as its topic promises: .*id: /)
    expect(await lane.backorders()).toMatchObject([{ line: '1', backordered: 1 }])
  })

  it('keep their body, and no other does', async () => {
    await lane.hears('orders/create', '[]')
    await lane.drains()
    const rows = await lane.query<{ state: string; kept: boolean }>(
      'select state, body is not null as kept from delivery where shop_id = $1 order by sequence',
    )
    expect(rows).toEqual([
      { state: 'done', kept: false },
      { state: 'done', kept: false },
      { state: 'parked', kept: true },
    ])
  })

  it('survive text that no database column can hold', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1, title: 'M\u0000ug' }] }))
    await lane.drains()
    const [line] = await lane.query<{ title: string }>('select title from order_line where shop_id = $1')
    expect(line?.title).toBe('Mug')
  })

  it('are parked one by one when the database refuses what they say', async () => {
    // JavaScript knows a year zero, PostgreSQL does not.
    await lane.hears('orders/create', order({ id: '1001', at: '0000-01-01T00:00:00Z', lines: [] }))
    await lane.hears('orders/create', order({ id: '1002', lines: [{ id: '2', units: 1 }] }))
    await lane.drains()
    expect((await lane.deliveries()).map((delivery) => delivery.state)).toEqual(['done', 'done', 'parked', 'done'])
    expect(await lane.backorders()).toMatchObject([{ line: '2' }])
  })
})

describe('when Shopify does not answer', () => {
  it('keeps what is due, and goes on when it may', async () => {
    const answer = lane.truth.answer.bind(lane.truth)
    lane.truth.answer = () => {
      throw new ShopifyBusy('throttled', { retryAfterMs: 500 })
    }
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    expect(await lane.due()).toMatchObject([{ item_id: '100' }])
    lane.truth.answer = answer
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ backordered: 1 }])
    expect(await lane.due()).toEqual([])
  })

  it('waits for the merchant when access was lost, and records what comes in meanwhile', async () => {
    const answer = lane.truth.answer.bind(lane.truth)
    lane.truth.answer = () => {
      throw new AccessLost('uninstalled')
    }
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    expect((await lane.deliveries()).every((delivery) => delivery.state === 'done')).toBe(true)
    lane.truth.answer = answer
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ backordered: 1 }])
  })
})

describe('the ledger', () => {
  const ledger = () =>
    lane.query<{
      kind: string
      topic: string
      order: string | null
      before: { backordered: number } | null
      after: { backordered: number; state: string }
    }>(
      `select cause_kind as kind, cause->>'topic' as topic, cause->>'order' as order, before, after
         from ledger where shop_id = $1 order by ledger_id`,
    )

  it('names the order that was short, and what covered it', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    lane.truth.setStock('100', 9, 1)
    await lane.hears('inventory_levels/update', level('100', 9, { at: ten }))
    await lane.drains()
    expect(await ledger()).toMatchObject([
      {
        kind: 'delivery',
        topic: 'orders/create',
        order: '#1001',
        before: null,
        after: { backordered: 1, state: 'open' },
      },
      {
        topic: 'inventory_levels/update',
        order: null,
        before: { backordered: 1 },
        after: { backordered: 0, state: 'ready' },
      },
    ])
  })

  it('says that an order came in, though an update came with it', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.hears('orders/updated', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    expect(await ledger()).toMatchObject([{ topic: 'orders/create', order: '#1001' }])
  })

  it('says what was done to an order rather than that it was updated', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    lane.truth.setStock('100', -2, 2)
    await lane.hears('orders/updated', order({ id: '1001', updated: ten, lines: [{ id: '1', units: 2 }] }))
    await lane.hears('orders/edited', `{"order_edit":{"order_id":1001,"committed_at":"${ten}"}}`)
    await lane.drains()
    expect((await ledger()).at(-1)).toMatchObject({ topic: 'orders/edited', order: '#1001', after: { backordered: 2 } })
  })

  it("names the other customer's cancellation that freed the units", async () => {
    lane.truth.setStock('100', -2, 4)
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
    await lane.hears('orders/create', order({ id: '1002', lines: [{ id: '2', units: 2 }] }))
    await lane.drains()
    lane.truth.setStock('100', 0, 2)
    const cancelled = order({ id: '1001', updated: ten, cancelled: ten, lines: [{ id: '1', units: 0 }] })
    await lane.hears('orders/cancelled', cancelled)
    await lane.drains()
    expect((await ledger()).at(-1)).toMatchObject({
      topic: 'orders/cancelled',
      order: '#1001',
      after: { backordered: 0, state: 'ready' },
    })
  })

  it('is written once when a lane dies between reading and planning, and runs again', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    const answer = lane.truth.answer.bind(lane.truth)
    lane.truth.answer = (call) => {
      if (call.operation === 'read-stock') throw new Error('the process dies here')
      return answer(call)
    }
    await expect(lane.drains()).rejects.toThrow('the process dies here')
    lane.truth.answer = answer
    await Promise.all([lane.drains(), lane.drains(), lane.drains()])
    expect(await ledger()).toHaveLength(1)
    expect(await lane.backorders()).toMatchObject([{ backordered: 1 }])
  })
})

describe('deliveries that are over', () => {
  it('are forgotten after a week, and parked ones never', async () => {
    await lane.hears('orders/create', '[]')
    await lane.drains()
    await lane.query(`update delivery set settled_at = now() - interval '8 days' where shop_id = $1`)
    await lane.hears('inventory_levels/update', level('100', 3))
    await lane.drains()
    await forgetWhatIsOld(floor.db)
    expect((await lane.deliveries()).map((delivery) => delivery.state)).toEqual(['parked', 'done'])
  })
})

describe('a shop that leaves', () => {
  it('loses its tokens at once and its rows when Shopify asks for it', async () => {
    await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
    await lane.drains()
    await lane.query(`insert into session (shop_id, id, is_online, state) values ($1, 'offline', false, '')`)
    await lane.query(`update shop set installed_at = '2026-01-01' where shop_id = $1`)
    lane.truth.answer = () => {
      throw new AccessLost('Shopify does not accept the token')
    }
    await lane.hears('app/uninstalled', { id: 1, myshopify_domain: lane.shop })
    await lane.drains()
    expect(await lane.query('select from session where shop_id = $1')).toEqual([])
    expect(await lane.backorders()).toHaveLength(1)
    await lane.hears('shop/redact', { shop_id: 1, shop_domain: lane.shop })
    await lane.drains()
    await lane.query('update shop set erasure_due_at = now() where shop_id = $1')
    await lane.drains()
    const tables = await lane.query<{ name: string }>(
      `select table_name as name from information_schema.columns
        where column_name = 'shop_id' and table_schema = 'public' and $1 <> ''`,
    )
    expect(tables.length).toBeGreaterThan(12)
    for (const { name } of tables)
      expect(await lane.query(`select from "${name}" where shop_id = $1`), name).toEqual([])
  })
})
