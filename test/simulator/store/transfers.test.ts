import { describe, expect, test } from 'vitest'
import { shopTruth } from '../../../simulator/control/shop-truth.ts'
import { aMugShop, type ShopInMemory } from './shop-in-memory.ts'

const ten = [{ sku: 'MUG', units: 10 }]
const three = [{ sku: 'MUG', units: 3 }]

function stockAt(floor: ShopInMemory, name: string) {
  const { locations, stock } = shopTruth(floor.shop, 0)
  const at = locations.find((location) => location.name === name)?.locationId
  const { available, incoming, reserved, onHand } = stock.find((level) => level.locationId === at) ?? {}
  return { available, incoming, reserved, onHand }
}

describe('a transfer from outside', () => {
  test('is incoming once it is ready, and available as far as it is accepted', () => {
    const floor = aMugShop()
    expect(floor.topics('create-transfer', { items: ten, ready: false })).toEqual([])
    expect(stockAt(floor, 'Here')).toMatchObject({ available: 5, incoming: 0 })
    expect(floor.topics('mark-transfer-ready', { transfer: '#T0001' })).toEqual(['inventory_transfers/ready_to_ship'])
    expect(stockAt(floor, 'Here')).toMatchObject({ available: 5, incoming: 10 })

    expect(floor.topics('create-shipment', { transfer: 'T0001', arrivesAt: '2026-12-04' })).toEqual([
      'inventory_transfers/updated',
      'inventory_shipments/create',
      'inventory_shipments/mark_in_transit',
    ])
    expect(stockAt(floor, 'Here')).toMatchObject({ available: 5, incoming: 10 })

    const came = { shipment: '#T0001-1', items: [{ sku: 'MUG', accepted: 4, rejected: 1, cancelled: 2 }] }
    expect(floor.topics('receive-shipment', came)).toEqual([
      'inventory_transfers/updated',
      'inventory_shipments/receive_items',
      'inventory_levels/update',
    ])
    expect(stockAt(floor, 'Here')).toEqual({ available: 9, incoming: 3, reserved: 0, onHand: 9 })
    expect(floor.refusal('receive-shipment', { shipment: '#T0001-1', items: [{ sku: 'MUG', accepted: 4 }] })).toBe(
      'Only 3 units of it are still to come.',
    )
    expect(floor.topics('receive-shipment', { shipment: '#T0001-1' })).toContain('inventory_transfers/complete')
    expect(stockAt(floor, 'Here')).toMatchObject({ available: 12, incoming: 0 })
    expect(floor.refusal('cancel-transfer', { transfer: '#T0001' })).toBe('The transfer #T0001 is TRANSFERRED.')
  })

  test('takes nothing back that came when it is cancelled', () => {
    const floor = aMugShop()
    floor.change('create-transfer', { items: ten })
    floor.change('create-shipment', { transfer: '#T0001', items: [{ sku: 'MUG', units: 6 }] })
    floor.change('receive-shipment', { shipment: '#T0001-1', items: [{ sku: 'MUG', accepted: 2 }] })
    expect(floor.topics('cancel-transfer', { transfer: '#T0001' })).toEqual(['inventory_transfers/cancel'])
    expect(stockAt(floor, 'Here')).toMatchObject({ available: 7, incoming: 0 })
  })
})

describe('a transfer between two locations', () => {
  test('is reserved where it comes from, then incoming where it goes, and never twice', () => {
    const floor = aMugShop()
    floor.change('create-transfer', { from: 'Here', to: 'There', items: three })
    expect(stockAt(floor, 'Here')).toEqual({ available: 2, incoming: 0, reserved: 3, onHand: 5 })
    expect(stockAt(floor, 'There')).toMatchObject({ available: 0, incoming: 0 })

    floor.change('create-shipment', { transfer: '#T0001', items: [{ sku: 'MUG', units: 2 }], inTransit: false })
    expect(stockAt(floor, 'There')).toMatchObject({ available: 0, incoming: 0 })
    floor.change('mark-in-transit', { shipment: '#T0001-1' })
    expect(stockAt(floor, 'Here')).toEqual({ available: 2, incoming: 0, reserved: 1, onHand: 3 })
    expect(stockAt(floor, 'There')).toMatchObject({ available: 0, incoming: 2 })

    floor.change('receive-shipment', { shipment: '#T0001-1' })
    expect(stockAt(floor, 'There')).toMatchObject({ available: 2, incoming: 0 })
    floor.change('cancel-transfer', { transfer: '#T0001' })
    expect(stockAt(floor, 'Here')).toEqual({ available: 3, incoming: 0, reserved: 0, onHand: 3 })
    expect(stockAt(floor, 'There')).toMatchObject({ available: 2, incoming: 0 })
  })

  test('has its units back on no way when a shipment is deleted', () => {
    const floor = aMugShop()
    floor.change('create-transfer', { from: 'Here', to: 'There', items: three })
    floor.change('create-shipment', { transfer: '#T0001' })
    expect(floor.topics('delete-shipment', { shipment: '#T0001-1' })).toContain('inventory_shipments/delete')
    expect(stockAt(floor, 'Here')).toMatchObject({ available: 2, reserved: 3 })
    expect(stockAt(floor, 'There')).toMatchObject({ incoming: 0 })
  })
})

describe('what is told', () => {
  test('of an edited transfer: what was added, what went and what has another number', () => {
    const floor = aMugShop()
    floor.change('create-product', { title: 'Cup', variants: [{ sku: 'CUP', stock: { Here: 0 } }] })
    floor.change('create-transfer', { items: ten })
    const more = {
      transfer: '#T0001',
      items: [
        { sku: 'CUP', units: 2 },
        { sku: 'MUG', units: 7 },
      ],
    }
    expect(floor.topics('edit-transfer', more)).toEqual([
      'inventory_transfers/add_items',
      'inventory_transfers/update_item_quantities',
    ])
    const less = { transfer: '#T0001', items: [{ sku: 'CUP', units: 0 }] }
    expect(floor.topics('edit-transfer', less)).toEqual(['inventory_transfers/remove_items'])
    expect(stockAt(floor, 'Here')).toMatchObject({ incoming: 7 })
    floor.change('create-shipment', { transfer: '#T0001', items: [{ sku: 'MUG', units: 6 }] })
    expect(floor.refusal('edit-transfer', { transfer: '#T0001', items: [{ sku: 'MUG', units: 5 }] })).toBe(
      '6 units of it are on shipments already.',
    )
  })

  test('of a receipt, in the shape of the published sample', () => {
    const floor = aMugShop()
    floor.change('create-transfer', { items: ten })
    floor.change('create-shipment', { transfer: '#T0001' })
    const { events } = floor.change('receive-shipment', {
      shipment: '#T0001-1',
      items: [{ sku: 'MUG', accepted: 5, rejected: 2 }],
    })
    const told = events.find(({ topic }) => topic === 'inventory_shipments/receive_items')
    expect(told?.payload).toEqual({
      id: expect.stringMatching(/^gid:\/\/shopify\/InventoryShipment\/\d+$/),
      inventory_transfer_id: expect.stringMatching(/^gid:\/\/shopify\/InventoryTransfer\/\d+$/),
      status: 'PARTIALLY_RECEIVED',
      items_received: [
        {
          id: expect.stringMatching(/^gid:\/\/shopify\/InventoryShipmentLineItem\/\d+$/),
          old_accepted_quantity: 0,
          old_rejected_quantity: 0,
          old_canceled_quantity: 0,
          new_accepted_quantity: 5,
          new_rejected_quantity: 2,
          new_canceled_quantity: 0,
          remaining_quantity_to_receive: 3,
        },
      ],
      happened_at: expect.stringMatching(/-05:00$/),
    })
  })

  test('of a purchase order: nothing, whatever becomes of it', () => {
    const floor = aMugShop()
    const order = { purchaseOrder: '#PO1' }
    expect(floor.topics('create-purchase-order', { supplier: 'Potter', items: ten, ordered: false })).toEqual([])
    expect(floor.topics('order-purchase-order', order)).toEqual([])
    expect(floor.topics('edit-purchase-order', { ...order, items: three })).toEqual([])
    floor.change('create-transfer', { ...order, items: three })
    expect(floor.topics('archive-purchase-order', order)).toEqual([])
    expect(shopTruth(floor.shop, 0).purchaseOrders).toMatchObject([
      { name: '#PO1', status: 'ORDERED', supplier: 'Potter', lines: [{ units: 3 }], transferIds: [expect.any(String)] },
    ])
  })
})
