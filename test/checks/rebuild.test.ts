import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyRebuild, listDifferences, loadRebuild, startRebuild } from '../../web/checks/store/rebuild.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { ShopifyBusy } from '../../web/platform/errors.ts'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'
import { aSupplierOrder } from '../support/some-arrivals.ts'

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
  lane.truth.setStock('100', -3, 5)
  await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 2 }] }))
  await lane.hears('orders/create', order({ id: '1002', lines: [{ id: '2', units: 3 }] }))
  await lane.drains()
})

const inShop = <T>(work: Parameters<typeof withShopSql<T>>[2]) => withShopSql(floor.db, lane.shop, work)
const start = () => inShop((tx) => startRebuild(tx))
const found = () =>
  inShop(async (tx) => {
    const rebuild = await loadRebuild(tx)
    return { rebuild, ...(await listDifferences(tx, rebuild?.rebuildId ?? '0', null, 50)) }
  })

/** Somebody changed our numbers behind our back. */
const tamper = () =>
  lane.query(`update backorder set covered = 3, backordered = 0, pegged = 0, uncovered = 0, state = 'ready'
  where shop_id = $1 and line_id = '2'`)
const ledgerRows = async () => (await lane.query('select from ledger where shop_id = $1')).length

describe('a rebuild', () => {
  it('finds nothing where the plans are right', async () => {
    await start()
    await lane.drains()
    expect(await found()).toMatchObject({
      rebuild: { finishedAt: expect.any(String), expected: 1, done: 1, waiting: 0 },
      rows: [],
      total: 0,
    })
  })

  it('shows line, before and after, and changes nothing', async () => {
    await tamper()
    const before = [await lane.backorders(), await ledgerRows()]
    await start()
    await lane.drains()
    expect((await found()).rows).toMatchObject([
      {
        lineId: '2',
        orderName: '#1002',
        before: { covered: 3, backordered: 0, state: 'ready' },
        after: { covered: 0, backordered: 3, state: 'open' },
      },
    ])
    expect([await lane.backorders(), await ledgerRows()]).toEqual(before)
    expect(await lane.due()).toEqual([])
  })

  it('shows what news would change that never came', async () => {
    lane.truth.setStock('100', 0, 5)
    await start()
    await lane.drains()
    expect((await found()).rows).toMatchObject([{ lineId: '2', after: { covered: 3, state: 'ready' } }])
  })

  it('counts on what is still to come, and puts a lost plan of it right', async () => {
    const { arrivals } = await aSupplierOrder(floor.db, lane.shop, [{ item: '100', units: 2, due: '2999-12-02' }])
    await start()
    await lane.drains()
    const { rebuild, rows } = await found()
    expect(rows).toMatchObject([
      {
        lineId: '2',
        before: { pegged: 0, uncovered: 3, nextArrivalOn: null },
        after: { pegged: 2, uncovered: 1, readyOn: null, nextArrivalOn: '2999-12-02' },
      },
    ])
    await inShop((tx) => applyRebuild(tx, rebuild?.rebuildId ?? ''))
    await lane.drains()
    expect(await lane.query('select line_id, arrival_id::text, units from peg where shop_id = $1')).toEqual([
      { line_id: '2', arrival_id: arrivals[0], units: 2 },
    ])
  })

  it('leaves out an item of which news is on its way', async () => {
    lane.truth.setStock('100', -1, 3)
    await start()
    await lane.drains()
    expect(await found()).toMatchObject({ rebuild: { done: 1, waiting: 1 }, rows: [] })
  })

  it('goes on where Shopify was busy', async () => {
    const answer = lane.truth.answer.bind(lane.truth)
    lane.truth.answer = () => {
      throw new ShopifyBusy('throttled', { retryAfterMs: 500 })
    }
    await tamper()
    await start()
    await lane.drains()
    expect((await found()).rebuild).toMatchObject({ finishedAt: null, done: 0 })
    lane.truth.answer = answer
    await lane.drains()
    expect((await found()).total).toBe(1)
  })

  it('is one at a time, and takes the place of the one before', async () => {
    const first = await start()
    expect(await start()).toBe(first)
    await tamper()
    await Promise.all([lane.drains(), lane.drains(), lane.drains()])
    expect((await found()).total).toBe(1)
    const second = await start()
    expect(second).not.toBe(first)
    expect(await found()).toMatchObject({ rebuild: { rebuildId: second, finishedAt: null, done: 0 }, total: 0 })
  })
})

describe('applied, a rebuild', () => {
  const apply = (id: string) => inShop((tx) => applyRebuild(tx, id))

  it('writes exactly what it showed, with its cause in the ledger', async () => {
    await tamper()
    const id = await start()
    await lane.drains()
    const [shown] = (await found()).rows
    expect(await apply(id)).toBe(true)
    await lane.drains()
    const [entry] = await lane.query<{ kind: string; cause: { topic: string }; after: object }>(
      `select cause_kind as kind, cause, after from ledger where shop_id = $1 order by ledger_id desc limit 1`,
    )
    expect(entry).toMatchObject({ kind: 'reconcile', cause: { topic: 'rebuild' }, after: shown?.after })
    await start()
    await lane.drains()
    expect((await found()).total).toBe(0)
  })

  it('writes the newer truth where facts moved meanwhile', async () => {
    await tamper()
    const id = await start()
    await lane.drains()
    lane.truth.setStock('100', -2, 5)
    await lane.hears('inventory_levels/update', level('100', -2, { at: '2026-03-02T11:00:00+00:00' }))
    expect(await apply(id)).toBe(true)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '2', covered: 1, backordered: 2 }])
  })

  it('is applied once, when it is finished, and only by its own shop', async () => {
    await tamper()
    const id = await start()
    expect(await apply(id)).toBe(false)
    await lane.drains()
    const other = aLane(floor.db)
    expect(await withShopSql(floor.db, other.shop, (tx) => applyRebuild(tx, id))).toBe(false)
    expect([await apply(id), await apply(id)]).toEqual([true, false])
  })
})
