import { describe, expect, it } from 'vitest'
import { adminOperations } from '../../scripts/admin-operations.ts'
import { executeAdmin } from '../../simulator/admin-api/execute-admin.ts'
import { leakyBucket } from '../../simulator/admin-api/leaky-bucket.ts'
import { preparedDocuments } from '../../simulator/admin-api/prepared-documents.ts'
import { aShop, surroundingsOf } from './admin-shop.ts'

const root = new URL('../..', import.meta.url).pathname
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

describe('cost', () => {
  it('is page size times child, and what came back afterwards', () => {
    expect(costOf('read-locations', {})).toMatchObject({ requested: 100, actual: 2 })
  })

  it('counts a list of quantities once and unknown ids not at all', () => {
    // Asked: 10 items x (1 + 2 levels x (level, location, quantities)). Got: item 50 with one level, item 51 with none.
    expect(costOf('read-stock', { ids: items(10), levels: 2 })).toMatchObject({ requested: 70, actual: 5 })
  })

  it('leaves room for 250 items of a shop with one location', () => {
    expect(costOf('read-stock', { ids: items(250), levels: 1 })).toMatchObject({ requested: 1000, errors: undefined })
  })

  it('obeys @include and fragments', () => {
    const ids = ['gid://shopify/Order/820982911946154508']
    const pages = { lines: 10, fulfillmentOrders: 2, fulfillmentLines: 10 }
    expect(costOf('read-orders', { ids, routed: false, ...pages })).toMatchObject({ requested: 31, actual: 4 })
    expect(costOf('read-orders', { ids, routed: true, ...pages })).toMatchObject({ requested: 77, actual: 16 })
  })

  it('refuses a query of more than a thousand points without running it', () => {
    const reply = costOf('read-stock', { ids: items(250), levels: 2 })
    expect(reply.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Query cost is 1750'),
      extensions: { code: 'MAX_COST_EXCEEDED', cost: 1750, maxCost: 1000 },
    })
  })
})

describe('throttling', () => {
  it('charges what came back, refuses what the bucket cannot pay for, and restores with time', () => {
    let now = 0
    const bucket = leakyBucket(() => now)
    const query = prepare('{ nodes(ids: ["gid://shopify/Location/1"]) { id } }')
    const dear = prepare('{ locations(first: 250) { nodes { id } } }')
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
      data: { locations: { nodes: [{ id: 'gid://shopify/Location/1' }] } },
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
