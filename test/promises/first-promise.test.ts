import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aShopToCompare, reconcile, at as shopAt } from '../checks/reconcile/a-shop-to-compare.ts'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, order, product } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const at = '2026-03-02T09:00:00.000Z'
const told = { from: '2027-12-01', to: '2027-12-09', at: '2026-03-02T08:30:00.000Z' }
const saying = (fields: object) => [
  { name: 'Engraving', value: 'For Ada' },
  { name: '_promise', value: JSON.stringify(fields) },
]
/** The minutes of a morning, in which an order changes. */
const minute = (number: number) => at.replace(':00:00', `:0${number}:00`)

let lane: Lane
beforeEach(async () => {
  lane = aLane(floor.db)
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  lane.truth.setStock('100', -2, 2)
})

type Told = { told_from: string | null; told_to: string | null; told_at: string | null }
const toldOf = async (line: string) =>
  (
    await lane.query<Told>(
      `select told_from::text, told_to::text, to_char(told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as told_at
         from order_line where shop_id = $1 and line_id = $2`,
      [line],
    )
  )[0]
const promised = async () =>
  (await lane.query<{ day: string | null }>('select first_promise::text as day from backorder where shop_id = $1')).map(
    ({ day }) => day,
  )
const columns = ({ from, to, at: toldAt }: { from: string | null; to: string | null; at: string | null }) => ({
  told_from: from,
  told_to: to,
  told_at: toldAt,
})

type News = { units?: number; updated?: string; properties?: ReturnType<typeof saying> }
const news = ({ units = 2, ...said }: News = {}) => {
  const { updated = at, properties } = said
  return order({ id: '1', at, updated, lines: [{ id: '11', units, ...(properties && { properties }) }] })
}

describe('the first promise of a line', () => {
  it('is the later day that the shopper was told', async () => {
    await lane.hears('orders/create', news({ properties: saying(told) }))
    await lane.drains()
    expect(await toldOf('11')).toEqual(columns(told))
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('is the earlier one where the shopper was told no other', async () => {
    await lane.hears('orders/create', news({ properties: saying({ ...told, to: null }) }))
    await lane.drains()
    expect(await promised()).toEqual(['2027-12-01'])
  })

  it.each([
    ['nothing', undefined],
    ['no day', saying({ from: null, to: null, at })],
    ['something that our cart never wrote', saying({ ...told, to: 'tomorrow' })],
    ['a day of long ago', saying({ ...told, from: '2020-01-01', to: '2020-01-02' })],
    ['a day of another age', saying({ ...told, to: '2999-12-09' })],
    ['it after the order', saying({ ...told, at: '2026-03-02T10:00:00.000Z' })],
  ])('is none where the shopper was told %s, whatever is planned', async (_, properties) => {
    await lane.hears('orders/create', news(properties && { properties }))
    await lane.drains()
    expect(await promised()).toEqual([null])
  })

  it('stays when the order is edited, and when later news say nothing of it', async () => {
    await lane.hears('orders/create', news({ properties: saying(told) }))
    await lane.drains()
    lane.truth.setStock('100', -3, 3)
    await lane.hears('orders/updated', news({ units: 3, updated: minute(1) }))
    await lane.drains()
    expect(await toldOf('11')).toEqual(columns(told))
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('is of the day that the order has in the shop, not in Greenwich', async () => {
    await lane.query(`update shop set time_zone = 'Pacific/Honolulu' where shop_id = $1`)
    await lane.hears('orders/create', news({ properties: saying({ ...told, from: '2026-03-01' }) }))
    await lane.drains()
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('stays none where the shopper cannot have been told, whatever is shown when later news come', async () => {
    await lane.query(
      `insert into storefront_promise (shop_id, variant_id, item_id, state, from_day, to_day, written, write_due)
       values ($1, '10', '100', 'backorder', '2027-12-01', '2027-12-09', $2, false)`,
      [JSON.stringify({ from: '2027-12-01', to: '2027-12-09', at: told.at })],
    )
    await lane.hears('orders/create', news({ properties: saying({ ...told, to: '2027-12-02' }) }))
    await lane.drains()
    await lane.query(`update storefront_promise set written = null where shop_id = $1`)
    await lane.hears('orders/updated', news({ updated: minute(1), properties: saying({ ...told, to: '2027-12-02' }) }))
    await lane.drains()
    expect(await toldOf('11')).toEqual(columns({ from: null, to: null, at: null }))
    expect(await promised()).toEqual([null])
    expect(await lane.query('select told_doubted from order_line where shop_id = $1')).toEqual([{ told_doubted: true }])
  })

  it('stays when later news tell something else', async () => {
    await lane.hears('orders/create', news({ properties: saying(told) }))
    await lane.drains()
    await lane.hears('orders/updated', news({ updated: minute(1), properties: saying({ ...told, to: '2027-12-31' }) }))
    await lane.drains()
    expect(await toldOf('11')).toEqual(columns(told))
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('stays through a refund, after which the order is read', async () => {
    await lane.hears('orders/create', news({ properties: saying(told) }))
    await lane.drains()
    lane.truth.setStock('100', -1, 1)
    lane.truth.setOrder({ id: '1', updatedAt: minute(2), lines: [{ id: '11', variant: '10', units: 1, open: 1 }] })
    await lane.hears('refunds/create', `{"id":5,"order_id":1,"created_at":"${minute(2)}"}`)
    await lane.drains()
    await lane.waits(5)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '11', units: 1 }])
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('is the same in whatever order the news arrive', async () => {
    await lane.hears('orders/updated', news({ units: 3, updated: minute(1), properties: saying(told) }))
    await lane.hears('orders/create', news({ properties: saying(told) }))
    lane.truth.setStock('100', -3, 3)
    await lane.drains()
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('is put right where the shopper’s word is only heard of afterwards', async () => {
    await lane.hears('orders/create', news())
    await lane.drains()
    expect(await promised()).toEqual([null])
    await lane.hears('orders/updated', news({ updated: minute(1), properties: saying(told) }))
    await lane.drains()
    expect(await toldOf('11')).toEqual(columns(told))
    expect(await promised()).toEqual(['2027-12-09'])
  })

  it('is read with the order where a webhook was lost', async () => {
    const lines = [{ id: '11', variant: '10', units: 2, open: 2, properties: saying(told) }]
    lane.truth.setOrder({ id: '1', createdAt: at, updatedAt: minute(3), lines })
    await lane.hears('orders/create', news())
    await lane.hears('orders/edited', `{"order_edit":{"order_id":1,"committed_at":"${minute(3)}"}}`)
    await lane.drains()
    await lane.waits(5)
    await lane.drains()
    expect(await toldOf('11')).toEqual(columns(told))
    expect(await promised()).toEqual(['2027-12-09'])
  })
})

it('a reconcile learns what was told, and calls it no difference', async () => {
  lane = await aShopToCompare(floor.db)
  const lines = [{ id: '1', variant: '10', units: 1, open: 1, location: '1', properties: saying(told) }]
  lane.truth.setOrder({ id: '1001', createdAt: shopAt, updatedAt: shopAt, lines })
  expect(await reconcile(lane)).toEqual([])
  expect(await toldOf('1')).toEqual(columns(told))
})
