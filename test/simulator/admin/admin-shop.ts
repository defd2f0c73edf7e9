import { faultless } from '../../../simulator/admin-api/admin-faults.ts'
import type { AdminContext, AdminState } from '../../../simulator/admin-api/resolvers/resolver.ts'
import type { FulfillmentOrder, Item, Level, Location, Order, OrderLine } from '../../../simulator/store/state.ts'

const at = '2026-11-01T09:30:15.250Z'

/** A shop with two locations, two mugs and one order of three mugs that two locations share. */
export function aShop(plan: AdminState['plan'] = 'standard'): AdminState {
  const harbour = location('1', 'Harbour')
  const attic = { ...location('2', 'Attic'), active: false, fulfillsOnlineOrders: false, isFulfillmentService: true }
  const order = anOrder()
  return {
    plan,
    name: 'Mugs',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    locations: new Map([harbour, attic].map((one) => [one.id, one])),
    products: new Map([
      [
        '30',
        {
          id: '30',
          title: 'Mug',
          handle: 'mug',
          vendor: 'Potter',
          tags: [],
          variantIds: ['40'],
          imageUrl: null,
          createdAt: at,
          updatedAt: at,
        },
      ],
    ]),
    variants: new Map([
      [
        '40',
        {
          id: '40',
          productId: '30',
          itemId: '50',
          title: 'Blue',
          sku: 'MUG-B',
          price: '9.50',
          barcode: null,
          policy: 'CONTINUE',
          createdAt: at,
          updatedAt: at,
        },
      ],
    ]),
    items: new Map([item('50', 'MUG-B'), item('51', '')].map((one) => [one.id, one])),
    levels: new Map(
      [level('60', '1', -2, 3), level('61', '2', 4, 0, false)].map((one) => [`50@${one.locationId}`, one]),
    ),
    orders: new Map([[order.id, order]]),
    fulfillmentOrders: new Map(fulfillmentOrders().map((one) => [one.id, one])),
    bulkOperations: new Map(),
    metafields: new Map(),
    transfers: new Map(),
    shipments: new Map(),
    purchaseOrders: new Map(),
    faults: faultless,
  }
}

/** What the Admin API needs to answer about the shop: its orders are all young enough. */
export function surroundingsOf(state: AdminState): Omit<AdminContext, 'bulk' | 'idempotencyKey'> {
  return {
    state,
    scopes: [],
    ordersSince: '',
    hidesOldRouting: false,
    startBulk: () => ({ bulkOperation: null, userErrors: [] }),
    bulkAddress: () => '',
    adjustQuantities: () => ({ adjustment: null, faults: [] }),
    defineMetafield: () => [],
    setMetafields: () => [],
    deleteMetafields: () => undefined,
  }
}

function location(id: string, name: string): Location {
  return { id, name, active: true, createdAt: at, updatedAt: at }
}

function item(id: string, sku: string): Item {
  return { id, sku, tracked: true, requiresShipping: true, createdAt: at, updatedAt: at }
}

function level(id: string, locationId: string, available: number, committed: number, active = true): Level {
  const others = { reserved: 0, damaged: 1, safetyStock: 0, qualityControl: 0, incoming: 0 }
  return { id, itemId: '50', locationId, active, available, committed, ...others, updatedAt: at }
}

function line(id: string, quantity: number): OrderLine {
  return {
    id,
    variantId: '40',
    productId: '30',
    itemId: '50',
    sku: 'MUG-B',
    title: 'Mug',
    variantTitle: 'Blue',
    price: '9.50',
    requiresShipping: true,
    quantity,
    currentQuantity: quantity,
    fulfillableQuantity: quantity,
  }
}

function anOrder(): Order {
  return {
    id: '820982911946154508',
    name: '#1001',
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    closedAt: null,
    edited: false,
    customer: null,
    reference: null,
    tags: [],
    lines: [line('70', 3), { ...line('71', 1), variantId: null, productId: null, itemId: null, sku: '' }],
    refunds: [],
    fulfillments: [],
    fulfillmentOrderIds: ['80', '81'],
  }
}

function fulfillmentOrders(): FulfillmentOrder[] {
  const both = { orderId: '820982911946154508', createdAt: at, updatedAt: at, holds: [] }
  const part = (id: string, lineId: string, units: number) => ({
    id,
    lineId,
    totalQuantity: units,
    remainingQuantity: units,
  })
  return [
    { ...both, id: '80', locationId: '1', status: 'OPEN', lines: [part('90', '70', 2), part('91', '71', 1)] },
    { ...both, id: '81', locationId: '2', status: 'CLOSED', lines: [part('92', '70', 1)] },
  ]
}
