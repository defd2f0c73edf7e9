import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drainShop } from '../../web/lane/drain-shop.ts'
import { readWhatCame } from '../../web/lane/read-native.ts'
import { nativeScopes } from '../../web/native/store/native-orders.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { ShopifyRefused } from '../../web/platform/errors.ts'
import type { OperationName } from '../../web/platform/shopify/operations.ts'
import { aFloor, aLane } from '../support/lane/a-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(() => floor.close())

const lastPage = { hasNextPage: false, endCursor: null }
const none = { nodes: [], pageInfo: lastPage }
const gid = (kind: string, id: number) => `gid://shopify/${kind}/${id}`

/** A shop whose merchant allowed it; what Shopify answers of its own orders is given by operation. */
async function aShop(
  answers: Partial<Record<OperationName, (variables: object) => unknown>>,
  scopes = nativeScopes.join(),
) {
  const lane = aLane(floor.db)
  await withShopSql(floor.db, lane.shop, (tx) =>
    tx.query('insert into shop (shop_id, scopes, details_read_at) values ($1, $2, now())', [scopes]),
  )
  const asked: OperationName[] = []
  const admin: typeof lane.services.admin = {
    ...lane.services.admin,
    run: async (shop, operation, variables, pace) => {
      const answer = answers[operation]
      if (answer === undefined) return await lane.services.admin.run(shop, operation, variables, pace)
      asked.push(operation)
      return answer(variables)
    },
  }
  const services = { ...lane.services, admin }
  return {
    ...lane,
    services,
    asked,
    drains: () => drainShop(services, lane.shop),
    arrivals: () =>
      lane.query(
        `select native_kind as kind, native_shipment as shipment, item_id as item, location_id as location, units,
                to_char(due, 'YYYY-MM-DD') as due
           from arrival where shop_id = $1 order by due nulls last, item_id, native_shipment desc`,
      ),
    state: async () =>
      (await lane.query('select trouble, due_at is null as "isOver" from native_reading where shop_id = $1'))[0],
  }
}

const item = (id: number) => ({ id: gid('InventoryItem', id) })
const line = (id: number, units: number) => ({
  id: gid('InventoryTransferLineItem', id),
  totalQuantity: units,
  inventoryItem: item(id),
})
const part = (id: number, units: number) => ({
  ...{ id: gid('InventoryShipmentLineItem', id), quantity: units, unreceivedQuantity: units, inventoryItem: item(id) },
  acceptedQuantity: 0,
})
const place = { location: { id: gid('Location', 5) } }
const more = { hasNextPage: true, endCursor: 'more' }
const aShipment = (id: number, lineItems: object, arrivesAt: string | null = null) => ({
  ...{ id: gid('InventoryShipment', id), name: `#T1-${id}`, status: 'IN_TRANSIT', tracking: { arrivesAt }, lineItems },
  dateShipped: null,
  dateReceived: null,
})
const aTransfer = (said: object = {}) => ({
  ...{ id: gid('InventoryTransfer', 1), name: '#T1', status: 'IN_PROGRESS', dateCreated: null, origin: null },
  ...{ destination: place, lineItems: { nodes: [line(1, 9)], pageInfo: lastPage }, shipments: none },
  ...said,
})
const listed = { inventoryTransfers: { nodes: [{ id: gid('InventoryTransfer', 1) }], pageInfo: lastPage } }
const noOrders = { inventoryPurchaseOrders: none }

describe('native orders', () => {
  it('are read to the end of every page', async () => {
    const shop = await aShop({
      'list-transfers': () => listed,
      'list-purchase-orders': () => noOrders,
      'read-transfers': () => ({
        nodes: [
          aTransfer({
            lineItems: { nodes: [line(1, 9)], pageInfo: more },
            shipments: { nodes: [aShipment(1, { nodes: [part(1, 2)], pageInfo: more })], pageInfo: more },
          }),
        ],
      }),
      'read-transfer-lines': () => ({ inventoryTransfer: { lineItems: { nodes: [line(2, 4)], pageInfo: lastPage } } }),
      'read-transfer-shipments': () => {
        const late = aShipment(2, { nodes: [part(1, 3)], pageInfo: lastPage }, '2026-12-05T02:00:00Z')
        return { inventoryTransfer: { shipments: { nodes: [late], pageInfo: lastPage } } }
      },
      'read-shipment-lines': () => ({ inventoryShipment: { lineItems: { nodes: [part(2, 1)], pageInfo: lastPage } } }),
    })
    await shop.query(`update shop set time_zone = 'America/New_York' where shop_id = $1`)
    await shop.drains()
    const transfer = { kind: 'transfer', location: '5' }
    expect(await shop.arrivals()).toEqual([
      // Two in the morning in London is still the day before in New York.
      { ...transfer, shipment: '2', item: '1', units: 3, due: '2026-12-04' },
      { ...transfer, shipment: '1', item: '1', units: 2, due: null },
      { ...transfer, shipment: '', item: '1', units: 4, due: null },
      { ...transfer, shipment: '1', item: '2', units: 1, due: null },
      { ...transfer, shipment: '', item: '2', units: 3, due: null },
    ])
    expect(await shop.state()).toEqual({ trouble: null, isOver: true })
  })

  it.each([
    ['refused', () => Promise.reject(new ShopifyRefused('no', { code: 'ACCESS_DENIED' })), 'ACCESS_DENIED'],
    ['answered with what nobody understands', () => ({ inventoryTransfers: 7 }), 'not-understood'],
  ])('that are %s wait, and nothing else waits for them', async (_how, answer, trouble) => {
    const shop = await aShop({ 'list-transfers': answer })
    await shop.hears('orders/create', 'no order at all')
    await shop.drains()
    await shop.drains()
    expect(shop.asked).toEqual(['list-transfers'])
    expect(await shop.state()).toEqual({ trouble, isOver: false })
    expect(await shop.deliveries()).toMatchObject([{ state: 'parked' }])
  })

  it.each(nativeScopes.map((scope) => [scope]))('are not asked for without %s', async (missing) => {
    const shop = await aShop(
      { 'list-transfers': () => listed },
      nativeScopes.filter((scope) => scope !== missing).join(),
    )
    await shop.hears('inventory_transfers/updated', { id: gid('InventoryTransfer', 1) })
    await shop.drains()
    expect(shop.asked).toEqual([])
  })

  it('are forgotten when Shopify has them no more, but not before it has said so', async () => {
    let nodes: unknown[] = [aTransfer()]
    const shop = await aShop({
      'list-transfers': () => listed,
      'list-purchase-orders': () => noOrders,
      'read-transfers': () => ({ nodes }),
    })
    await shop.drains()
    expect(await shop.arrivals()).toMatchObject([{ units: 9 }])
    nodes = [null]
    await shop.hears('inventory_shipments/update_tracking', {
      shipment_id: gid('InventoryShipment', 9),
      inventory_transfer_id: '1',
    })
    expect(await shop.arrivals()).toMatchObject([{ units: 9 }])
    await shop.drains()
    expect(await shop.arrivals()).toEqual([])
  })

  it('are all read where a shipment is told of that nobody knows, and one where it is known', async () => {
    const shipments = { nodes: [aShipment(1, { nodes: [part(1, 2)], pageInfo: lastPage })], pageInfo: lastPage }
    const shop = await aShop({
      'list-transfers': () => listed,
      'list-purchase-orders': () => noOrders,
      'read-transfers': () => ({ nodes: [aTransfer({ shipments })] }),
    })
    await shop.drains()
    const before = shop.asked.length
    await shop.hears('inventory_shipments/receive_items', { id: gid('InventoryShipment', 1) })
    await shop.drains()
    expect(shop.asked.slice(before)).toEqual(['read-transfers'])
    await shop.hears('inventory_shipments/delete', { id: gid('InventoryShipment', 77) })
    await shop.drains()
    expect(shop.asked.slice(before + 1)).toEqual(['list-transfers', 'list-purchase-orders', 'read-transfers'])
  })

  it('that were read because more is in stock are no lost news, for their own may be on its way', async () => {
    let nodes = [aTransfer()]
    const shop = await aShop({
      'list-transfers': () => listed,
      'list-purchase-orders': () => noOrders,
      'read-transfers': () => ({ nodes }),
    })
    await shop.drains()
    await shop.query(`insert into reconcile (shop_id, reason) values ($1, 'asked')`)
    nodes = [aTransfer({ lineItems: { nodes: [line(1, 4)], pageInfo: lastPage } })]
    const there = { available: 5, committed: 0, onHand: 5, changedAt: new Date().toISOString() }
    await readWhatCame(shop.services, shop.shop, [
      {
        itemId: '1',
        sku: null,
        tracked: true,
        changedAt: there.changedAt,
        points: [{ itemId: '1', locationId: '5', ...there }],
      },
    ])
    expect(await shop.arrivals()).toMatchObject([{ units: 4 }])
    expect(await shop.query('select name from reconcile_difference where shop_id = $1')).toEqual([])
  })
})
