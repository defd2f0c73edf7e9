import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { beginNewDays } from '../../web/app/sweep.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aSuppliedLane, type SuppliedLane } from '../support/lane/a-supplied-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: SuppliedLane
beforeEach(async () => {
  lane = await aSuppliedLane(floor.db)
  lane.truth.setStock('100', -5, 5)
  lane.truth.setStock('200', -1, 1)
  await lane.sells('1', [
    { line: '11', units: 5 },
    { line: '12', units: 1, item: '200' },
  ])
})

const yesterday = `(shop_day($1) - 1)`

it('nobody is told a day in the past, nor today: what is overdue is delayed until there is a new day', async () => {
  const { number } = await lane.orders([{ item: '100', units: 5, due: '2999-12-02' }])
  await lane.orders([{ item: '200', units: 1, due: '2999-12-02' }])
  await lane.drains()
  await lane.query(`update arrival set due = ${yesterday} where shop_id = $1 and item_id = '100'`)
  await lane.query(
    `update backorder set ready_on = ${yesterday}, next_arrival_on = ${yesterday} where shop_id = $1 and line_id = '11'`,
  )

  await beginNewDays(floor.db)
  expect(await lane.due()).toMatchObject([{ item_id: '100' }])
  await lane.drains()
  expect(await lane.promises()).toMatchObject([
    { line: '11', pegged: 5, ready: null },
    { line: '12', pegged: 1, ready: '2999-12-02' },
  ])
  expect(
    await lane.query(
      `select cause_kind as kind, cause ->> 'what' as what, (cause ->> 'number')::int as number, after ->> 'readyOn' as ready
         from ledger where shop_id = $1 order by ledger_id desc limit 1`,
    ),
  ).toEqual([{ kind: 'supplier-order', what: 'overdue', number, ready: null }])

  await beginNewDays(floor.db)
  expect(await lane.due()).toEqual([])
})

it('what is overdue is told with the day that those of the supplier came on that were later, every day anew', async () => {
  const { supplierOrderId } = await lane.orders([{ item: '100', units: 5, due: '2999-12-02' }])
  await lane.query(
    `with line as (select * from supplier_order_line where shop_id = $1 and supplier_order_id = $2::bigint),
          r as (insert into receipt (shop_id, supplier_id, location_id, key, state, confirmed_at)
                select $1, supplier_id, location_id, gen_random_uuid(), 'posted', now() - interval '20 days'
                  from supplier_order, generate_series(1, 6) where supplier_order.shop_id = $1 and supplier_order_id = $2::bigint
             returning receipt_id)
     insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted, due_on)
     select $1, receipt_id, supplier_order_line_id, supplier_order_id, item_id, 1,
            shop_day_of($1, now() - interval '20 days') - (row_number() over ())::int
       from r, line`,
    [supplierOrderId],
  )
  const lateBy = async (days: number) => {
    await lane.query(`update arrival set due = shop_day($1) - $2::int where shop_id = $1`, [days])
    await lane.query('update shop set day_begun = null where shop_id = $1')
    await beginNewDays(floor.db)
    await lane.drains()
    const [{ ready } = { ready: null }] = await lane.promises()
    return ready === null ? null : (Date.parse(ready) - Date.parse(await lane.today())) / 86_400_000
  }
  expect(await lateBy(0)).toBe(0)
  expect(await lateBy(1)).toBe(5)
  expect(await lateBy(5)).toBe(1)
  expect(await lateBy(6)).toBe(null)
})

it('the day begins where the shop is', async () => {
  await lane.orders([{ item: '100', units: 5, due: '2999-12-02' }])
  await lane.drains()
  const day = async (zone: string) => {
    await lane.query('update shop set time_zone = $2 where shop_id = $1', [zone])
    return Date.parse(await lane.today())
  }
  const apart = (await day('Pacific/Kiritimati')) - (await day('Pacific/Pago_Pago'))
  // 25 hours lie between the two.
  expect([1, 2]).toContain(apart / 86_400_000)
  expect(Math.abs((await day('Europe/Berlin')) - (await day('Mars/Olympus_Mons')))).toBeLessThanOrEqual(86_400_000)
})

it('a shop that moves to where it is still yesterday has nobody late before the day is over there', async () => {
  await lane.query(`update shop set time_zone = 'Pacific/Kiritimati' where shop_id = $1`)
  const kiritimati = await lane.today()
  await lane.orders([{ item: '100', units: 5, due: '2999-12-02' }])
  await lane.drains()
  await lane.query(`update arrival set due = shop_day($1) - 1 where shop_id = $1`)
  await beginNewDays(floor.db)
  await lane.drains()
  expect((await lane.promises())[0]).toMatchObject({ line: '11', ready: null })

  // There it is one or two days earlier, so that what was due yesterday is due today or tomorrow.
  lane.truth.timeZone = 'Pacific/Pago_Pago'
  await lane.query('update shop set details_read_at = null where shop_id = $1')
  await lane.drains()
  expect(Date.parse(await lane.today())).toBeLessThan(Date.parse(kiritimati))
  const due = new Date(Date.parse(kiritimati) - 86_400_000).toISOString().slice(0, 10)
  expect((await lane.promises())[0]).toMatchObject({ line: '11', ready: due })
  await beginNewDays(floor.db)
  expect(await lane.query('select day_begun = shop_day($1) as begun from shop where shop_id = $1')).toEqual([
    { begun: true },
  ])
})

it('a shop that has left is left alone', async () => {
  await lane.orders([{ item: '100', units: 5, due: '2999-12-02' }])
  await lane.drains()
  await lane.query(`update arrival set due = ${yesterday} where shop_id = $1`)
  await lane.query('update shop set uninstalled_at = now() where shop_id = $1')
  await beginNewDays(floor.db)
  expect(await lane.due()).toEqual([])
})
