import { beforeEach, describe, expect, test } from 'vitest'
import { executeAdmin } from '../../../simulator/admin-api/execute-admin.ts'
import { leakyBucket } from '../../../simulator/admin-api/leaky-bucket.ts'
import { oldestReadableOrder } from '../../../simulator/admin-api/oldest-readable-order.ts'
import { preparedDocuments } from '../../../simulator/admin-api/prepared-documents.ts'
import { aMugShop, type ShopInMemory } from '../store/shop-in-memory.ts'
import { textOf } from './admin-caller.ts'
import { surroundingsOf } from './admin-shop.ts'

const prepare = preparedDocuments()
let floor: ShopInMemory

/** Five orders a minute apart; the first is cancelled, the second shipped, the third shipped in part, the fourth held. */
beforeEach(() => {
  floor = aMugShop()
  const order = { lines: [{ sku: 'MUG', units: 2 }] }
  for (let number = 1001; number <= 1005; number += 1) {
    floor.passes(60)
    floor.change('place-order', order)
  }
  floor.passes(60)
  floor.change('cancel-order', { order: '#1001', restock: true })
  floor.change('fulfil', { order: '#1002' })
  floor.change('fulfil', { order: '#1003', lines: [{ sku: 'MUG', units: 1 }] })
  floor.change('hold', { order: '#1004' })
})

function ask(text: string, variables: Record<string, unknown> = {}, ordersSince = '') {
  return executeAdmin(
    { ...surroundingsOf(floor.shop), ordersSince },
    leakyBucket(() => 0),
    prepare(text),
    { variables, operationName: null },
  )
}

type Page = { orders: { nodes: { id: string; name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }

function page(args: string, ordersSince = ''): Page['orders'] {
  const { data, errors } = ask(
    `{ orders(${args}) { nodes { id name } pageInfo { hasNextPage endCursor } } }`,
    {},
    ordersSince,
  )
  expect(errors).toBeUndefined()
  return (data as Page).orders
}

const names = (query: string, ordersSince = '') =>
  page(`first: 50, sortKey: CREATED_AT, query: ${JSON.stringify(query)}`, ordersSince)
    .nodes.map(({ name }) => name.slice(-1))
    .join('')

test.each([
  ['', '12345'],
  ['status:open', '2345'],
  ['status:cancelled', '1'],
  ['fulfillment_status:fulfilled', '2'],
  ['fulfillment_status:partial', '3'],
  ['fulfillment_status:on_hold', '4'],
  ['status:open fulfillment_status:unfulfilled', '5'],
  ['status:open AND fulfillment_status:unshipped,partial', '35'],
  ['fulfillment_status:partial OR status:cancelled', '13'],
  ['NOT status:cancelled AND NOT fulfillment_status:fulfilled', '345'],
  ['-status:cancelled (fulfillment_status:partial OR fulfillment_status:on_hold)', '34'],
  ["created_at:>='2026-11-20T08:03:00Z' created_at:<2026-11-20T08:05:00Z", '34'],
  ["updated_at:>'2026-11-20T08:05:00Z'", '1234'],
])('orders are found by %s', (query, expected) => {
  expect(names(query)).toBe(expected)
})

test('an order is found by its id and by what comes after it', () => {
  const [first] = page('first: 1, sortKey: ID').nodes
  const id = first?.id.split('/').at(-1)
  expect([names(`id:${id}`), names(`id:>${id}`)]).toEqual(['1', '2345'])
})

test.each([
  ['financial_status:paid', /the filter "financial_status" is unknown: teach it in .*order-filters\.ts/],
  ['fulfillment_status:request_declined', /teach it in .*order-filters\.ts/],
  ['mug', /only field:value is searched by/],
  ['updated_at:>yesterday', /is no date/],
  ['(status:open', /not closed/],
])('a search for %s is refused in words', (query, message) => {
  const { errors } = ask(`{ orders(first: 1, query: ${JSON.stringify(query)}) { nodes { id } } }`)
  expect(errors?.[0]?.message).toMatch(message)
})

describe('pages of orders', () => {
  test('follow each other, forwards and in reverse', () => {
    const first = page('first: 3, sortKey: UPDATED_AT')
    expect([first.nodes.map(({ name }) => name), first.pageInfo.hasNextPage]).toEqual([
      ['#1005', '#1001', '#1002'],
      true,
    ])
    const second = page(`first: 3, sortKey: UPDATED_AT, after: "${first.pageInfo.endCursor}"`)
    expect([second.nodes.map(({ name }) => name), second.pageInfo.hasNextPage]).toEqual([['#1003', '#1004'], false])
    expect(page('first: 2, sortKey: CREATED_AT, reverse: true').nodes.map(({ name }) => name)).toEqual([
      '#1005',
      '#1004',
    ])
  })

  test('go on where they were though the order before has moved to the end', () => {
    const { pageInfo } = page('first: 1, sortKey: UPDATED_AT')
    floor.passes(60)
    floor.change('fulfil', { order: '#1005' })
    const next = page(`first: 50, sortKey: UPDATED_AT, after: "${pageInfo.endCursor}"`)
    expect(next.nodes.map(({ name }) => name)).toEqual(['#1001', '#1002', '#1003', '#1004', '#1005'])
  })

  test('cost two points, and what one order costs for each doubling or so of their size', () => {
    const pages = { lines: 2, fulfillmentOrders: 2, fulfillmentLines: 2, routed: true }
    const { data, extensions, errors } = ask(textOf('search-orders'), {
      query: "updated_at:>='2026-11-20T08:06:00Z'",
      sortKey: 'UPDATED_AT',
      first: 10,
      ...pages,
    })
    expect(errors).toBeUndefined()
    expect((data as Page).orders.nodes.map(({ name }) => name)).toEqual(['#1001', '#1002', '#1003', '#1004'])
    // Four for a page of ten, one for pages of two. A line has variant, properties and selling plan, a fulfillment order place and location.
    expect(extensions?.cost.requestedQueryCost).toBe(2 + 4 * (1 + (2 + 4) + (2 + (3 + (2 + 2)))))
  })
})

describe('an order of more than sixty days ago', () => {
  const since = oldestReadableOrder(['read_orders'], Date.parse('2026-11-20T08:00:00Z'))
  const placeOld = () => floor.answer('place-order', { lines: [{ sku: 'MUG', units: 4 }], at: '2026-09-01T10:00:00Z' })

  test('is out of sight, however it is asked for', () => {
    const { orderId } = placeOld() as { orderId: string }
    expect(names('', since)).toBe('12345')
    expect(names('created_at:<2026-10-01', '')).toBe('6')
    expect(names('created_at:<2026-10-01', since)).toBe('')
    const byId = '{ order(id: "ID") { id } nodes(ids: ["ID"]) { id } }'.replaceAll('ID', orderId)
    expect(ask(byId, {}, since).data).toEqual({ order: null, nodes: [null] })
    expect(ask(byId).data).toEqual({ order: { id: orderId }, nodes: [{ id: orderId }] })
  })

  test('still owes its units and is still announced', () => {
    const before = floor.stock('MUG')
    const { events } = floor.change('place-order', { lines: [{ sku: 'MUG', units: 4 }], at: '2026-09-01T10:00:00Z' })
    expect(events.map(({ topic }) => topic)).toContain('orders/create')
    expect(floor.stock('MUG').committed - before.committed).toBe(4)
  })

  test('is seen by an app that may read all orders', () => {
    expect(oldestReadableOrder(['read_orders', 'read_all_orders'], 0)).toBe('')
  })
})
