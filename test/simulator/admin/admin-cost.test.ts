import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { adminOperations } from '../../../scripts/admin-schema/admin-operations.ts'
import { actualCost, type Costing, requestedCost } from '../../../simulator/admin-api/cost.ts'
import { executeAdmin } from '../../../simulator/admin-api/execute-admin.ts'
import { leakyBucket } from '../../../simulator/admin-api/leaky-bucket.ts'
import { preparedDocuments } from '../../../simulator/admin-api/prepared-documents.ts'
import { aShop, surroundingsOf } from './admin-shop.ts'

const root = new URL('../../..', import.meta.url).pathname
const prepare = preparedDocuments()

function costOf(name: string, variables: Record<string, unknown>) {
  const text = adminOperations(root).find(({ file }) => file === `${name}.graphql`)?.text ?? ''
  const reply = executeAdmin(
    surroundingsOf(aShop('plus')),
    leakyBucket(() => 0),
    prepare(text),
    { variables, operationName: null },
  )
  const cost = reply.extensions?.cost
  return { requested: cost?.requestedQueryCost, actual: cost?.actualQueryCost, errors: reply.errors }
}

const items = (count: number) => Array.from({ length: count }, (_, n) => `gid://shopify/InventoryItem/${50 + n}`)

/** As far as the measured queries went: https://shopify.dev/docs/api/admin-graphql has the real one. */
const measuredSchema = buildSchema(`
  type Query { orders(first: Int): OrderConnection!  products(first: Int): ProductConnection! }
  type OrderConnection { nodes: [Order!]! }
  type Order { id: ID! customer: Thing shippingAddress: Thing app: Thing lineItems(first: Int): LineConnection! }
  type LineConnection { nodes: [Line!]! }
  type Line { id: ID! product: Thing variant: Thing }
  type ProductConnection { nodes: [Product!]! }
  type Product { id: ID! options: [Thing!]! variants(first: Int): VariantConnection! }
  type VariantConnection { nodes: [Thing!]! }
  type Thing { id: ID! }
`)

function measured(text: string): Costing {
  const operation = getOperationAST(parse(text))
  if (operation == null) throw new Error('no operation')
  return { schema: measuredSchema, operation, fragments: new Map(), variables: {} }
}

const fullOrders = `orders(first: 250) { nodes { id customer { id } shippingAddress { id } app { id }
  lineItems(first: 250) { nodes { id product { id } variant { id } } } } }`
const lines = (count: number) => ({ nodes: Array.from({ length: count }, (_, id) => ({ id })) })

describe('cost', () => {
  it.each([
    ['plain fields of 250 orders', '{ orders(first: 250) { nodes { id } } }', 13],
    ['their lines', '{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id } } } } }', 156],
    ['three objects on each order and two on each line', `{ ${fullOrders} }`, 431],
    ['the same twice in one query', `{ one: ${fullOrders} two: ${fullOrders} }`, 862],
    ['products', '{ products(first: 250) { nodes { id options { id } variants(first: 250) { nodes { id } } } } }', 167],
    ['one product', '{ products(first: 1) { nodes { id } } }', 3],
  ])('is what a real shop was measured to ask for %s', (_what, text, points) => {
    expect(requestedCost(measured(text))).toBe(points)
  })

  it('charges 35 of 156 points where 250 orders have a line or two each, as was measured', () => {
    const text = '{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id } } } } }'
    const orders = Array.from({ length: 250 }, (_, id) => ({ id, lineItems: lines(id % 2 === 0 ? 1 : 2) }))
    expect(actualCost(measured(text), { orders: { nodes: orders } })).toBe(35)
  })

  it('charges 46 of 167 points where most products have one variant, as was measured', () => {
    const text = '{ products(first: 250) { nodes { id options { id } variants(first: 250) { nodes { id } } } } }'
    const products = Array.from({ length: 250 }, (_, id) => ({
      id,
      options: [{ id }],
      variants: lines(id % 4 ? 1 : 2),
    }))
    expect(actualCost(measured(text), { products: { nodes: products } })).toBe(46)
  })

  it('is little for a long page, and less for what came back', () => {
    expect(costOf('read-locations', {})).toMatchObject({ requested: 20, actual: 3 })
  })

  it('counts a list of quantities once and unknown ids not at all', () => {
    // Asked: 10 items x (1 + 2 + one level with location and quantities). Got: item 50 with one level, item 51 with none.
    expect(costOf('read-stock', { ids: items(10), levels: 2 })).toMatchObject({ requested: 60, actual: 6 })
  })

  it('leaves room for 166 items of a shop with one location', () => {
    expect(costOf('read-stock', { ids: items(166), levels: 1 })).toMatchObject({ requested: 996, errors: undefined })
  })

  it('obeys @include and fragments', () => {
    const ids = ['gid://shopify/Order/820982911946154508']
    const pages = { lines: 10, fulfillmentOrders: 2, fulfillmentLines: 10 }
    expect(costOf('read-orders', { ids, routed: false, ...pages })).toMatchObject({ requested: 19, actual: 4 })
    expect(costOf('read-orders', { ids, routed: true, ...pages })).toMatchObject({ requested: 34, actual: 12 })
  })

  it('refuses a query of more than a thousand points without running it, and without telling of points', () => {
    const reply = costOf('read-stock', { ids: items(250), levels: 2 })
    expect(reply).toMatchObject({ requested: undefined, actual: undefined })
    expect(reply.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Query cost is 1500, which exceeds the single query max cost limit (1000)'),
      extensions: { code: 'MAX_COST_EXCEEDED', cost: 1500, maxCost: 1000 },
    })
  })
})

describe('throttling', () => {
  it('charges what came back, refuses what the bucket cannot pay for, and restores with time', () => {
    let now = 0
    const bucket = leakyBucket(() => now)
    const query = prepare('{ nodes(ids: ["gid://shopify/Location/1"]) { id } }')
    const ids = Array.from({ length: 250 }, (_, n) => `"gid://shopify/Location/${n === 0 ? 1 : 1000 + n}"`)
    const dear = prepare(`{ nodes(ids: [${ids}]) { id } }`)
    const run = (document: typeof query) =>
      executeAdmin(surroundingsOf(aShop()), bucket, document, { variables: {}, operationName: null })

    expect(run(query).extensions?.cost).toEqual({
      requestedQueryCost: 1,
      actualQueryCost: 1,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1999, restoreRate: 100 },
    })
    bucket.charge('standard', 1800)
    expect(run(dear)).toMatchObject({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: { requestedQueryCost: 250, actualQueryCost: null, throttleStatus: { currentlyAvailable: 199 } },
      },
    })
    expect(run(query).data).toEqual({ nodes: [{ id: 'gid://shopify/Location/1' }] })

    now += 1000
    expect(run(dear)).toMatchObject({
      data: { nodes: expect.arrayContaining([{ id: 'gid://shopify/Location/1' }, null]) },
      extensions: { cost: { actualQueryCost: 1, throttleStatus: { currentlyAvailable: 297 } } },
    })
    now += 60_000
    expect(bucket.status('standard').currentlyAvailable).toBe(2000)
  })

  it.each([
    ['standard', 100, 2000],
    ['advanced', 200, 4000],
    ['plus', 1000, 20000],
  ] as const)('gives a %s shop %d points a second', (plan, restoreRate, maximumAvailable) => {
    expect(leakyBucket(() => 0).status(plan)).toMatchObject({ restoreRate, maximumAvailable })
  })
})
