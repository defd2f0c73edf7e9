import { afterEach, beforeEach, expect, test } from 'vitest'
import { anAdminCaller } from '../admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

let floor: SimulatorFloor
beforeEach(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 0 } }] })
  await floor.settle()
  floor.app.heard.splice(0)
})
afterEach(() => floor.close())

const grant = (...scopes: string[]) => floor.verb('change-scopes', { optional: scopes })
const scopes = [
  'read_inventory_transfers',
  'read_inventory_shipments',
  'read_inventory_shipments_received_items',
  'read_inventory_purchase_orders',
]
const pages = { lines: 1, shipments: 1, shipmentLines: 1 }

async function topics() {
  await floor.settle()
  const heard = floor.app.heard.splice(0).map(({ headers }) => String(headers['x-shopify-topic']))
  return heard.filter((topic) => /^inventory_(transfers|shipments)/.test(topic)).sort()
}

test('the app reads what there is, page by page, down to who a purchase order was placed with', async () => {
  const admin = await anAdminCaller(floor.simulator.url)
  await floor.verb('create-purchase-order', { supplier: 'Potter', items: [{ sku: 'MUG', units: 9 }] })
  await floor.verb('create-transfer', { items: [{ sku: 'MUG', units: 5 }], purchaseOrder: '#PO1' })
  await floor.verb('create-shipment', {
    transfer: '#T0001',
    items: [{ sku: 'MUG', units: 2 }],
    arrivesAt: '2026-12-04',
  })
  await floor.verb('create-shipment', { transfer: '#T0001', items: [{ sku: 'MUG', units: 1 }], inTransit: false })
  await floor.verb('receive-shipment', {
    shipment: '#T0001-1',
    items: [{ sku: 'MUG', accepted: 1 }],
  })

  const listed = await admin.run('list-transfers', { query: '(status:ready_to_ship) OR (status:in_progress)' })
  expect(listed.inventoryTransfers.nodes).toHaveLength(1)
  const [id] = listed.inventoryTransfers.nodes.map((node: { id: string }) => node.id)
  const { nodes } = await admin.run('read-transfers', { ids: [id], ...pages })
  expect(nodes).toMatchObject([
    {
      ...{ name: '#T0001', status: 'IN_PROGRESS', origin: null, destination: { location: { id: expect.any(String) } } },
      lineItems: { nodes: [{ totalQuantity: 5, inventoryItem: { id: expect.any(String) } }] },
      shipments: {
        nodes: [
          {
            status: 'PARTIALLY_RECEIVED',
            tracking: { arrivesAt: '2026-12-04T12:00:00Z' },
            dateShipped: expect.stringMatching(/Z$/),
            dateReceived: expect.stringMatching(/Z$/),
            lineItems: { nodes: [{ quantity: 2, acceptedQuantity: 1, unreceivedQuantity: 1 }] },
          },
        ],
        pageInfo: { hasNextPage: true },
      },
    },
  ])
  const after = nodes[0].shipments.pageInfo.endCursor
  const { inventoryTransfer } = await admin.run('read-transfer-shipments', { id, after })
  expect(inventoryTransfer.shipments.nodes).toMatchObject([
    { status: 'DRAFT', tracking: null, dateShipped: null, dateReceived: null },
  ])

  const orders = await admin.run('list-purchase-orders')
  expect(orders.inventoryPurchaseOrders.nodes).toMatchObject([{ status: 'ORDERED', archivedAt: null }])
  const orderIds = orders.inventoryPurchaseOrders.nodes.map((node: { id: string }) => node.id)
  expect((await admin.run('read-purchase-orders', { ids: orderIds, lines: 5, transfers: 5 })).nodes).toMatchObject([
    {
      origin: { supplier: { name: 'Potter' } },
      lineItems: { nodes: [{ totalQuantity: 9 }] },
      transfers: { nodes: [{ id }] },
    },
  ])
})

test('a bulk operation reads transfers with their lines', async () => {
  const admin = await anAdminCaller(floor.simulator.url)
  await floor.verb('create-transfer', { items: [{ sku: 'MUG', units: 5 }] })
  const query = '{ inventoryTransfers { nodes { id name lineItems { nodes { id totalQuantity } } } } }'
  const started = await admin.startBulk(query)
  expect(started.userErrors).toEqual([])
  await expect.poll(async () => (await admin.readBulk(started.bulkOperation.id)).status).toBe('COMPLETED')
  const { url } = await admin.readBulk(started.bulkOperation.id)
  const rows = (await (await fetch(url)).text()).trim().split('\n')
  expect(rows.map((row) => JSON.parse(row))).toMatchObject([{ name: '#T0001' }, { totalQuantity: 5 }])
})

test('of what the merchant did not allow the app is denied every field, and hears nothing', async () => {
  const admin = await anAdminCaller(floor.simulator.url)
  await grant()
  await floor.verb('create-transfer', { items: [{ sku: 'MUG', units: 5 }] })
  await floor.verb('create-shipment', { transfer: '#T0001' })
  expect(await topics()).toEqual([])
  const denied = [{ extensions: { code: 'ACCESS_DENIED' } }]
  const query = '{ inventoryTransfers(first: 1) { nodes { id } } }'
  expect((await admin.ask(query)).errors).toMatchObject(denied)
  expect((await admin.ask('{ inventoryPurchaseOrders(first: 1) { nodes { id } } }')).errors).toMatchObject(denied)

  await grant('read_inventory_transfers')
  await floor.verb('track-shipment', { shipment: '#T0001-1', arrivesAt: '2026-12-04' })
  expect(await topics()).toEqual(['inventory_transfers/updated'])
  expect((await admin.ask(query)).data.inventoryTransfers.nodes).toHaveLength(1)
  const shipments = '{ inventoryTransfers(first: 1) { nodes { shipments(first: 1) { nodes { id } } } } }'
  expect((await admin.ask(shipments)).errors).toMatchObject(denied)

  await grant(...scopes)
  await floor.verb('receive-shipment', { shipment: '#T0001-1' })
  expect(await topics()).toEqual([
    'inventory_shipments/receive_items',
    'inventory_transfers/complete',
    'inventory_transfers/updated',
  ])
})
