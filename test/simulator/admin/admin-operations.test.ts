import { isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { adminOperations } from '../../../scripts/admin-schema/admin-operations.ts'
import { executeAdmin } from '../../../simulator/admin-api/execute-admin.ts'
import { leakyBucket } from '../../../simulator/admin-api/leaky-bucket.ts'
import { preparedDocuments } from '../../../simulator/admin-api/prepared-documents.ts'
import { resolverTable } from '../../../simulator/admin-api/resolvers/table.ts'
import { adminSchema } from '../../../simulator/admin-api/schema.ts'
import { aShop, surroundingsOf } from './admin-shop.ts'

const root = new URL('../../..', import.meta.url).pathname
const prepare = preparedDocuments()
const order = 'gid://shopify/Order/820982911946154508'
const item = 'gid://shopify/InventoryItem/50'

function ask(query: string, variables: Record<string, unknown> = {}, state = aShop()) {
  return executeAdmin(
    surroundingsOf(state),
    leakyBucket(() => 0),
    prepare(query),
    { variables, operationName: null },
  )
}

/** Runs an operation of the app by its file name. */
function run(name: string, variables: Record<string, unknown>, state = aShop()) {
  const text = adminOperations(root).find(({ file }) => file === `${name}.graphql`)?.text ?? ''
  const { data, errors } = ask(text, variables, state)
  expect(errors).toBeUndefined()
  return data
}

const lastPage = expect.objectContaining({ hasNextPage: false })

describe('the operations of the app', () => {
  it('read what the shop says of itself, and where its open locations are', () => {
    const formatted = ['34 Example Street', 'Ottawa ON K1N 5T5', 'Canada']
    expect(run('read-shop', {})).toEqual({
      currentAppInstallation: { app: { id: expect.stringMatching(/^gid:\/\/shopify\/App\/\d+$/) } },
      shop: {
        name: 'Mugs',
        contactEmail: 'owner@example.com',
        currencyCode: 'EUR',
        ianaTimezone: 'Europe/Berlin',
        shopAddress: { formatted },
      },
      locations: { nodes: [{ id: 'gid://shopify/Location/1', address: { formatted } }], pageInfo: lastPage },
    })
  })

  it('read every location, the closed one too, by name, and what each is to online orders', () => {
    const updatedAt = '2026-11-01T09:30:15Z'
    const fulfillmentService = { serviceName: 'Attic' }
    const store = { fulfillsOnlineOrders: false, isFulfillmentService: true, fulfillmentService }
    const ordinary = { fulfillsOnlineOrders: true, isFulfillmentService: false, fulfillmentService: null }
    expect(run('read-locations', {})).toEqual({
      locations: {
        nodes: [
          { id: 'gid://shopify/Location/2', name: 'Attic', isActive: false, updatedAt, ...store },
          { id: 'gid://shopify/Location/1', name: 'Harbour', isActive: true, updatedAt, ...ordinary },
        ],
        pageInfo: lastPage,
      },
    })
  })

  it('read stock where the item is stocked, negative when oversold, and null for an unknown item', () => {
    const gone = 'gid://shopify/InventoryItem/999'
    const updatedAt = '2026-11-01T09:30:15Z'
    expect(run('read-stock', { ids: [gone, item], levels: 4 })).toEqual({
      nodes: [
        null,
        {
          id: item,
          sku: 'MUG-B',
          tracked: true,
          updatedAt,
          inventoryLevels: {
            nodes: [
              {
                location: { id: 'gid://shopify/Location/1' },
                isActive: true,
                quantities: [
                  { name: 'available', quantity: -2, updatedAt },
                  { name: 'committed', quantity: 3, updatedAt },
                  { name: 'on_hand', quantity: 2, updatedAt },
                ],
              },
            ],
            pageInfo: lastPage,
          },
        },
      ],
    })
  })

  it('read the stock of one item page by page', () => {
    expect(run('read-stock-of-item', { id: item, after: null })).toMatchObject({
      inventoryItem: { id: item, inventoryLevels: { nodes: [{ isActive: true }], pageInfo: lastPage } },
    })
  })

  it('read orders without their routing in a shop with one location', () => {
    const pages = { lines: 10, fulfillmentOrders: 2, fulfillmentLines: 10 }
    const data = run('read-orders', { ids: [order], routed: false, ...pages })
    expect(data).toMatchObject({ nodes: [{ id: order, name: '#1001', cancelledAt: null }] })
    expect(JSON.stringify(data)).not.toContain('fulfillmentOrders')
  })

  it('read orders with lines, fulfillment orders of every status and where they are', () => {
    const pages = { lines: 10, fulfillmentOrders: 2, fulfillmentLines: 10 }
    expect(run('read-orders', { ids: [order], routed: true, ...pages })).toMatchObject({
      nodes: [
        {
          id: order,
          createdAt: '2026-11-01T09:30:15Z',
          lineItems: {
            nodes: [
              {
                id: 'gid://shopify/LineItem/70',
                currentQuantity: 3,
                unfulfilledQuantity: 3,
                variant: { id: 'gid://shopify/ProductVariant/40' },
              },
              { id: 'gid://shopify/LineItem/71', sku: null, variant: null },
            ],
          },
          fulfillmentOrders: {
            nodes: [
              {
                status: 'OPEN',
                assignedLocation: { location: { id: 'gid://shopify/Location/1' } },
                lineItems: { nodes: [{ remainingQuantity: 2, lineItem: { id: 'gid://shopify/LineItem/70' } }, {}] },
              },
              { status: 'CLOSED', assignedLocation: { location: { id: 'gid://shopify/Location/2' } } },
            ],
          },
        },
      ],
    })
  })

  it('read what a line is called, and what the cart wrote on it', () => {
    const state = aShop()
    const [known] = state.orders.values()
    const properties = [{ name: '_promise', value: '{}' }]
    if (known) state.orders.set(known.id, { ...known, lines: known.lines.map((line) => ({ ...line, properties })) })
    const { data } = ask(
      'query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { customAttributes { key value } } } } }',
      { id: order },
      state,
    )
    expect(data).toEqual({
      order: { lineItems: { nodes: [{ customAttributes: [{ key: '_promise', value: '{}' }] }] } },
    })
  })

  it('read further lines of an order and further fulfillment orders', () => {
    expect(run('read-order-lines', { id: order, after: null })).toMatchObject({
      order: { lineItems: { nodes: [{ title: 'Mug' }, { title: 'Mug' }] } },
    })
    expect(run('read-fulfillment-orders', { id: order, after: null })).toMatchObject({
      order: { fulfillmentOrders: { nodes: [{ status: 'OPEN' }, { status: 'CLOSED' }] } },
    })
    expect(run('read-fulfillment-order-lines', { id: 'gid://shopify/FulfillmentOrder/80', after: null })).toMatchObject(
      {
        fulfillmentOrder: { lineItems: { nodes: [{ totalQuantity: 2 }, { totalQuantity: 1 }] } },
      },
    )
  })

  it('read what was sent of orders, when and from where, cancelled parcels too', () => {
    const state = aShop()
    const [known] = state.orders.values()
    const sent = (id: string, status: 'success' | 'cancelled', quantity: number) => ({
      ...{ id, status, locationId: '1', createdAt: '2026-11-02T10:00:00.900Z', updatedAt: '2026-11-02T10:00:00.900Z' },
      ...{ dispatchId: id, lines: [{ fulfillmentOrderId: '80', lineId: '70', quantity }] },
    })
    const fulfillments = [sent('500', 'cancelled', 1), sent('501', 'success', 2)]
    if (known) state.orders.set(known.id, { ...known, fulfillments })
    const asked = run('read-fulfillments', { ids: [order], fulfillments: 5, lines: 10 }, state)
    const line = { id: 'gid://shopify/LineItem/70' }
    const parcel = (id: number, status: string, quantity: number) => ({
      ...{ id: `gid://shopify/Fulfillment/${id}`, status, createdAt: '2026-11-02T10:00:00Z' },
      location: { id: 'gid://shopify/Location/1' },
      fulfillmentLineItems: { nodes: [{ quantity, lineItem: line }], pageInfo: lastPage },
    })
    expect(asked).toMatchObject({
      nodes: [{ id: order, fulfillments: [parcel(500, 'CANCELLED', 1), parcel(501, 'SUCCESS', 2)] }],
    })
    expect(run('read-fulfillments', { ids: [order], fulfillments: 1, lines: 10 }, state)).toMatchObject({
      nodes: [{ fulfillments: [{ id: 'gid://shopify/Fulfillment/500' }] }],
    })
    expect(run('read-fulfillment-lines', { id: 'gid://shopify/Fulfillment/501', after: null }, state)).toMatchObject({
      fulfillment: { fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: line }] } },
    })
    expect(run('read-fulfillment-lines', { id: 'gid://shopify/Fulfillment/9', after: null }, state)).toEqual({
      fulfillment: null,
    })
  })

  it('read variants with their product and item', () => {
    expect(run('read-variants', { ids: ['gid://shopify/ProductVariant/40'] })).toMatchObject({
      nodes: [{ title: 'Blue', product: { title: 'Mug' }, inventoryItem: { id: item, tracked: true } }],
    })
  })
})

describe('the slice', () => {
  it('has a resolver for every field of every type', () => {
    const types = Object.values(adminSchema.getTypeMap()).filter((type) => !type.name.startsWith('__'))
    const answering = types
      .filter(isObjectType)
      .filter(({ name }) => !/(Connection|Edge|Payload|UserError|PageInfo)$/.test(name))
    const fields = answering.flatMap((type) =>
      Object.keys(type.getFields()).map((field) => ({ type: type.name, field })),
    )
    const missing = fields.filter(({ type, field }) => resolverTable[type]?.fields[field] === undefined)
    expect(missing).toEqual([])
    expect(fields.length).toBeGreaterThan(20)
  })

  it('refuses a field that Shopify has and the slice has not', () => {
    const { data, errors } = ask('{ order(id: "gid://shopify/Order/1") { email } }')
    expect(data).toBeUndefined()
    expect(errors?.[0]?.message).toBe('Cannot query field "email" on type "Order".')
  })

  it('names the file to edit when an argument is not honoured', () => {
    const { errors } = ask('{ locations(first: 1, reverse: true) { nodes { id } } }')
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('simulator/admin-api/resolvers/query-root.ts'),
      extensions: { code: 'NOT_IMPLEMENTED' },
    })
  })

  it('answers null for another kind of id and refuses one that is no id', () => {
    expect(ask(`{ order(id: "${item}") { id } }`).data).toEqual({ order: null })
    expect(ask('{ order(id: "12") { id } }').errors?.[0]?.message).toBe("Invalid global id '12'")
  })

  it('pages with cursors and wants a page size', () => {
    const query =
      'query($after: String) { locations(first: 1, after: $after, includeInactive: true) { nodes { name } pageInfo { hasNextPage endCursor } } }'
    const first = ask(query).data as { locations: { pageInfo: { endCursor: string } } }
    expect(first).toMatchObject({ locations: { nodes: [{ name: 'Attic' }], pageInfo: { hasNextPage: true } } })
    const second = ask(query, { after: first.locations.pageInfo.endCursor }).data
    expect(second).toMatchObject({ locations: { nodes: [{ name: 'Harbour' }], pageInfo: { hasNextPage: false } } })
    expect(ask('{ locations { nodes { name } } }').errors?.[0]?.message).toBe('you must provide one of first or last')
  })
})
