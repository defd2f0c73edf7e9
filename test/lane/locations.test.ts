import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { level } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(() => floor.close())

let lane: Lane
beforeEach(() => {
  lane = aLane(floor.db)
})

const updated = (minute: number) =>
  `{"id":1,"name":"Shop location","active":true,"updated_at":"2026-03-02T10:0${minute}:00+00:00"}`
const timesRead = () => lane.calls.filter(({ operation }) => operation === 'read-locations').length
const known = () =>
  lane.query(
    'select name, fulfils_online as "isOnline", is_service as "isService" from location where shop_id = $1 order by 1',
  )
/** As the sweep finds them, whichever shop's tests run beside. */
const isFound = async () => {
  const { rows } = await floor.db.pool.query(
    'select shop from shops_with_touched_locations() as shop where shop = $1',
    [lane.shop],
  )
  return rows.length > 0
}

describe('the locations of a shop', () => {
  it('are read after each of their webhooks, which do not say what they are to online orders, and not otherwise', async () => {
    await lane.hears('locations/create', updated(1))
    await lane.drains()
    expect(timesRead()).toBe(1)
    expect(await known()).toEqual([{ name: 'Shop location', isOnline: true, isService: false }])

    lane.truth.roles.set('1', { fulfillsOnlineOrders: false, isFulfillmentService: true })
    await lane.hears('inventory_levels/update', level('100', 5))
    await lane.drains()
    expect(timesRead()).toBe(1)
    await lane.hears('locations/update', updated(2))
    await lane.drains()
    expect(timesRead()).toBe(2)
    expect(await known()).toEqual([{ name: 'Shop location', isOnline: false, isService: true }])
  })

  it('have what is stocked there promised anew once they are something else to online orders', async () => {
    await lane.hears('locations/create', updated(1))
    await lane.hears('inventory_levels/update', level('100', 5))
    await lane.drains()
    await lane.query('delete from promise_due where shop_id = $1')
    await lane.hears('locations/update', updated(2))
    await lane.drains()
    expect(await lane.query('select item_id from promise_due where shop_id = $1')).toEqual([])
    lane.truth.roles.set('1', { fulfillsOnlineOrders: false, isFulfillmentService: false })
    await lane.hears('locations/update', updated(3))
    await lane.drains()
    expect(await lane.query('select item_id as item from promise_due where shop_id = $1')).toEqual([{ item: '100' }])
  })

  it('are found by the sweep until they were read', async () => {
    await lane.hears('locations/create', updated(1))
    await lane.drains()
    await lane.query(
      `insert into session (shop_id, id, is_online, state, scope, access_token) values ($1, 'offline', false, '', '', '')`,
    )
    expect(await isFound()).toBe(false)
    await lane.query('update shop set locations_touched_at = now() where shop_id = $1')
    expect(await isFound()).toBe(true)
    await lane.drains()
    expect(await isFound()).toBe(false)
  })
})
