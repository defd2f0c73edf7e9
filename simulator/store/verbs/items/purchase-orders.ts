// Shopify tells apps nothing when purchase orders change: no verb here announces anything.

import { z } from 'zod'
import { type Change, newId } from '../../change.ts'
import { findActiveLocation, findItem, findPurchaseOrder } from '../../find.ts'
import { gid } from '../../ids.ts'
import { Refused } from '../../refusals.ts'
import type { PurchaseOrder } from '../../state.ts'
import { defineVerb, location, sku } from '../../verb.ts'
import { items, newLines } from './transfers.ts'

const purchaseOrder = z.string().min(1)

export const createPurchaseOrder = defineVerb({
  says: "Shopify's own record of goods that are bought. A draft with `ordered: false`. What travels is a transfer with `purchaseOrder`.",
  body: z.object({
    supplier: z.string().min(1).nullable().default(null),
    to: location.optional(),
    items,
    ordered: z.boolean().default(true),
  }),
  example: { supplier: 'Potter & Sons', items: [{ sku: 'MUG-1', units: 20 }] },
  run(change, wish) {
    const { shop } = change
    return put(change, {
      id: newId(change),
      name: `#PO${shop.purchaseOrders.size + 1}`,
      status: wish.ordered ? 'ORDERED' : 'DRAFT',
      supplier: wish.supplier,
      destinationId: findActiveLocation(shop, wish.to).id,
      createdAt: change.now,
      orderedAt: wish.ordered ? change.now : null,
      archivedAt: null,
      lines: newLines(change, wish.items),
      transferIds: [],
    })
  },
})

export const editPurchaseOrder = defineVerb({
  says: 'So many units of these items are bought, 0 for none.',
  body: z.object({ purchaseOrder, items: z.array(z.object({ sku, units: z.int().min(0) })).min(1) }),
  example: { purchaseOrder: '#PO1', items: [{ sku: 'MUG-1', units: 12 }] },
  run(change, wish) {
    const found = findPurchaseOrder(change.shop, wish.purchaseOrder)
    const wanted = new Map(wish.items.map((one) => [findItem(change.shop, one.sku).id, one.units]))
    const known = new Set(found.lines.map(({ itemId }) => itemId))
    const added = wish.items.filter((one) => one.units > 0 && !known.has(findItem(change.shop, one.sku).id))
    const lines = found.lines.map((line) => ({ ...line, quantity: wanted.get(line.itemId) ?? line.quantity }))
    return put(change, {
      ...found,
      lines: [...lines.filter((line) => line.quantity > 0), ...newLines(change, added)],
    })
  },
})

export const orderPurchaseOrder = defineVerb({
  says: 'A draft of a purchase order is ordered.',
  body: z.object({ purchaseOrder }),
  example: { purchaseOrder: '#PO1' },
  run(change, wish) {
    const found = findPurchaseOrder(change.shop, wish.purchaseOrder)
    if (found.status === 'ORDERED') throw new Refused(`The purchase order ${found.name} is ordered already.`)
    return put(change, { ...found, status: 'ORDERED', orderedAt: change.now })
  },
})

export const archivePurchaseOrder = defineVerb({
  says: 'A purchase order is done with: Shopify has no other end for one.',
  body: z.object({ purchaseOrder }),
  example: { purchaseOrder: '#PO1' },
  run(change, wish) {
    return put(change, { ...findPurchaseOrder(change.shop, wish.purchaseOrder), archivedAt: change.now })
  },
})

function put({ shop }: Change, order: PurchaseOrder) {
  shop.purchaseOrders.set(order.id, order)
  const { id, name, status } = order
  return { purchaseOrderId: gid('InventoryPurchaseOrder', id), name, status }
}
