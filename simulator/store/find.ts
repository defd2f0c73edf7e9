// From what a wish says (a gid, a name, a sku) to the row it means. What cannot be found is refused in words.

import { idOf } from './ids.ts'
import { Refused } from './refusals.ts'
import type {
  FulfillmentOrder,
  Item,
  Location,
  Order,
  Product,
  PurchaseOrder,
  Shipment,
  ShopState,
  Transfer,
  Variant,
} from './state.ts'

/** By gid or name (`#1001`, the `#` may be missing). */
export function findOrder(shop: ShopState, wanted: string): Order {
  const id = idOf('Order', wanted) ?? shop.index.orderIdByName.get(wanted) ?? shop.index.orderIdByName.get(`#${wanted}`)
  const order = id === undefined ? undefined : shop.orders.get(id)
  if (!order) throw new Refused(`There is no order ${wanted}.`)
  return order
}

/** By gid or name; the first active location when none is named. */
export function findLocation(shop: ShopState, wanted?: string): Location {
  if (wanted === undefined) return firstLocation(shop)
  const byId = shop.locations.get(idOf('Location', wanted) ?? '')
  const location = byId ?? [...shop.locations.values()].find((each) => each.name === wanted)
  if (!location) throw new Refused(`There is no location ${wanted}.`)
  return location
}

/** As `findLocation`, for a wish that needs the location to be open for business. */
export function findActiveLocation(shop: ShopState, wanted?: string): Location {
  const location = findLocation(shop, wanted)
  if (!location.active) throw new Refused(`The location ${location.name} is not active.`)
  return location
}

function firstLocation(shop: ShopState): Location {
  const location = [...shop.locations.values()].find((each) => each.active)
  if (!location) throw new Refused('The shop has no active location.')
  return location
}

export function findVariant(shop: ShopState, sku: string): Variant {
  const variant = shop.variants.get(shop.index.variantIdBySku.get(sku) ?? '')
  if (!variant) throw new Refused(`There is no variant with the sku ${sku}.`)
  return variant
}

export function findItem(shop: ShopState, sku: string): Item {
  return itemOf(shop, findVariant(shop, sku))
}

export function itemOf(shop: ShopState, variant: Variant): Item {
  const item = shop.items.get(variant.itemId)
  if (!item) throw new Error(`The variant ${variant.id} has lost its item.`)
  return item
}

/** By the product's gid, or by the sku of one of its variants. */
export function findProduct(
  shop: ShopState,
  wanted: { product?: string | undefined; sku?: string | undefined },
): Product {
  const id =
    wanted.product === undefined ? findVariant(shop, wanted.sku ?? '').productId : idOf('Product', wanted.product)
  const product = shop.products.get(id ?? '')
  if (!product) throw new Refused(`There is no product ${wanted.product}.`)
  return product
}

function findFulfillmentOrder(shop: ShopState, id: string): FulfillmentOrder {
  const found = shop.fulfillmentOrders.get(id)
  if (!found) throw new Refused(`There is no fulfillment order ${id}.`)
  return found
}

/** The order's fulfillment orders, oldest first. */
export function fulfillmentOrdersOf(shop: ShopState, order: Order): FulfillmentOrder[] {
  return order.fulfillmentOrderIds.map((id) => findFulfillmentOrder(shop, id))
}

/** By gid or name (`#T0001`). */
export function findTransfer(shop: ShopState, wanted: string): Transfer {
  return findNamed(shop.transfers, idOf('InventoryTransfer', wanted), wanted, 'transfer')
}

/** By gid or name (`#T0001-1`). */
export function findShipment(shop: ShopState, wanted: string): Shipment {
  return findNamed(shop.shipments, idOf('InventoryShipment', wanted), wanted, 'shipment')
}

/** By gid or name (`#PO1`). */
export function findPurchaseOrder(shop: ShopState, wanted: string): PurchaseOrder {
  return findNamed(shop.purchaseOrders, idOf('InventoryPurchaseOrder', wanted), wanted, 'purchase order')
}

function findNamed<Row extends { readonly name: string }>(
  rows: ReadonlyMap<string, Row>,
  id: string | null,
  wanted: string,
  what: string,
): Row {
  const found = rows.get(id ?? '') ?? [...rows.values()].find(({ name }) => name === wanted || name === `#${wanted}`)
  if (!found) throw new Refused(`There is no ${what} ${wanted}.`)
  return found
}
