import type { ShopFact } from '../../domain/shop-facts.ts'
import { readCustomerRequest, readScopes, readShopErasure, readUninstall } from './payloads/app.ts'
import { readLocation, readLocationDeletion, readProduct, readProductDeletion } from './payloads/catalogue.ts'
import { readDisconnection, readItem, readItemDeletion, readLevel } from './payloads/inventory.ts'
import { readOrder } from './payloads/order.ts'
import { readFulfillment, readOrderDeletion, readOrderEdit, readRefund, readRouting } from './payloads/order-event.ts'

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
  'fulfillment_orders/order_routing_complete': readRouting,
  'fulfillment_orders/moved': readRouting,
  'fulfillment_orders/split': readRouting,
  'fulfillment_orders/merged': readRouting,
  'fulfillment_orders/cancelled': readRouting,
  'fulfillment_orders/placed_on_hold': readRouting,
  'fulfillment_orders/hold_released': readRouting,
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
  'app/uninstalled': readUninstall,
  'app/scopes_update': readScopes,
  'customers/data_request': readCustomerRequest,
  'customers/redact': readCustomerRequest,
  'shop/redact': readShopErasure,
}

/** Privacy requests carry a shopper's name, e-mail address and phone number; we need none of them to answer. */
export function namesAShopper(topic: string): boolean {
  return topic.startsWith('customers/')
}
