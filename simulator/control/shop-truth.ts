// The truth about a shop, for whoever checks the app against it: what is in stock, what is owed and where.

import { gid } from '../store/ids.ts'
import { levelKey, onHand } from '../store/items/stock.ts'
import { isOpen } from '../store/orders/demand.ts'
import { financialStatus } from '../store/payloads/order.ts'
import type { FulfillmentOrder, Order, Product, PurchaseOrder, ShopState, Transfer } from '../store/state.ts'

export function shopTruth(shop: ShopState, pending: number) {
  const fulfillmentOrders = [...shop.fulfillmentOrders.values()]
  return {
    shop: shop.shop,
    kind: shop.kind,
    plan: shop.plan,
    installed: shop.installed,
    uninstalled: shop.uninstalled,
    daysReplayed: shop.daysReplayed,
    locations: [...shop.locations.values()].map((location) => ({
      locationId: gid('Location', location.id),
      name: location.name,
      active: location.active,
      fulfillsOnlineOrders: location.fulfillsOnlineOrders ?? true,
      isFulfillmentService: location.isFulfillmentService ?? false,
    })),
    products: [...shop.products.values()].map((product) => productTruth(shop, product)),
    stock: stockOf(shop, fulfillmentOrders),
    orders: [...shop.orders.values()].map((order) => orderTruth(shop, order)),
    fulfillmentOrders: fulfillmentOrders.map(fulfillmentOrderTruth),
    holds: fulfillmentOrders.flatMap(holdsOf),
    transfers: [...shop.transfers.values()].map((transfer) => transferTruth(shop, transfer)),
    purchaseOrders: [...shop.purchaseOrders.values()].map(purchaseOrderTruth),
    metafields: [...shop.metafields.values()],
    metafieldDefinitions: [...shop.metafieldDefinitions.values()],
    tags: [...shop.orders.values()]
      .filter((order) => order.tags.length > 0)
      .map((order) => ({ ownerId: gid('Order', order.id), tags: order.tags })),
    webhooks: { ...shop.webhooks, pending },
  }
}

function productTruth(shop: ShopState, product: Product) {
  const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? [])
  return {
    productId: gid('Product', product.id),
    title: product.title,
    handle: product.handle,
    online: product.isOnline ?? true,
    variants: variants.map(({ id, itemId, title, sku, policy }) => ({
      variantId: gid('ProductVariant', id),
      itemId: gid('InventoryItem', itemId),
      ...{ title, sku, policy },
    })),
  }
}

function stockOf(shop: ShopState, places: readonly FulfillmentOrder[]) {
  const unclaimed = unclaimedByPoint(shop, places)
  return [...shop.levels.values()].map((level) => ({
    itemId: gid('InventoryItem', level.itemId),
    sku: shop.items.get(level.itemId)?.sku ?? null,
    locationId: gid('Location', level.locationId),
    active: level.active,
    tracked: shop.items.get(level.itemId)?.tracked ?? false,
    available: level.available,
    committed: level.committed,
    /** Open units there that took no stock. */
    unclaimed: unclaimed.get(levelKey(level.itemId, level.locationId)) ?? 0,
    onHand: onHand(level),
    incoming: level.incoming,
    reserved: level.reserved,
  }))
}

function unclaimedByPoint(shop: ShopState, places: readonly FulfillmentOrder[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const place of places.filter(isOpen)) {
    const lines = shop.orders.get(place.orderId)?.lines ?? []
    for (const { lineId, unclaimed } of place.lines) {
      const itemId = unclaimed ? lines.find((line) => line.id === lineId)?.itemId : null
      if (!itemId || !unclaimed) continue
      const key = levelKey(itemId, place.locationId)
      units.set(key, (units.get(key) ?? 0) + unclaimed)
    }
  }
  return units
}

function orderTruth(shop: ShopState, order: Order) {
  const places = placesByLine(shop, order)
  return {
    orderId: gid('Order', order.id),
    orderName: order.name,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    financialStatus: financialStatus(order),
    fulfillments: order.fulfillments.map((one) => ({
      locationId: gid('Location', one.locationId),
      createdAt: one.createdAt,
      isCancelled: one.status === 'cancelled',
      lines: one.lines.map(({ lineId, quantity }) => ({ lineId: gid('LineItem', lineId), units: quantity })),
    })),
    lines: order.lines.map((line) => {
      const here = places.get(line.id) ?? []
      return {
        lineId: gid('LineItem', line.id),
        sku: line.sku,
        itemId: line.itemId === null ? null : gid('InventoryItem', line.itemId),
        variantId: line.variantId === null ? null : gid('ProductVariant', line.variantId),
        units: line.currentQuantity,
        open: line.fulfillableQuantity,
        locationId: (here.find((place) => place.open > 0) ?? here.at(-1))?.locationId ?? null,
        /** Where the open units are owed, when it is more than one place. */
        openAt: here.filter((place) => place.open > 0),
      }
    }),
  }
}

/** Where each line is or was owed. Only one location owes most lines. */
function placesByLine(shop: ShopState, order: Order) {
  const places = new Map<string, { locationId: string; open: number }[]>()
  for (const id of order.fulfillmentOrderIds) {
    const there = shop.fulfillmentOrders.get(id)
    if (!there) continue
    const locationId = gid('Location', there.locationId)
    for (const line of there.lines) {
      const open = isOpen(there) ? line.remainingQuantity : 0
      const known = places.get(line.lineId)
      const same = known?.find((place) => place.locationId === locationId)
      if (same) same.open += open
      else if (known) known.push({ locationId, open })
      else places.set(line.lineId, [{ locationId, open }])
    }
  }
  return places
}

function fulfillmentOrderTruth(order: FulfillmentOrder) {
  return {
    fulfillmentOrderId: gid('FulfillmentOrder', order.id),
    orderId: gid('Order', order.orderId),
    locationId: gid('Location', order.locationId),
    status: order.status,
    fulfillAt: order.fulfillAt ?? null,
    lines: order.lines.map((line) => ({
      fulfillmentOrderLineId: gid('FulfillmentOrderLineItem', line.id),
      lineId: gid('LineItem', line.lineId),
      units: line.totalQuantity,
      open: line.remainingQuantity,
      unclaimed: line.unclaimed ?? 0,
    })),
  }
}

function transferTruth(shop: ShopState, transfer: Transfer) {
  return {
    transferId: gid('InventoryTransfer', transfer.id),
    name: transfer.name,
    status: transfer.status,
    originId: transfer.originId === null ? null : gid('Location', transfer.originId),
    destinationId: gid('Location', transfer.destinationId),
    lines: transfer.lines.map((line) => ({ itemId: gid('InventoryItem', line.itemId), units: line.quantity })),
    shipments: transfer.shipmentIds
      .flatMap((id) => shop.shipments.get(id) ?? [])
      .map(({ id, name, status, arrivesAt, shippedAt, receivedAt, lines }) => ({
        shipmentId: gid('InventoryShipment', id),
        name,
        status,
        arrivesAt,
        shippedAt: shippedAt ?? null,
        receivedAt: receivedAt ?? null,
        lines: lines.map(({ itemId, quantity, accepted, rejected, canceled }) => ({
          itemId: gid('InventoryItem', itemId),
          units: quantity,
          accepted,
          rejected,
          cancelled: canceled,
        })),
      })),
  }
}

function purchaseOrderTruth(order: PurchaseOrder) {
  return {
    purchaseOrderId: gid('InventoryPurchaseOrder', order.id),
    name: order.name,
    status: order.status,
    supplier: order.supplier,
    archivedAt: order.archivedAt,
    destinationId: gid('Location', order.destinationId),
    lines: order.lines.map((line) => ({ itemId: gid('InventoryItem', line.itemId), units: line.quantity })),
    transferIds: order.transferIds.map((id) => gid('InventoryTransfer', id)),
  }
}

function holdsOf(order: FulfillmentOrder) {
  return order.holds.map((hold) => ({
    holdId: gid('FulfillmentHold', hold.id),
    fulfillmentOrderId: gid('FulfillmentOrder', order.id),
    orderId: gid('Order', order.orderId),
    reason: hold.reason,
    reasonNotes: hold.reasonNotes,
    handle: hold.handle,
    heldByApp: hold.heldByApp,
  }))
}
