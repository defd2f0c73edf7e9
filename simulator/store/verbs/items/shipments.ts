import { z } from 'zod'
import { type Change, newId } from '../../change.ts'
import { findItem, findShipment, findTransfer } from '../../find.ts'
import { gid } from '../../ids.ts'
import { putTransfer } from '../../items/transfer-stock.ts'
import { announceShipment, announceTransfer, shipmentLines, tracking } from '../../payloads/transfer.ts'
import { Refused } from '../../refusals.ts'
import type { Shipment, ShipmentLine, ShopState, Transfer } from '../../state.ts'
import { defineVerb, sku } from '../../verb.ts'
import { findOpenTransfer, items, newLines, shippedOf } from './transfers.ts'

const shipment = z.string().min(1)
/** A day (`2026-12-04`) or an instant. */
const arrivesAt = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'is neither a day nor an instant')
  .transform((text) => new Date(text.length === 10 ? `${text}T12:00:00Z` : text).toISOString())
const nothing = { accepted: 0, rejected: 0, canceled: 0 }

export const createShipment = defineVerb({
  says: 'Goods of a transfer travel together: all that is on no shipment yet, or these. A draft with `inTransit: false`.',
  body: z.object({
    transfer: z.string().min(1),
    items: items.optional(),
    arrivesAt: arrivesAt.nullable().default(null),
    inTransit: z.boolean().default(true),
  }),
  example: { transfer: '#T0001', arrivesAt: '2026-12-04' },
  run(change, wish) {
    const { shop } = change
    const transfer = findOpenTransfer(shop, wish.transfer)
    if (transfer.status === 'DRAFT') throw new Refused(`The transfer ${transfer.name} is a draft: mark it ready first.`)
    const lines = wish.items === undefined ? whatIsLeft(change, transfer) : newLines(change, wish.items)
    const created: Shipment = {
      id: newId(change),
      name: `${transfer.name}-${transfer.shipmentIds.length + 1}`,
      transferId: transfer.id,
      status: wish.inTransit ? 'IN_TRANSIT' : 'DRAFT',
      arrivesAt: wish.arrivesAt,
      createdAt: change.now,
      ...(wish.inTransit && { shippedAt: change.now }),
      lines: lines.map((line) => ({ ...line, ...nothing })),
    }
    refuseMoreThanThere(shop, transfer, created)
    const shipmentIds = [...transfer.shipmentIds, created.id]
    put(change, { ...transfer, shipmentIds }, created)
    const told = { status: created.status, tracking: tracking(shop, created), line_items: shipmentLines(created) }
    announceShipment(change, 'create', created, told)
    if (wish.inTransit) announceShipment(change, 'mark_in_transit', created, { status: created.status })
    return shipmentAnswer(created)
  },
})

export const editShipment = defineVerb({
  says: 'So many units of these items travel with a shipment of which nothing was received yet, 0 for none.',
  body: z.object({ shipment, items: z.array(z.object({ sku, units: z.int().min(0) })).min(1) }),
  example: { shipment: '#T0001-1', items: [{ sku: 'MUG-1', units: 4 }] },
  run(change, wish) {
    const { shop } = change
    const before = findUnreceived(shop, wish.shipment)
    const transfer = findOpenTransfer(shop, gid('InventoryTransfer', before.transferId))
    const wanted = new Map(wish.items.map((one) => [findItem(shop, one.sku).id, one.units]))
    const known = new Set(before.lines.map(({ itemId }) => itemId))
    const added = wish.items.filter((one) => one.units > 0 && !known.has(findItem(shop, one.sku).id))
    const kept = before.lines.map((line) => ({ ...line, quantity: wanted.get(line.itemId) ?? line.quantity }))
    const more = newLines(change, added).map((line) => ({ ...line, ...nothing }))
    const after: Shipment = { ...before, lines: [...kept.filter((line) => line.quantity > 0), ...more] }
    refuseMoreThanThere(shop, transfer, after)
    put(change, transfer, after)
    announceEdit(change, before, after)
    return shipmentAnswer(after)
  },
})

export const trackShipment = defineVerb({
  says: 'The carrier says when a shipment arrives, or with null that nobody knows.',
  body: z.object({ shipment, arrivesAt: arrivesAt.nullable() }),
  example: { shipment: '#T0001-1', arrivesAt: '2026-12-11' },
  run(change, wish) {
    const { shop } = change
    const tracked: Shipment = { ...findShipment(shop, wish.shipment), arrivesAt: wish.arrivesAt }
    shop.shipments.set(tracked.id, tracked)
    announceShipment(change, 'update_tracking', tracked, { updated_tracking: tracking(shop, tracked) })
    announceTransfer(change, 'updated', transferOf(shop, tracked))
    return shipmentAnswer(tracked)
  },
})

export const markInTransit = defineVerb({
  says: 'A draft of a shipment leaves.',
  body: z.object({ shipment }),
  example: { shipment: '#T0001-1' },
  run(change, wish) {
    const { shop } = change
    const found = findShipment(shop, wish.shipment)
    if (found.status !== 'DRAFT') throw new Refused(`The shipment ${found.name} is ${found.status} already.`)
    const left: Shipment = { ...found, status: 'IN_TRANSIT', shippedAt: change.now }
    put(change, findOpenTransfer(shop, gid('InventoryTransfer', found.transferId)), left)
    announceShipment(change, 'mark_in_transit', left, { status: left.status })
    return shipmentAnswer(left)
  },
})

const unitsOr0 = z.int().min(0).default(0)

export const receiveShipment = defineVerb({
  says: 'Goods of a shipment came: accepted units are in stock, rejected ones are not, cancelled ones never come. All of it is accepted where no items are named.',
  body: z.object({
    shipment,
    items: z.array(z.object({ sku, accepted: unitsOr0, rejected: unitsOr0, cancelled: unitsOr0 })).optional(),
  }),
  example: { shipment: '#T0001-1', items: [{ sku: 'MUG-1', accepted: 3, rejected: 1 }] },
  run(change, wish) {
    const { shop } = change
    const before = findShipment(shop, wish.shipment)
    if (before.status === 'DRAFT') throw new Refused(`The shipment ${before.name} has not left yet.`)
    const transfer = findOpenTransfer(shop, gid('InventoryTransfer', before.transferId))
    const came = new Map(wish.items?.map((one) => [findItem(shop, one.sku).id, one]))
    const lines = before.lines.map((line) => {
      const one = wish.items === undefined ? { accepted: left(line), rejected: 0, cancelled: 0 } : came.get(line.itemId)
      if (one === undefined) return line
      if (one.accepted + one.rejected + one.cancelled > left(line)) {
        throw new Refused(`Only ${left(line)} units of it are still to come.`)
      }
      return {
        ...line,
        accepted: line.accepted + one.accepted,
        rejected: line.rejected + one.rejected,
        canceled: line.canceled + one.cancelled,
      }
    })
    const status = lines.every((line) => left(line) === 0) ? 'RECEIVED' : 'PARTIALLY_RECEIVED'
    const after: Shipment = { ...before, lines, status, receivedAt: before.receivedAt ?? change.now }
    put(change, transfer, after)
    announceReceipt(change, before, after)
    const now = transferOf(shop, after)
    if (now.status === 'TRANSFERRED') announceTransfer(change, 'complete', now, { status: now.status })
    return shipmentAnswer(after)
  },
})

export const deleteShipment = defineVerb({
  says: 'Deletes a shipment of which nothing was received: its units are on the transfer, but on no way.',
  body: z.object({ shipment }),
  example: { shipment: '#T0001-1' },
  run(change, wish) {
    const { shop } = change
    const found = findUnreceived(shop, wish.shipment)
    const transfer = findOpenTransfer(shop, gid('InventoryTransfer', found.transferId))
    put(change, transfer, { ...found, status: 'DRAFT' })
    const shipmentIds = transfer.shipmentIds.filter((id) => id !== found.id)
    putTransfer(change, { ...transferOf(shop, found), shipmentIds })
    shop.shipments.delete(found.id)
    announceShipment(change, 'delete', found)
    return shipmentAnswer(found)
  },
})

function left({ quantity, accepted, rejected, canceled }: ShipmentLine): number {
  return quantity - accepted - rejected - canceled
}

function transferOf(shop: ShopState, { transferId }: Shipment): Transfer {
  return findTransfer(shop, gid('InventoryTransfer', transferId))
}

/** The transfer's status follows: in progress while something travels or came, transferred when all of it did. */
function put(change: Change, transfer: Transfer, changed: Shipment): void {
  const others = transfer.shipmentIds.filter((id) => id !== changed.id)
  const shipments = [...others.flatMap((id) => change.shop.shipments.get(id) ?? []), changed]
  const settled = (itemId: string) =>
    shipments
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.itemId === itemId ? sum + line.quantity - left(line) : sum), 0)
  const isOver = transfer.lines.every(({ itemId, quantity }) => settled(itemId) >= quantity)
  const isUnderWay = shipments.some(({ status }) => status !== 'DRAFT')
  const open = isUnderWay ? 'IN_PROGRESS' : 'READY_TO_SHIP'
  putTransfer(change, { ...transfer, status: isOver ? 'TRANSFERRED' : open }, [changed])
  announceTransfer(change, 'updated', transfer)
}

function whatIsLeft(change: Change, transfer: Transfer) {
  const lines = transfer.lines.flatMap(({ itemId, quantity }) => {
    const units = quantity - shippedOf(change.shop, transfer, itemId)
    return units > 0 ? [{ id: newId(change), itemId, quantity: units }] : []
  })
  if (lines.length === 0) throw new Refused(`All of the transfer ${transfer.name} is on shipments already.`)
  return lines
}

function refuseMoreThanThere(shop: ShopState, transfer: Transfer, wanted: Shipment): void {
  const others = { ...transfer, shipmentIds: transfer.shipmentIds.filter((id) => id !== wanted.id) }
  for (const { itemId, quantity } of wanted.lines) {
    const there = transfer.lines.find((line) => line.itemId === itemId)?.quantity ?? 0
    const free = there - shippedOf(shop, others, itemId)
    if (quantity > free)
      throw new Refused(`Only ${free} units of it are on the transfer ${transfer.name} and no shipment.`)
  }
}

function findUnreceived(shop: ShopState, wanted: string): Shipment {
  const found = findShipment(shop, wanted)
  if (found.status === 'DRAFT' || found.status === 'IN_TRANSIT') return found
  throw new Refused(`Of the shipment ${found.name} units were received already.`)
}

function announceEdit(change: Change, before: Shipment, after: Shipment): void {
  const gidOf = (id: string) => gid('InventoryShipmentLineItem', id)
  const had = new Map(before.lines.map(({ id, quantity }) => [id, quantity]))
  const has = new Map(after.lines.map(({ id, quantity }) => [id, quantity]))
  const added = after.lines.filter(({ id }) => !had.has(id)).map(({ id, quantity }) => ({ id: gidOf(id), quantity }))
  const removed = before.lines.filter(({ id }) => !has.has(id)).map(({ id }) => ({ id: gidOf(id) }))
  const resized = before.lines
    .filter(({ id, quantity }) => has.has(id) && has.get(id) !== quantity)
    .map(({ id, quantity }) => ({ id: gidOf(id), old_quantity: quantity, new_quantity: has.get(id) }))
  if (added.length > 0) announceShipment(change, 'add_items', after, { items_added: added })
  if (removed.length > 0) announceShipment(change, 'remove_items', after, { items_removed: removed })
  if (resized.length > 0) announceShipment(change, 'update_item_quantities', after, { items_updated: resized })
}

function announceReceipt(change: Change, before: Shipment, after: Shipment): void {
  const had = new Map(before.lines.map((line) => [line.id, line]))
  const received = after.lines.flatMap((line) => {
    const old = had.get(line.id)
    if (old === undefined || left(old) === left(line)) return []
    return [
      {
        id: gid('InventoryShipmentLineItem', line.id),
        old_accepted_quantity: old.accepted,
        old_rejected_quantity: old.rejected,
        old_canceled_quantity: old.canceled,
        new_accepted_quantity: line.accepted,
        new_rejected_quantity: line.rejected,
        new_canceled_quantity: line.canceled,
        remaining_quantity_to_receive: left(line),
      },
    ]
  })
  announceShipment(change, 'receive_items', after, { status: after.status, items_received: received })
}

function shipmentAnswer({ id, name, status, transferId }: Shipment) {
  return {
    shipmentId: gid('InventoryShipment', id),
    transferId: gid('InventoryTransfer', transferId),
    name,
    status,
  }
}
