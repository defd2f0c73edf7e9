import { readFileSync } from 'node:fs'
import { buildSchema, introspectionFromSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { adminOperations, bulkQueries } from '../../../scripts/admin-schema/admin-operations.ts'
import { cutAdminSchema } from '../../../scripts/admin-schema/cut-admin-schema.ts'
import { type PublishedSchema, publishedAdminSchema } from '../../../scripts/admin-schema/published-admin-schema.ts'
import { checkOperations } from '../../../scripts/check/check-operations.ts'
import { scopeFaults } from '../../../scripts/guards/admin/scope-faults.ts'
import { readManifest } from '../../../simulator/manifest.ts'

const root = new URL('../../..', import.meta.url).pathname
const slice = readFileSync(new URL('../../../simulator/admin-api/schema.graphql', import.meta.url), 'utf8')

const manifest = readManifest(new URL('../../../shopify.app.toml', import.meta.url))

function publishedAs(text: string, marks: Partial<PublishedSchema> = {}): PublishedSchema {
  const introspection = introspectionFromSchema(buildSchema(text))
  return { introspection, protectedData: new Set(), idempotent: new Set(), scopes: new Map(), ...marks }
}

const readName = { file: 'read-name.graphql', text: 'query ReadName { order(id: "1") { name } }' }

describe('check-operations', () => {
  it('finds no fault with the operations and the slice as they are', () => {
    expect(
      checkOperations([...adminOperations(root), ...bulkQueries(root)], slice, publishedAdminSchema(root), manifest),
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
      manifest,
    )
    expect(faults).toEqual([
      expect.stringContaining('read-nothing.graphql: does not parse'),
      'read-colour.graphql: not in the simulator\'s slice: Cannot query field "colour" on type "Order".',
      'read-order.graphql: its operation is called Something, not ReadOrder',
    ])
  })

  describe('with what the reference says beside the schema', () => {
    const schema = `
      directive @access(anyOf: [String!]!) on OBJECT | FIELD_DEFINITION
      directive @protected on FIELD_DEFINITION
      type Order @access(anyOf: ["read_orders", "read_marketplace_orders"]) {
        name(style: Style, old: Int @deprecated(reason: "Say style.")): String
        email: String @protected
        number: Int @deprecated(reason: "Ask for name.")
        events: Int @access(anyOf: ["read_events"])
      }
      enum Style { LONG CURT @deprecated(reason: "Nobody is.") }
      type QueryRoot { order(id: ID!): Order }
      schema { query: QueryRoot }
    `
    const read = (fields: string, first = '') => ({
      file: 'read-name.graphql',
      text: `${first}query ReadName { order(id: "1") { ${fields} } }`,
    })
    const faultsOf = (operation: { file: string; text: string }, scopes: string[], optionalScopes: string[] = []) =>
      checkOperations([operation], schema, null, { scopes, optionalScopes }).map((fault) =>
        fault.replace('read-name.graphql: ', ''),
      )

    it('finds no fault with what the scopes open, and whoever may write may read', () => {
      expect(faultsOf(read('name'), ['read_orders'])).toEqual([])
      expect(faultsOf(read('name(style: LONG)'), ['write_orders'])).toEqual([])
    })

    it('refuses protected customer data', () => {
      expect(faultsOf(read('email'), ['read_orders'])).toEqual(['Order.email is protected customer data'])
    })

    it('refuses it in a fragment and under another name', () => {
      const fragment = { ...read('...Shown'), text: `${read('...Shown').text} fragment Shown on Order { name: email }` }
      expect(faultsOf(fragment, ['read_orders'])).toEqual(['Order.email is protected customer data'])
    })

    it('refuses what the scopes of the manifest do not open', () => {
      expect(faultsOf(read('name'), ['read_products'])).toEqual([
        'Order needs read_orders or read_marketplace_orders, which shopify.app.toml does not ask for',
      ])
      expect(faultsOf(read('events'), ['read_orders'])).toEqual([
        'Order.events needs read_events, which shopify.app.toml does not ask for',
      ])
    })

    it('wants an operation to say which optional scopes it takes, and no others', () => {
      const missing = 'its first line must be "# Only with read_events.": not every shop has granted that'
      expect(faultsOf(read('events'), ['read_orders'], ['read_events'])).toEqual([missing])
      expect(faultsOf(read('events', '# Only with read_orders.\n'), ['read_orders'], ['read_events'])).toEqual([
        missing,
      ])
      expect(faultsOf(read('events', '# Only with read_events.\n'), ['read_orders'], ['read_events'])).toEqual([])
      expect(faultsOf(read('name', '# Only with read_events.\n'), ['read_orders'], ['read_events'])).toEqual([
        'says that it takes read_events, and it does not',
      ])
    })

    it('refuses fields, arguments and values that are going away', () => {
      expect(faultsOf(read('number name(old: 1, style: CURT)'), ['read_orders'])).toEqual([
        'The field Order.number is deprecated. Ask for name.',
        'Field "Order.name" argument "old" is deprecated. Say style.',
        'The enum value "Style.CURT" is deprecated. Nobody is.',
      ])
    })
  })

  it('refuses a mutation that Shopify wants idempotent', () => {
    const schema = slice.replace('type Mutation {', 'type Mutation { refundCreate: Int')
    const file = 'refund.graphql'
    const fault = 'refund.graphql: refundCreate needs @idempotent(key: …): Shopify refuses it without'
    expect(checkOperations([{ file, text: 'mutation Refund { refundCreate }' }], schema, null, manifest)).toEqual([
      fault,
    ])
    const keyed = 'mutation Refund { refundCreate @idempotent(key: "a") }'
    expect(checkOperations([{ file, text: keyed }], schema, null, manifest)).toEqual([])
  })

  it('refuses a bulk query that Shopify would not run', () => {
    const lines = 'lineItems { edges { node { id } } }'
    const faultsOf = (text: string) =>
      checkOperations([{ file: 'bulk/orders.graphql', text: `query Orders { ${text} }` }], slice, null, manifest).map(
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
      checkOperations([], slice, publishedAs(published), manifest).map((fault) => fault.replace(/^.*?: /, '')),
    ).toEqual([
      "Shopify's FulfillmentOrderStatus has no value SCHEDULED",
      'InventoryItem.sku is Int at Shopify',
      'Shopify has no field LineItem.variantTitle',
      'QueryRoot.fulfillmentOrder lacks "version: String! = undefined"',
    ])
  })
})

describe('the scopes of the manifest', () => {
  const operations = [...adminOperations(root), ...bulkQueries(root)]
  const unneeded = ['write_customers', 'write_locations', 'read_assigned_fulfillment_orders']
  const everyScope = [...manifest.optionalScopes, ...unneeded, 'read_orders']
  const sources = new Map([['web/shop/asks.ts', everyScope.map((scope) => `'${scope}'`).join()]])
  const faultsOf = (change: Partial<typeof manifest>, asked = sources) =>
    scopeFaults({ ...manifest, ...change }, operations, buildSchema(slice), asked)

  it('are all used', () => {
    expect(faultsOf({})).toEqual([])
  })

  it.each([
    ['that nothing uses', ['write_customers'], 'write_customers is asked for and used by nothing'],
    ['that only opens more than is done', ['write_locations'], 'write_locations is asked for and used by nothing'],
    [
      'that only opens what another one opens',
      ['read_assigned_fulfillment_orders'],
      'read_assigned_fulfillment_orders is asked for and used by nothing',
    ],
    ['that is there twice', ['read_orders'], 'read_orders is asked for more than once'],
  ])('one %s is told', (_, scopes, fault) => {
    expect(faultsOf({ optionalScopes: [...manifest.optionalScopes, ...scopes] })).toEqual([
      `shopify.app.toml: ${fault}`,
    ])
  })

  it('are not asked for once the page and the metafields are gone that took them', () => {
    expect(faultsOf({ appProxy: null, metafieldOwners: ['variant'] })).toEqual([
      'shopify.app.toml: write_orders is asked for and used by nothing',
      'shopify.app.toml: write_app_proxy is asked for and used by nothing',
    ])
  })

  it('open what no field of the schema names them for: metafields, and the page in the storefront', () => {
    const without = ['write_orders', 'write_products', 'write_app_proxy']
    const optionalScopes = manifest.optionalScopes.filter((scope) => !without.includes(scope))
    expect(faultsOf({ optionalScopes }).sort()).toEqual([
      'shopify.app.toml: [app_proxy] needs write_app_proxy, which is not asked for',
      'shopify.app.toml: [order.metafields] needs write_orders, which is not asked for',
      'shopify.app.toml: [variant.metafields] needs write_products, which is not asked for',
    ])
  })

  it('are asked for by the app where they are optional', () => {
    const optionalScopes = [...new Set([...manifest.optionalScopes, 'read_all_orders'])]
    const others = optionalScopes.filter((scope) => scope !== 'read_all_orders')
    const asked = new Map([
      ['web/shop/asks.ts', others.map((scope) => `'${scope}'`).join()],
      ['docs/asks.md', "'read_all_orders'"],
    ])
    expect(faultsOf({ optionalScopes }, asked)).toEqual([
      'shopify.app.toml: read_all_orders is optional, and no room of web/ asks the merchant for it',
    ])
  })

  it('let Shopify send every topic', () => {
    const topic = { topic: 'returns/approve', uri: '/webhooks', includeFields: undefined, name: undefined }
    expect(faultsOf({ subscriptions: [...manifest.subscriptions, topic] })).toEqual([
      'shopify.app.toml: returns/approve: say in scripts/guards/admin/scope-faults.ts which scope lets Shopify send it',
    ])
    expect(faultsOf({ scopes: manifest.scopes.filter((scope) => scope !== 'read_fulfillments') })).toEqual([
      'shopify.app.toml: fulfillments/create needs read_fulfillments, which is not asked for',
      'shopify.app.toml: fulfillments/update needs read_fulfillments, which is not asked for',
    ])
  })
})

describe('cut-admin-schema', () => {
  it('keeps what operations reach, with its arguments whole and what the reference says of it, and nothing else', () => {
    const published = publishedAs(
      `
      schema { query: QueryRoot }
      directive @idempotent(key: String!) on FIELD
      interface Node { id: ID! }
      "An order" type Order implements Node { id: ID! name(style: Style = LONG, pad: Pad): String! email: String }
      type Customer implements Node { id: ID! }
      enum Style { LONG SHORT }
      input Pad { width: Int! }
      type QueryRoot { order(id: ID!): Order customer: Customer }
    `,
      {
        scopes: new Map([
          ['Order', ['read_orders']],
          ['Customer', ['read_customers']],
        ]),
        protectedData: new Set(['Order.name']),
      },
    )
    const cut = cutAdminSchema(published, [readName])
    expect(cut).toContain('type Order implements Node @access(anyOf: ["read_orders"]) {')
    expect(cut).toContain('name(pad: Pad, style: Style = LONG): String! @protected')
    expect(cut).toContain('input Pad {')
    expect(cut).toContain('directive @idempotent(key: String!) on FIELD')
    expect(cut).not.toMatch(/email|customer|An order/i)
    expect(cutAdminSchema(published, [readName])).toBe(cut)
  })
})
