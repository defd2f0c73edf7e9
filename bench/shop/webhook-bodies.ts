// Bodies as Shopify sends them after `include_fields`: numeric ids, whole seconds, an offset.

import { gid } from '../../web/platform/values/ids.ts'
import type { PlacedOrder } from './known-shop.ts'
import { itemAt, locationId, type Seed, type SeededLine } from './seed.ts'

export function orderCreated(seed: Seed, order: PlacedOrder): string {
  const at = wireTime(order.orderedAt)
  const lines = order.lines.map((line) => orderLine(seed, line))
  return (
    `{"id":${order.orderId},"admin_graphql_api_id":"${gid('Order', order.orderId)}","name":"${order.orderName}",` +
    `"created_at":"${at}","updated_at":"${at}","cancelled_at":null,"line_items":[${lines.join(',')}]}`
  )
}

function orderLine(seed: Seed, { lineId, item, units }: SeededLine): string {
  const { variantId, sku, title } = itemAt(seed, item)
  return (
    `{"id":${lineId},"admin_graphql_api_id":"${gid('LineItem', lineId)}","variant_id":${variantId},` +
    `"product_id":${variantId},"sku":"${sku}","title":"${title}","variant_title":null,"quantity":${units},` +
    `"current_quantity":${units},"fulfillable_quantity":${units}}`
  )
}

export function levelUpdated(seed: Seed, item: number, available: number, at: string): string {
  const { itemId } = itemAt(seed, item)
  const level = `gid://shopify/InventoryLevel/${locationId}?inventory_item_id=${itemId}`
  return (
    `{"inventory_item_id":${itemId},"location_id":${locationId},"available":${available},` +
    `"updated_at":"${wireTime(at)}","admin_graphql_api_id":"${level}"}`
  )
}

export function orderRouted(order: PlacedOrder): string {
  return `{"fulfillment_order":{"id":"${gid('FulfillmentOrder', order.orderId)}","status":"open"}}`
}

function wireTime(instant: string): string {
  return `${instant.slice(0, 19)}+00:00`
}
