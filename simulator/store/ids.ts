// Ids are plain numeric text inside the store; the outside speaks gids, and payloads carry bare 64-bit numbers.

export type Kind =
  | 'App'
  | 'AppInstallation'
  | 'Order'
  | 'LineItem'
  | 'Product'
  | 'Collection'
  | 'Metafield'
  | 'ProductVariant'
  | 'InventoryItem'
  | 'Location'
  | 'FulfillmentOrder'
  | 'FulfillmentOrderLineItem'
  | 'FulfillmentLineItem'
  | 'FulfillmentHold'
  | 'SellingPlan'
  | 'Fulfillment'
  | 'Refund'
  | 'BulkOperation'
  | 'InventoryAdjustmentGroup'
  | 'InventoryTransfer'
  | 'InventoryTransferLineItem'
  | 'InventoryShipment'
  | 'InventoryShipmentLineItem'
  | 'InventoryPurchaseOrder'
  | 'InventoryPurchaseOrderLineItem'
  | 'Shop'
  | 'ShopAddress'

export function gid(kind: Kind, id: string): string {
  return `gid://shopify/${kind}/${id}`
}

/** The plain id of a gid of that kind, or null for any other text. */
export function idOf(kind: Kind, text: string): string | null {
  const prefix = `gid://shopify/${kind}/`
  return text.startsWith(prefix) ? text.slice(prefix.length) : null
}
