import { z } from 'zod'
import { type Change, newId } from '../../change.ts'
import { findActiveLocation, findItem, findPurchaseOrder, findTransfer } from '../../find.ts'
import { gid } from '../../ids.ts'
import { putTransfer } from '../../items/transfer-stock.ts'
import { announceTransfer, transferLines } from '../../payloads/transfer.ts'
import { Refused } from '../../refusals.ts'
import type { ShopState, Transfer } from '../../state.ts'
import { defineVerb, location, sku, units } from '../../verb.ts'

const transfer = z.string().min(1)
export const items = z.array(z.object({ sku, units })).min(1)

export const createTransfer = defineVerb({
  says: 'Goods are to go to a location: from another one, or from outside without `from`. A draft with `ready: false`. `purchaseOrder` links it.',
  body: z.object({
    from: location.optional(),
    to: location.optional(),
    items,
    ready: z.boolean().default(true),
    purchaseOrder: z.string().min(1).optional(),
  }),
  example: { items: [{ sku: 'MUG-1', units: 10 }] },
  run(change, wish) {
    const { shop } = change
    const origin = wish.from === undefined ? null : findActiveLocation(shop, wish.from)
    const destination = findActiveLocation(shop, wish.to)
    if (origin?.id === destination.id) throw new Refused('A transfer goes from one location to another.')
    const created: Transfer = {
      id: newId(change),
      name: `#T${String(shop.transfers.size + 1).padStart(4, '0')}`,
      status: wish.ready ? 'READY_TO_SHIP' : 'DRAFT',
      originId: origin?.id ?? null,
      destinationId: destination.id,
      createdAt: change.now,
      lines: newLines(change, wish.items),
      shipmentIds: [],
    }
    if (wish.purchaseOrder !== undefined) {
      const order = findPurchaseOrder(shop, wish.purchaseOrder)
      shop.purchaseOrders.set(order.id, { ...order, transferIds: [...order.transferIds, created.id] })
    }
    putTransfer(change, created)
    if (wish.ready) announceReady(change, created)
    return transferAnswer(created)
  },
})

export const editTransfer = defineVerb({
  says: 'So many units of these items are to go with the transfer, 0 for none. Not fewer than were shipped.',
  body: z.object({ transfer, items: z.array(z.object({ sku, units: z.int().min(0) })).min(1) }),
  example: { transfer: '#T0001', items: [{ sku: 'MUG-1', units: 6 }] },
  run(change, wish) {
    const { shop } = change
    const before = findOpenTransfer(shop, wish.transfer)
    const wanted = new Map(wish.items.map((one) => [findItem(shop, one.sku).id, one.units]))
    for (const [itemId, wantedUnits] of wanted) {
      const onShipments = shippedOf(shop, before, itemId)
      if (wantedUnits < onShipments) throw new Refused(`${onShipments} units of it are on shipments already.`)
    }
    const known = new Set(before.lines.map(({ itemId }) => itemId))
    const added = wish.items.filter((one) => one.units > 0 && !known.has(findItem(shop, one.sku).id))
    const lines = before.lines.map((line) => ({ ...line, quantity: wanted.get(line.itemId) ?? line.quantity }))
    const after: Transfer = {
      ...before,
      lines: [...lines.filter((line) => line.quantity > 0), ...newLines(change, added)],
    }
    putTransfer(change, after)
    announceEdit(change, before, after)
    return transferAnswer(after)
  },
})

export const markTransferReady = defineVerb({
  says: 'A draft of a transfer is ready to ship: what it takes from a location is reserved there.',
  body: z.object({ transfer }),
  example: { transfer: '#T0001' },
  run(change, wish) {
    const found = findTransfer(change.shop, wish.transfer)
    if (found.status !== 'DRAFT') throw new Refused(`The transfer ${found.name} is ${found.status} already.`)
    const ready: Transfer = { ...found, status: 'READY_TO_SHIP' }
    putTransfer(change, ready)
    announceReady(change, ready)
    return transferAnswer(ready)
  },
})

export const cancelTransfer = defineVerb({
  says: 'Cancels what is still to come of a transfer; what was taken from a location for it is available there again.',
  body: z.object({ transfer }),
  example: { transfer: '#T0001' },
  run(change, wish) {
    const cancelled: Transfer = { ...findOpenTransfer(change.shop, wish.transfer), status: 'CANCELED' }
    putTransfer(change, cancelled)
    announceTransfer(change, 'cancel', cancelled, { status: cancelled.status })
    return transferAnswer(cancelled)
  },
})

/** One that goods may still come of. */
export function findOpenTransfer(shop: ShopState, wanted: string): Transfer {
  const found = findTransfer(shop, wanted)
  if (found.status === 'TRANSFERRED' || found.status === 'CANCELED') {
    throw new Refused(`The transfer ${found.name} is ${found.status}.`)
  }
  return found
}

/** Units of an item that are on the transfer's shipments, drafts included. */
export function shippedOf(shop: ShopState, { shipmentIds }: Transfer, itemId: string): number {
  return shipmentIds
    .flatMap((id) => shop.shipments.get(id)?.lines ?? [])
    .reduce((sum, line) => (line.itemId === itemId ? sum + line.quantity : sum), 0)
}

export function newLines(change: Change, wanted: readonly { sku: string; units: number }[]) {
  const lines = wanted.map((one) => ({
    id: newId(change),
    itemId: findItem(change.shop, one.sku).id,
    quantity: one.units,
  }))
  if (new Set(lines.map(({ itemId }) => itemId)).size < lines.length) throw new Refused('An item is named twice.')
  return lines
}

function transferAnswer({ id, name, status }: Transfer) {
  return { transferId: gid('InventoryTransfer', id), name, status }
}

function announceReady(change: Change, ready: Transfer): void {
  announceTransfer(change, 'ready_to_ship', ready, { status: ready.status, line_items: transferLines(ready) })
}

function announceEdit(change: Change, before: Transfer, after: Transfer): void {
  const line = (id: string) => gid('InventoryTransferLineItem', id)
  const had = new Map(before.lines.map(({ id, quantity }) => [id, quantity]))
  const has = new Map(after.lines.map(({ id, quantity }) => [id, quantity]))
  const added = after.lines.filter(({ id }) => !had.has(id))
  const removed = before.lines.filter(({ id }) => !has.has(id))
  const resized = before.lines.filter(({ id, quantity }) => has.has(id) && has.get(id) !== quantity)
  if (added.length > 0) {
    const itemsAdded = added.map(({ id, quantity }) => ({ line_item_id: line(id), quantity }))
    announceTransfer(change, 'add_items', after, { items_added: itemsAdded })
  }
  if (removed.length > 0) {
    announceTransfer(change, 'remove_items', after, {
      items_removed: removed.map(({ id }) => ({ line_item_id: line(id) })),
    })
  }
  if (resized.length > 0) {
    const items_updated = resized.map(({ id, quantity }) => ({
      line_item_id: line(id),
      old_quantity: quantity,
      new_quantity: has.get(id),
    }))
    announceTransfer(change, 'update_item_quantities', after, { status: after.status, items_updated })
  }
}
