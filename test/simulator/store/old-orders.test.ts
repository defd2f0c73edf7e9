import { afterEach, beforeEach, expect, test } from 'vitest'
import { readManifest } from '../../../simulator/manifest.ts'
import { type AdminCaller, anAdminCaller } from '../admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

const { optionalScopes } = readManifest(new URL('../../../shopify.app.toml', import.meta.url))
let floor: SimulatorFloor
let admin: AdminCaller
let orderId: string
let fulfillmentOrderId: string

/** #1001 is 61 days old. */
beforeEach(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
  const at = new Date(Date.now() - 61 * 86_400_000).toISOString()
  const lines = [{ sku: 'MUG', units: 2 }]
  orderId = (await floor.verb('place-order', { lines, at })).body.orderId
  fulfillmentOrderId = (await floor.verb('hold', { order: '#1001' })).body.fulfillmentOrders[0]
  admin = await anAdminCaller(floor.simulator.url)
})
afterEach(() => floor.close())

async function node(id: string, fields: string) {
  const { data, errors } = await admin.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${fields} } }`, {
    ids: [id],
  })
  expect(errors).toBeUndefined()
  return data.nodes[0]
}
const order = () => node(orderId, 'Order { name }')
const fulfillmentOrder = () => node(fulfillmentOrderId, 'FulfillmentOrder { orderId status }')

test('an order of more than 60 days is shown to an app that its merchant lets read all orders, and to no other', async () => {
  expect(await order()).toBeNull()
  await floor.verb('change-scopes', { optional: ['read_all_orders'] })
  expect(await order()).toEqual({ name: '#1001' })
  await floor.verb('change-scopes', { optional: optionalScopes.filter((scope) => scope !== 'read_all_orders') })
  expect(await order()).toBeNull()
})

test('its fulfillment orders are shown by their ids, unless faults hide them as well', async () => {
  expect(await fulfillmentOrder()).toEqual({ orderId, status: 'ON_HOLD' })
  await floor.verb('faults', { admin: { hidesOldRouting: true } })
  expect(await fulfillmentOrder()).toBeNull()
  await floor.verb('change-scopes', { optional: ['read_all_orders'] })
  expect(await fulfillmentOrder()).toEqual({ orderId, status: 'ON_HOLD' })
})
