import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { beginNewDays } from '../../../web/server/jobs/sweep.ts'
import { aFloor } from './a-lane.ts'
import { aSuppliedLane, type SuppliedLane } from './a-supplied-lane.ts'

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

it('nobody is told a day in the past: what is overdue is counted on for today, every day anew', async () => {
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
  const today = await lane.today()
  expect(await lane.promises()).toMatchObject([
    { line: '11', pegged: 5, ready: today },
    { line: '12', pegged: 1, ready: '2999-12-02' },
  ])
  expect(
    await lane.query(
      `select cause_kind as kind, cause ->> 'what' as what, (cause ->> 'number')::int as number, after ->> 'readyOn' as ready
         from ledger where shop_id = $1 order by ledger_id desc limit 1`,
    ),
  ).toEqual([{ kind: 'supplier-order', what: 'overdue', number, ready: today }])

  await beginNewDays(floor.db)
  expect(await lane.due()).toEqual([])
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

it('a shop that has left is left alone', async () => {
  await lane.orders([{ item: '100', units: 5, due: '2999-12-02' }])
  await lane.drains()
  await lane.query(`update arrival set due = ${yesterday} where shop_id = $1`)
  await lane.query('update shop set uninstalled_at = now() where shop_id = $1')
  await beginNewDays(floor.db)
  expect(await lane.due()).toEqual([])
})
