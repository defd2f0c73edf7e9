// inventory_transfers/* and inventory_shipments/*: gids, upper-case words, and no items. Whoever wants more must ask.

import type { Change } from '../change.ts'
import { announce } from '../change.ts'
import { gid } from '../ids.ts'
import type { Shipment, ShopState, Transfer } from '../state.ts'
import { wireTime } from './wire-time.ts'

export function announceTransfer(change: Change, topic: string, transfer: Transfer, more: object = {}): void {
  announce(change, `inventory_transfers/${topic}`, gid('InventoryTransfer', transfer.id), {
    id: gid('InventoryTransfer', transfer.id),
    happened_at: wireTime(change.now, change.shop.timezone),
    origin: transfer.originId === null ? null : { id: gid('Location', transfer.originId) },
    destination: { id: gid('Location', transfer.destinationId) },
    ...more,
  })
}

/** Shopify names the shipment `shipment_id` where its tracking changes, and `id` everywhere else. */
export function announceShipment(change: Change, topic: string, shipment: Shipment, more: object = {}): void {
  announce(change, `inventory_shipments/${topic}`, gid('InventoryShipment', shipment.id), {
    [topic === 'update_tracking' ? 'shipment_id' : 'id']: gid('InventoryShipment', shipment.id),
    inventory_transfer_id: gid('InventoryTransfer', shipment.transferId),
    ...more,
    happened_at: wireTime(change.now, change.shop.timezone),
  })
}

export function tracking(shop: ShopState, { arrivesAt }: Shipment) {
  return {
    arrives_at: arrivesAt === null ? null : wireTime(arrivesAt, shop.timezone),
    tracking_number: null,
    tracking_url: null,
    company: null,
  }
}

export function transferLines(transfer: Transfer) {
  return transfer.lines.map(({ id, quantity }) => ({ id: gid('InventoryTransferLineItem', id), quantity }))
}

export function shipmentLines(shipment: Shipment) {
  return shipment.lines.map(({ id, quantity }) => ({ id: gid('InventoryShipmentLineItem', id), quantity }))
}
