// From what is recorded of supplier orders to what the contract says.

import { gid } from '../../platform/values/ids.ts'
import { sum } from '../../platform/values/money.ts'
import type { AffectedOutput } from '../contract/changes.ts'
import type {
  ServedLine as ServedRow,
  SupplierMessage,
  SupplierOrderDetail,
  SupplierOrderLine,
  SupplierOrderRow,
} from '../contract/supplier-orders.ts'
import type { SuggestedDue } from '../lead-days.ts'
import type { NamedAffectedLine } from '../named-affected.ts'
import { inShopCurrency, landedCosts, lineTotal } from '../rules/costs.ts'
import { moveRefusalOf, outstandingOf, supplierOrderMoves } from '../rules/supplier-order.ts'
import type { Unlikely } from '../rules/unlikely-day.ts'
import type { RecordedEvent } from '../store/events.ts'
import type { ArrivalRecord, SupplierOrderLineRecord } from '../store/lines.ts'
import type { LastSent, SupplierMessageRecord } from '../store/messages.ts'
import type { ToOrderAgain } from '../store/no-longer-brought.ts'
import type { SupplierOrderRecord, WholeSupplierOrder } from '../store/record.ts'
import type { ServedLineRecord, ServedUnits } from '../store/served-lines.ts'
import { refusalInWords } from './refusals.ts'

export function supplierOrderRow(order: SupplierOrderRecord): SupplierOrderRow {
  return {
    supplierOrderId: order.supplierOrderId,
    number: order.number,
    reference: order.reference,
    supplier: { supplierId: order.supplierId, name: order.supplierName },
    locationId: gid('Location', order.locationId),
    locationName: order.locationName,
    state: order.state,
    isLate: order.isLate,
    sending: order.sending,
    lines: order.lines,
    units: order.units,
    accepted: order.accepted,
    outstanding: order.outstanding,
    currency: order.currency,
    total: sum([order.subtotal, order.tax, order.shipping]),
    nextDue: order.nextDue,
    createdAt: order.createdAt,
    orderedAt: order.orderedAt,
  }
}

export function supplierOrderDetailAnswer(
  order: WholeSupplierOrder,
  events: RecordedEvent[],
  messages: readonly SupplierMessageRecord[],
  suggestedDue: SuggestedDue | null,
  toOrderAgain: ToOrderAgain,
  lastSent: LastSent | null,
): SupplierOrderDetail {
  const { version, isOneDue, state, email, language, shopCurrency, exchangeRate, subtotal, tax, shipping, notes } =
    order
  const row = supplierOrderRow(order)
  return {
    ...row,
    ...{
      version,
      isOneDue,
      shopCurrency,
      exchangeRate,
      subtotal,
      tax,
      shipping,
      notes,
      events,
      suggestedDue,
      toOrderAgain,
    },
    supplier: { ...row.supplier, email, language },
    totalInShop: shopCurrency && inShopCurrency(row.total, exchangeRate, shopCurrency),
    receivedAt: order.receivedAt,
    closedAt: order.closedAt,
    cancelledAt: order.cancelledAt,
    moves: supplierOrderMoves.map((move) => {
      const reason = moveRefusalOf(state, move)
      return { move, refusal: reason && refusalInWords({ reason, state }) }
    }),
    messages: messages.map(supplierMessageAnswer),
    lastSent,
  }
}

export function supplierMessageAnswer({
  savedAs,
  areFilesForgotten,
  ...message
}: SupplierMessageRecord): SupplierMessage {
  return { ...message, isSaved: savedAs !== null, ...(areFilesForgotten && { areFilesForgotten: true as const }) }
}

export type OrderLineFacts = {
  readonly order: WholeSupplierOrder
  readonly lines: readonly SupplierOrderLineRecord[]
  readonly arrivals: readonly ArrivalRecord[]
  readonly served: ReadonlyMap<string, ServedUnits>
  readonly owed: ReadonlyMap<string, number>
  readonly images: ReadonlyMap<string, string>
  readonly today: string
}

/** Every line of the order: a unit's share of tax and shipping takes them all. */
export function supplierOrderLines({
  order,
  lines,
  arrivals,
  served,
  owed,
  images,
  today,
}: OrderLineFacts): SupplierOrderLine[] {
  const landed = landedCosts(lines, order)
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const isOnItsWay = order.state !== 'draft'
  return lines.map(({ itemId, ...line }, at) => {
    const outstanding = outstandingOf(line)
    const serves = served.get(line.supplierOrderLineId)
    const fills = owed.get(line.supplierOrderLineId) ?? 0
    return {
      ...line,
      itemId: gid('InventoryItem', itemId),
      imageUrl: images.get(itemId) ?? null,
      outstanding,
      total: lineTotal(line, order.currency),
      landedCost: landed[at] ?? null,
      arrivals: (arrivalsOf.get(line.supplierOrderLineId) ?? []).map(({ arrivalId, units, due }) => {
        return { arrivalId, units, due, isLate: isOnItsWay && due !== null && due < today }
      }),
      servedLines: serves?.lines ?? 0,
      owed: fills,
      surplus: Math.max(0, outstanding - fills - (serves?.units ?? 0)),
    }
  })
}

export function servedLine({ orderId, lineId, ...line }: ServedLineRecord): ServedRow {
  return { ...line, orderId: gid('Order', orderId), lineId: gid('LineItem', lineId) }
}

/** As many as one answer names. */
const mostAffected = 250

export function affected(lines: readonly NamedAffectedLine[], unlikely: readonly Unlikely[]): AffectedOutput {
  return {
    rows: lines.slice(0, mostAffected).map(({ orderId, lineId, ...line }) => {
      return { ...line, orderId: gid('Order', orderId), lineId: gid('LineItem', lineId) }
    }),
    total: lines.length,
    orders: new Set(lines.map((line) => line.orderId)).size,
    unlikelyDays: [...unlikely],
  }
}
