import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withoutShopper } from '../../web/mirror/webhooks/without-shopper.ts'
import { everythingOf } from '../app/isolation/filled-tables.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, order, product } from '../support/lane/payloads.ts'

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

const at = '2026-03-02T09:00:00.000Z'
const minute = (number: number) => at.replace(':00:00', `:0${number}:00`)
const told = JSON.stringify({ from: '2026-03-20', to: '2026-03-24', at: '2026-03-02T08:30:00.000Z' })

const title = 'A rather particular mug'

/** Two short, of an order whose name and title are found again wherever they are. */
async function isBought(): Promise<void> {
  lane.truth.setStock('100', -2, 2)
  const lines = [{ id: '11', units: 2, title, properties: [{ name: '_promise', value: told }] }]
  await lane.hears('orders/create', order({ id: '4711', at, lines }))
  await lane.drains()
}
async function isCancelled(): Promise<void> {
  lane.truth.setStock('100', 0, 0)
  await lane.hears(
    'orders/updated',
    order({ id: '4711', at, updated: minute(1), cancelled: minute(1), lines: [{ id: '11', units: 2, title }] }),
  )
  await lane.drains()
}
const asks = (topic: 'customers/redact' | 'customers/data_request', said: object) =>
  lane.hears(
    topic,
    withoutShopper(Buffer.from(JSON.stringify({ customer: { email: 'ada@example.com' }, ...said }))).toString(),
  )
const kept = async () =>
  Object.values(await everythingOf(floor.db.ownerUrl, lane.shop))
    .flat()
    .filter((row) => row.includes(title) || row.includes('#4711') || row.includes('2026-03-24'))
const plan = async () => (await lane.backorders()).map(({ units, backordered }) => [units, backordered])

describe('a shopper who asks to be forgotten', () => {
  it('is, in an order of which nothing is still to ship: its name, its lines and what was told, wherever they were', async () => {
    await isBought()
    await isCancelled()
    const before = await plan()
    await lane.query(
      `insert into reconcile_difference (shop_id, reconcile_id, thing, thing_id, name, cause)
       select $1, 1, thing, id, '#4711', 'drift' from (values ('order', '4711'), ('backorder', '11@1')) as found(thing, id) returning 1`,
    )
    await lane.query(
      `insert into rebuild_difference (shop_id, rebuild_id, item_id, line_id, location_id, order_name, title, after)
       values ($1, 1, '100', '11', '1', '#4711', $2, '{}') returning 1`,
      [title],
    )
    expect((await kept()).length).toBeGreaterThan(4)
    await asks('customers/redact', { orders_to_redact: [4711] })
    await lane.drains()
    expect(await kept()).toEqual([])
    expect(await plan()).toEqual(before)
    expect((await lane.query('select from ledger where shop_id = $1')).length).toBeGreaterThan(1)
  })

  it('is, in the ledgers of others who got what the order had, and in what is planned only after that', async () => {
    await isBought()
    const other = order({ id: '4712', at: minute(5), lines: [{ id: '12', units: 3, title: 'Mug' }] })
    lane.truth.setStock('100', -5, 5)
    await lane.hears('orders/create', other)
    await lane.drains()
    lane.truth.setStock('100', -1, 3)
    await lane.hears(
      'orders/updated',
      order({ id: '4711', at, updated: minute(6), cancelled: minute(6), lines: [{ id: '11', units: 2, title }] }),
    )
    await lane.drains()
    const others = () =>
      lane.query(
        `select cause->>'order' as name, cause->>'topic' as topic from ledger g
           join backorder b on b.shop_id = $1 and b.backorder_id = g.backorder_id
          where g.shop_id = $1 and b.order_id = '4712' order by ledger_id`,
      )
    expect(await others()).toEqual([
      { name: '#4712', topic: 'orders/create' },
      { name: '#4711', topic: 'orders/updated' },
    ])
    await asks('customers/redact', { orders_to_redact: [4711] })
    await lane.drains()
    expect(await kept()).toEqual([])

    const cause = { kind: 'delivery', topic: 'orders/updated', triggeredAt: at, orderId: '4711', order: '#4711' }
    lane.truth.setStock('100', 0, 3)
    await lane.query(
      `insert into due_item (shop_id, item_id, causes) values ($1, '100', $2::jsonb)
           on conflict (shop_id, item_id) do update set causes = excluded.causes`,
      [JSON.stringify([cause])],
    )
    await lane.drains()
    expect(await others()).toEqual([
      { name: '#4712', topic: 'orders/create' },
      { name: null, topic: 'orders/updated' },
      { name: null, topic: 'orders/updated' },
    ])
    expect(await kept()).toEqual([])
  })

  it('is forgotten in an open order once nothing of it is still to ship', async () => {
    await isBought()
    await asks('customers/redact', { orders_to_redact: [4711] })
    await lane.drains()
    expect(await plan()).toEqual([[2, 2]])
    expect((await kept()).length).toBeGreaterThan(2)
    await isCancelled()
    await queryAsOwner(floor.db.ownerUrl, 'select forget_closed_orders(null)')
    expect(await kept()).toEqual([])
  })

  it('is forgotten again when late news of the order tell its name anew', async () => {
    await isBought()
    await isCancelled()
    await asks('customers/redact', { orders_to_redact: [4711] })
    await lane.drains()
    await lane.hears(
      'orders/updated',
      order({ id: '4711', at, updated: minute(2), cancelled: minute(1), lines: [{ id: '11', units: 2, title }] }),
    )
    await lane.drains()
    await queryAsOwner(floor.db.ownerUrl, 'select forget_closed_orders(null)')
    expect(await kept()).toEqual([])
  })

  it('is heard although no order is known', async () => {
    await asks('customers/redact', { orders_to_redact: [77] })
    await asks('customers/redact', {})
    await lane.drains()
    expect(await lane.query('select topic, reason from delivery where shop_id = $1 and state <> $2', ['done'])).toEqual(
      [],
    )
  })
})

it.each([
  [
    'the ids alone',
    { customer: { email: 'ada@example.com' }, orders_to_redact: [820_982_911_946] },
    'orders_to_redact',
  ],
  [
    'no text in their place',
    { orders_to_redact: ['ada@example.com', { email: 'ada@example.com' }] },
    'orders_to_redact',
  ],
  ['nothing of what is no list', { orders_requested: 'ada@example.com' }, 'orders_requested'],
  ['the id of the request alone', { data_request: { id: 9999, by: 'ada@example.com' } }, 'data_request'],
  ['no text as its id', { data_request: { id: 'ada@example.com' } }, 'data_request'],
])('of a request are kept %s', (_, said, field) => {
  const body = withoutShopper(Buffer.from(JSON.stringify(said))).toString()
  expect(body).not.toContain('ada')
  expect(Object.keys(JSON.parse(body))).toEqual([field])
})
