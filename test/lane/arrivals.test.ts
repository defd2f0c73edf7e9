import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor } from '../support/lane/a-lane.ts'
import { aSuppliedLane, type SuppliedLane } from '../support/lane/a-supplied-lane.ts'
import { level } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: SuppliedLane
beforeEach(async () => {
  lane = await aSuppliedLane(floor.db)
})

const [week1, week2, week3] = ['2999-12-02', '2999-12-09', '2999-12-16']

describe('what is still to come serves who waits', () => {
  it('example 6: 5 in week 1 and 3 of 20 in week 3; ready in week 3, the first part in week 1', async () => {
    lane.truth.setStock('100', -8, 8)
    await lane.sells('1', [{ line: '11', units: 8 }])
    const { arrivals } = await lane.orders([
      { item: '100', units: 5, due: week1 },
      { item: '100', units: 20, due: week3 },
    ])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ pegged: 8, uncovered: 0, ready: week3, next: week1 }])
    expect(await lane.pegs()).toMatchObject([
      { arrival: arrivals[0], units: 5 },
      { arrival: arrivals[1], units: 3 },
    ])
  })

  it('example 3: first now; second 1 now and 2 on the day; third uncovered; the third first once it is ranked so', async () => {
    lane.truth.setStock('100', -5, 9)
    for (const order of ['1', '2', '3']) await lane.sells(order, [{ line: `${order}1`, units: 3 }])
    await lane.orders([{ item: '100', units: 2, due: week1 }])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([
      { line: '21', covered: 1, pegged: 2, ready: week1 },
      { line: '31', covered: 0, pegged: 0, uncovered: 3, ready: null },
    ])

    await lane.repegs((tx) => tx.query(`insert into line_wish (shop_id, line_id, rank) values ($1, '31', 1)`))
    await lane.drains()
    expect(await lane.promises()).toMatchObject([
      { line: '11', covered: 1, pegged: 2, ready: week1 },
      { line: '21', covered: 0, pegged: 0, uncovered: 3, ready: null },
      { line: '31', covered: 3, pegged: 0, uncovered: 0, ready: null },
    ])
  })

  it('D01: a delivery of 5 and a receipt of 2 leave 3 uncovered, and no day', async () => {
    lane.truth.setStock('100', -5, 5)
    await lane.sells('1', [{ line: '11', units: 5 }])
    await lane.orders([{ item: '100', units: 2, due: week1 }])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ pegged: 2, uncovered: 3, ready: null, next: week1 }])
  })

  it('D06: a receipt of far more than is wanted gives both lines its day', async () => {
    lane.truth.setStock('100', -30, 30)
    await lane.sells('1', [{ line: '11', units: 10 }])
    await lane.sells('2', [{ line: '21', units: 20 }])
    await lane.orders([{ item: '100', units: 300, due: week2 }])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([
      { line: '11', pegged: 10, ready: week2 },
      { line: '21', pegged: 20, ready: week2 },
    ])
  })

  it('D08, C18: the latest day that is used counts, and a draft serves nobody', async () => {
    lane.truth.setStock('100', -20, 20)
    await lane.sells('1', [{ line: '11', units: 20 }])
    await lane.orders([{ item: '100', units: 15, due: week1 }])
    await lane.orders([{ item: '100', units: 50, due: week3 }])
    await lane.orders([{ item: '100', units: 50, due: week2 }], 'draft')
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ pegged: 20, uncovered: 0, ready: week3, next: week1 }])
  })

  it('D13: 8 from the first and 2 from the second; other items are untouched', async () => {
    lane.truth.setStock('100', -10, 10)
    lane.truth.setStock('200', -1, 1)
    await lane.sells('1', [
      { line: '11', units: 10 },
      { line: '12', units: 1, item: '200' },
    ])
    const { arrivals } = await lane.orders([
      { item: '100', units: 8, due: week1 },
      { item: '100', units: 2, due: week2 },
    ])
    await lane.drains()
    expect(await lane.pegs()).toEqual([
      { line: '11', arrival: arrivals[0], units: 8 },
      { line: '11', arrival: arrivals[1], units: 2 },
    ])
    expect(await lane.promises()).toMatchObject([{ ready: week2 }, { line: '12', uncovered: 1, ready: null }])
  })

  it('an arrival without a day serves, but promises none', async () => {
    lane.truth.setStock('100', -5, 5)
    await lane.sells('1', [{ line: '11', units: 5 }])
    await lane.orders([
      { item: '100', units: 3, due: week1 },
      { item: '100', units: 9, due: null },
    ])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ pegged: 5, uncovered: 0, ready: null, next: week1 }])
  })

  it('an arrival at another location serves nobody here', async () => {
    lane.truth.setStock('100', -5, 5)
    await lane.sells('1', [{ line: '11', units: 5 }])
    await lane.orders([{ item: '100', units: 5, due: week1, location: '2' }])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ pegged: 0, uncovered: 5, ready: null }])
  })

  it('a pinned line is served first by its arrival, and the rest of it joins the queue', async () => {
    lane.truth.setStock('100', -6, 6)
    await lane.sells('1', [{ line: '11', units: 3 }])
    await lane.sells('2', [{ line: '21', units: 3 }])
    await lane.drains()
    const { arrivals } = await lane.orders([{ item: '100', units: 4, due: week1 }])
    await lane.repegs((tx) =>
      tx.query(`insert into line_wish (shop_id, line_id, pin) values ($1, '21', $2)`, [arrivals[0]]),
    )
    const pinned = [
      { line: '11', pegged: 1, uncovered: 2, ready: null },
      { line: '21', pegged: 3, uncovered: 0, ready: week1 },
    ]
    expect(await lane.promises()).toMatchObject(pinned)
    await lane.drains()
    expect(await lane.promises()).toMatchObject(pinned)
  })
})

describe('units that are held back', () => {
  const hold = (units: number) =>
    lane.query(`update stock_point set held_back = $2 where shop_id = $1 and item_id = '100'`, [units])

  it('example 8: of 100 received, 20 held back, the queue gets 80', async () => {
    lane.truth.setStock('100', -90, 90)
    await lane.sells('1', [{ line: '11', units: 90 }])
    await lane.drains()
    await hold(20)
    lane.truth.setStock('100', 10, 90)
    await lane.hears('inventory_levels/update', level('100', 10, { at: '2026-03-02T11:00:00+00:00' }))
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ line: '11', covered: 80, uncovered: 10 }])
  })

  it('an order that takes what is held back is short, although stock is there', async () => {
    lane.truth.setStock('100', 5, 0)
    await lane.hears('inventory_levels/update', level('100', 5))
    await lane.drains()
    await hold(4)
    lane.truth.setStock('100', 3, 2)
    await lane.sells('1', [{ line: '11', units: 2 }])
    await lane.drains()
    expect(await lane.promises()).toMatchObject([{ line: '11', covered: 1, uncovered: 1 }])
  })
})
