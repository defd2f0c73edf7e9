import { gid } from '../../web/platform/values/ids.ts'
import { itemAt, linesOf, locationId, orderAt, ordersOf, type Seed, type SeededLine } from './seed.ts'

const updatedAt = '2026-01-05T08:00:00Z'

/** What a bulk operation of each name finds in a seeded shop: its rows, children right behind their parents. */
export const bulkRows: Readonly<Record<string, (seed: Seed) => { roots: number; rows: Iterable<object> }>> = {
  Catalogue: (seed) => ({ roots: seed.items, rows: variantRows(seed) }),
  Stock: (seed) => ({ roots: seed.items, rows: stockRows(seed) }),
  Orders: (seed) => ({ roots: ordersOf(seed), rows: orderRows(seed) }),
}

function* variantRows(seed: Seed) {
  for (let item = 0; item < seed.items; item++) yield variantRow(seed, item)
}

export function variantRow(seed: Seed, item: number) {
  const { itemId, variantId, sku, title } = itemAt(seed, item)
  return {
    id: gid('ProductVariant', variantId),
    title: 'Default Title',
    sku,
    inventoryPolicy: 'CONTINUE',
    updatedAt,
    product: { id: gid('Product', variantId), title },
    inventoryItem: { id: gid('InventoryItem', itemId), sku, tracked: true, updatedAt },
  }
}

function* stockRows(seed: Seed) {
  for (let item = 0; item < seed.items; item++) {
    const { itemId, sku, available, committed } = itemAt(seed, item)
    const id = gid('InventoryItem', itemId)
    yield { id, sku, tracked: true, updatedAt }
    const quantities = Object.entries({ available, committed, on_hand: available + committed })
    yield {
      id: `gid://shopify/InventoryLevel/${itemId}?inventory_item_id=${itemId}`,
      isActive: true,
      location: { id: gid('Location', locationId) },
      quantities: quantities.map(([name, quantity]) => ({ name, quantity, updatedAt })),
      __parentId: id,
    }
  }
}

function* orderRows(seed: Seed) {
  for (let order = 0; order < ordersOf(seed); order++) {
    const row = orderRow(order)
    yield row
    for (const line of linesOf(seed, order)) yield { ...lineRow(seed, line), __parentId: row.id }
  }
}

export function orderRow(order: number) {
  const { orderId, orderName, orderedAt } = orderAt(order)
  return {
    id: gid('Order', orderId),
    name: orderName,
    createdAt: orderedAt,
    updatedAt: orderedAt,
    cancelledAt: null,
  }
}

export function lineRow(seed: Seed, { lineId, item, units }: SeededLine) {
  const { variantId, sku, title } = itemAt(seed, item)
  return {
    id: gid('LineItem', lineId),
    sku,
    title,
    variantTitle: null,
    currentQuantity: units,
    unfulfilledQuantity: units,
    customAttributes: [],
    variant: { id: gid('ProductVariant', variantId) },
  }
}
