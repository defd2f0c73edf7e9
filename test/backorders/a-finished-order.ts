import { forgetOldOrders } from '../../web/app/sweep.ts'
import { everythingOf } from '../app/isolation/filled-tables.ts'
import { asOwner } from '../support/database/database.ts'
import { type aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'

type Floor = Awaited<ReturnType<typeof aFloor>>

/** The lane of a shop that sells a mug. Of others there is no order, for those of all shops leave at once. */
export async function aMugShop({ db }: Floor): Promise<Lane> {
  await asOwner(
    db.ownerUrl,
    'truncate shop_order, order_line, backorder, backorder_count, ledger, supplier_order, supplier_order_line',
  )
  const lane = aLane(db)
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  return lane
}

export const at = '2026-03-02T09:00:00.000Z'
export const later = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()
export const title = 'A rather particular mug'
const told = JSON.stringify({ from: '2026-03-20', to: '2026-03-24', at: '2026-03-02T08:30:00.000Z' })
const lines = (open: number) => [{ id: '11', units: 2, open, title, properties: [{ name: '_promise', value: told }] }]

export const hearsOrder = (lane: Lane, open: number, updated: string) =>
  lane.hears('orders/updated', order({ id: '4711', at, updated, lines: lines(open) }), updated)

/** Short of both units, then in stock, then shipped. */
export async function isShipped(lane: Lane): Promise<void> {
  lane.truth.setStock('100', -2, 2)
  await hearsOrder(lane, 2, at)
  await lane.drains()
  lane.truth.setStock('100', 0, 2)
  await lane.hears('inventory_levels/update', level('100', 0, { at: later(1) }), later(1))
  await lane.drains()
  lane.truth.setStock('100', 0, 0)
  await hearsOrder(lane, 0, later(2))
  await lane.drains()
}

/** As if all that is known were so many days older. */
export async function age(lane: Lane, days: number): Promise<void> {
  const moment = 'now() - make_interval(days => $2)'
  await lane.query(
    `update shop_order set ordered_at = ${moment}, changed_at = ${moment}, heard_at = ${moment} where shop_id = $1`,
    [days],
  )
  await lane.query(`update backorder set changed_at = ${moment} where shop_id = $1`, [days])
}
export const forget = ({ db }: Floor) => forgetOldOrders(db)
export const everything = ['backorder', 'ledger', 'order_line', 'shop_order']
export const rowsOf = async (lane: Lane, tables: readonly string[]) => {
  const counted = tables.map((table) => `select '${table}' as name from ${table} where shop_id = $1`)
  const rows = await lane.query<{ name: string }>(`${counted.join(' union ')} order by name`)
  return rows.map(({ name }) => name)
}
/** Of these tables, the ones with rows that name the order or what was in it. */
export const kept = async (lane: Lane) => {
  const naming = everything.map(
    (table) => `select '${table}' as name from ${table} t where shop_id = $1 and t::text ~ $2`,
  )
  const rows = await lane.query<{ name: string }>(`${naming.join(' union ')} order by name`, [`${title}|#4711`])
  return rows.map(({ name }) => name)
}
export const isNamedAnywhere = async ({ db }: Floor, lane: Lane) => {
  const { delivery: _, ...tables } = await everythingOf(db.ownerUrl, lane.shop)
  return Object.values(tables).some((rows) => rows.some((row) => row.includes(title) || row.includes('#4711')))
}
export const records = (lane: Lane) => lane.query('select backorder_id from backorder where shop_id = $1')
export const counts = (lane: Lane) =>
  lane.query('select state, lines from backorder_count where shop_id = $1 and lines <> 0')
