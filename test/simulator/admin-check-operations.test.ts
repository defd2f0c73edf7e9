import { readFileSync } from 'node:fs'
import { buildSchema, introspectionFromSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { adminOperations, bulkQueries } from '../../scripts/admin-operations.ts'
import { checkOperations } from '../../scripts/check-operations.ts'
import { cutAdminSchema } from '../../scripts/cut-admin-schema.ts'
import { type PublishedSchema, publishedAdminSchema } from '../../scripts/published-admin-schema.ts'
import { readManifest } from '../../simulator/manifest.ts'

const root = new URL('../..', import.meta.url).pathname
const slice = readFileSync(new URL('../../simulator/admin-api/schema.graphql', import.meta.url), 'utf8')

const { scopes, optionalScopes } = readManifest(new URL('../../shopify.app.toml', import.meta.url))
const granted = [...scopes, ...optionalScopes]

function publishedAs(text: string, protectedData: string[] = []): PublishedSchema {
  const introspection = introspectionFromSchema(buildSchema(text))
  return {
    introspection,
    protectedData: new Set(protectedData),
    idempotent: new Set(),
    scopes: new Map([['Order', ['read_orders']]]),
  }
}

const readName = { file: 'read-name.graphql', text: 'query ReadName { order(id: "1") { name } }' }

describe('check-operations', () => {
  it('finds no fault with the operations and the slice as they are', () => {
    expect(
      checkOperations([...adminOperations(root), ...bulkQueries(root)], slice, publishedAdminSchema(root), granted),
    ).toEqual([])
  })

  it('names a file that does not parse, asks for an unknown field or is named otherwise', () => {
    const faults = checkOperations(
      [
        { file: 'read-nothing.graphql', text: 'query ReadNothing {' },
        { file: 'read-colour.graphql', text: 'query ReadColour { order(id: "1") { colour } }' },
        { file: 'read-order.graphql', text: 'query Something { order(id: "1") { id } }' },
      ],
      slice,
      null,
      granted,
    )
    expect(faults).toEqual([
      expect.stringContaining('read-nothing.graphql: does not parse'),
      'read-colour.graphql: not in the simulator\'s slice: Cannot query field "colour" on type "Order".',
      'read-order.graphql: its operation is called Something, not ReadOrder',
    ])
  })

  it('refuses protected customer data', () => {
    expect(checkOperations([readName], slice, publishedAs(slice, ['Order.name']), granted)).toEqual([
      'read-name.graphql: Order.name is protected customer data',
    ])
  })

  it('refuses what the scopes of the manifest do not open', () => {
    const fault = 'read-name.graphql: Order needs read_orders, which shopify.app.toml does not ask for'
    expect(checkOperations([readName], slice, publishedAs(slice), ['read_products'])).toEqual([fault])
    expect(checkOperations([readName], slice, publishedAs(slice), ['write_orders'])).toEqual([])
  })

  it('refuses a mutation that Shopify wants idempotent', () => {
    const schema = slice.replace('type Mutation {', 'type Mutation { refundCreate: Int')
    const file = 'refund.graphql'
    const fault = 'refund.graphql: refundCreate needs @idempotent(key: …): Shopify refuses it without'
    expect(checkOperations([{ file, text: 'mutation Refund { refundCreate }' }], schema, null, granted)).toEqual([
      fault,
    ])
    const keyed = 'mutation Refund { refundCreate @idempotent(key: "a") }'
    expect(checkOperations([{ file, text: keyed }], schema, null, granted)).toEqual([])
  })

  it('refuses a bulk query that Shopify would not run', () => {
    const lines = 'lineItems { edges { node { id } } }'
    const faultsOf = (text: string) =>
      checkOperations([{ file: 'bulk/orders.graphql', text: `query Orders { ${text} }` }], slice, null, granted).map(
        (fault) => fault.replace('bulk/orders.graphql: ', ''),
      )
    expect(faultsOf(`orders { edges { node { id ${lines} } } }`)).toEqual([])
    expect(faultsOf('order(id: "1") { id }')).toEqual(['a bulk query must contain at least one connection'])
    expect(faultsOf(`orders { edges { node { name ${lines} } } }`)).toEqual([
      'what /orders/lineItems belongs to must select its id, under that name',
    ])
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: ${lines}`).join(' ')
    expect(faultsOf(`orders { nodes { id ${many} } }`)).toEqual(['a bulk query may contain 5 connections, not 6'])
    const items = 'inventoryLevels { nodes { id } }'
    const variant = `variant { inventoryItem { ${items} } }`
    expect(
      faultsOf(
        `orders { nodes { id fulfillmentOrders { nodes { id lineItems { nodes { id lineItem { ${variant} } } } } } } }`,
      ),
    ).toEqual(['connections may be nested 2 levels deep'])
    expect(faultsOf('nodes(ids: []) { ... on Order { id lineItems { nodes { id } } } }')).toContain(
      'nodes cannot be read in bulk',
    )
  })

  it('tells where the slice no longer agrees with the published schema', () => {
    const published = slice
      .replace('  sku: String\n  tracked: Boolean!', '  sku: Int\n  tracked: Boolean!')
      .replace('  variantTitle: String\n', '')
      .replace('  SCHEDULED\n', '')
      .replace('fulfillmentOrder(id: ID!)', 'fulfillmentOrder(id: ID!, version: String!)')
    expect(
      checkOperations([], slice, publishedAs(published), granted).map((fault) => fault.replace(/^.*?: /, '')),
    ).toEqual([
      "Shopify's FulfillmentOrderStatus has no value SCHEDULED",
      'InventoryItem.sku is Int at Shopify',
      'Shopify has no field LineItem.variantTitle',
      'QueryRoot.fulfillmentOrder lacks "version: String! = undefined"',
    ])
  })
})

describe('cut-admin-schema', () => {
  it('keeps what operations reach, with its arguments whole, and nothing else', () => {
    const published = publishedAs(`
      schema { query: QueryRoot }
      directive @idempotent(key: String!) on FIELD
      interface Node { id: ID! }
      "An order" type Order implements Node { id: ID! name(style: Style = LONG, pad: Pad): String! email: String }
      type Customer implements Node { id: ID! }
      enum Style { LONG SHORT }
      input Pad { width: Int! }
      type QueryRoot { order(id: ID!): Order customer: Customer }
    `)
    const cut = cutAdminSchema(published.introspection, [readName])
    expect(cut).toContain('name(pad: Pad, style: Style = LONG): String!')
    expect(cut).toContain('input Pad {')
    expect(cut).toContain('directive @idempotent(key: String!) on FIELD')
    expect(cut).not.toMatch(/email|Customer|An order/)
    expect(cutAdminSchema(published.introspection, [readName])).toBe(cut)
  })
})
