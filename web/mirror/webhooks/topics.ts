import type { ShopFact } from '../rules/shop-facts.ts'
import { readCustomerRequest, readScopes, readShopErasure, readUninstall } from './payloads/app.ts'
import { readLocation, readLocationDeletion, readProduct, readProductDeletion } from './payloads/catalogue.ts'
import { readDisconnection, readItem, readItemDeletion, readLevel } from './payloads/inventory.ts'
import { readShipmentNews, readTransferNews } from './payloads/native.ts'
import { readOrder } from './payloads/order.ts'
import {
  readFulfillment,
  readOrderDeletion,
  readOrderEdit,
  readRefund,
  readRoutingEvent,
} from './payloads/order-event.ts'
import { readAgain } from './payloads/read-again.ts'

/** Turns a parsed body into facts. Throws (a ZodError) where the body is not what the topic promises. */
export type Reader = (body: unknown, heardAt: string) => ShopFact | ShopFact[]

/** Every topic that `shopify.app.toml` subscribes to, and how its body is read. */
export const topics: Readonly<Record<string, Reader>> = {
  'orders/create': readOrder,
  'orders/updated': readOrder,
  'orders/cancelled': readOrder,
  'orders/edited': readOrderEdit,
  'orders/delete': readOrderDeletion,
  'refunds/create': readRefund,
  'fulfillments/create': readFulfillment,
  'fulfillments/update': readFulfillment,
  'fulfillment_orders/order_routing_complete': readRoutingEvent,
  'fulfillment_orders/moved': readRoutingEvent,
  'fulfillment_orders/split': readRoutingEvent,
  'fulfillment_orders/merged': readRoutingEvent,
  'fulfillment_orders/cancelled': readRoutingEvent,
  'fulfillment_orders/rescheduled': readRoutingEvent,
  'fulfillment_orders/scheduled_fulfillment_order_ready': readRoutingEvent,
  'fulfillment_holds/added': readRoutingEvent,
  'fulfillment_holds/released': readRoutingEvent,
  'inventory_levels/update': readLevel,
  'inventory_levels/connect': readLevel,
  'inventory_levels/disconnect': readDisconnection,
  'inventory_items/create': readItem,
  'inventory_items/update': readItem,
  'inventory_items/delete': readItemDeletion,
  'products/create': readProduct,
  'products/update': readProduct,
  'products/delete': readProductDeletion,
  'locations/create': readLocation,
  'locations/update': readLocation,
  'locations/activate': readLocation,
  'locations/deactivate': readLocation,
  'locations/delete': readLocationDeletion,
  'inventory_transfers/ready_to_ship': readTransferNews,
  'inventory_transfers/updated': readTransferNews,
  'inventory_transfers/add_items': readTransferNews,
  'inventory_transfers/remove_items': readTransferNews,
  'inventory_transfers/update_item_quantities': readTransferNews,
  'inventory_transfers/cancel': readTransferNews,
  'inventory_transfers/complete': readTransferNews,
  'inventory_shipments/create': readShipmentNews,
  'inventory_shipments/mark_in_transit': readShipmentNews,
  'inventory_shipments/add_items': readShipmentNews,
  'inventory_shipments/remove_items': readShipmentNews,
  'inventory_shipments/update_item_quantities': readShipmentNews,
  'inventory_shipments/update_tracking': readShipmentNews,
  'inventory_shipments/receive_items': readShipmentNews,
  'inventory_shipments/delete': readShipmentNews,
  'app/uninstalled': readUninstall,
  'app/scopes_update': readScopes,
  'customers/data_request': readCustomerRequest('data'),
  'customers/redact': readCustomerRequest('forget'),
  'shop/redact': readShopErasure,
}

/** What we set aside ourselves, having asked Shopify in vain. No webhook has these topics. */
export const ownTopics: Readonly<Record<string, Reader>> = {
  'read/item': readAgain('item'),
  'read/order': readAgain('order'),
  'read/variant': readAgain('variant'),
  'read/transfer': readAgain('transfer'),
  'read/purchase-order': readAgain('purchase-order'),
  'read/import-row': readAgain('import-row'),
}

/**
 * Topics whose bodies hold no moment: what is undone and done again within a quarter of an hour is told in the same words, and of
 * these Shopify sends only the first.
 */
const saidTheSameAgain: ReadonlySet<string> = new Set([
  'fulfillment_orders/moved',
  'fulfillment_orders/rescheduled',
  'inventory_levels/disconnect',
])

export function mayBeKeptBack(topic: string): boolean {
  return saidTheSameAgain.has(topic)
}

/** Privacy requests carry a shopper's e-mail address and phone number; only the ids of the orders in them are kept. */
export function namesAShopper(topic: string): boolean {
  return topic.startsWith('customers/')
}
