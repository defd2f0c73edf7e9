import { z } from 'zod'
import { newId } from '../../change.ts'
import { findActiveLocation, findVariant } from '../../find.ts'
import { gid } from '../../ids.ts'
import { addDemand } from '../../orders/demand.ts'
import { customLine, orderLine, refuseOversell } from '../../orders/order-lines.ts'
import { announceOrder, putOrder } from '../../orders/put-order.ts'
import { type OwedLater, scheduleDemand } from '../../orders/scheduled.ts'
import type { OrderLine, Variant } from '../../state.ts'
import { defineVerb, location, sku, units } from '../../verb.ts'

const property = z.object({ name: z.string().min(1), value: z.string() })
const line = z
  .object({
    sku: sku.optional(),
    title: z.string().min(1).optional(),
    units,
    location: location.optional(),
    properties: z.array(property).optional(),
    months: z.int().min(1).max(60).default(1),
    fulfillAt: z.iso.datetime({ offset: true }).nullish(),
  })
  .refine((said) => (said.sku === undefined) !== (said.title === undefined), 'A line has either a sku or a title.')

export const placeOrder = defineVerb({
  says: 'A shopper buys. Each line is owed by its location, the first one when left out, and may have properties as its cart line had; one with a `title` and no sku is a custom item, which is no product of the shop. With `claim` false it takes no stock, as orders that connectors make by API. With `paid` false its payment is pending until `mark-paid`. A line with `months` is a subscription paid at once: so many deliveries of its units, the first now and one scheduled for each later month. With `fulfillAt` all of a line is scheduled for then, or with null for a time that nobody knows (a pre-order). `at` is the moment of the order, now when left out.',
  body: z.object({
    lines: z.array(line).min(1),
    at: z.iso.datetime({ offset: true }).optional(),
    customer: z.string().optional(),
    reference: z.string().optional(),
    tags: z.array(z.string()).default([]),
    claim: z.boolean().default(true),
    paid: z.boolean().default(true),
  }),
  example: { lines: [{ sku: 'MUG-1', units: 2, location: 'Shop location' }], at: '2026-11-20T09:30:00Z' },
  run(change, wish) {
    const { shop, now } = change
    const wanted = wish.lines.map((line) => ({
      variant: line.sku === undefined ? null : findVariant(shop, line.sku),
      title: line.title ?? '',
      units: line.units * line.months,
      each: line.units,
      months: line.months,
      fulfillAt: line.fulfillAt,
      locationId: findActiveLocation(shop, line.location).id,
      properties: line.properties,
    }))
    if (wish.claim) refuseOversell(change, totals(wanted))

    const orderId = newId(change)
    const lines = wanted.map(({ variant, title, units, properties, ...later }) => {
      const line = variant === null ? customLine(change, title, units) : orderLine(change, variant, units, properties)
      return { ...later, units, line: isPlanned(later) ? { ...line, sellingPlanId: newId(change) } : line }
    })
    const owed = lines.flatMap(({ line, each, fulfillAt, locationId }) =>
      fulfillAt === undefined ? [{ line, units: each, locationId }] : [],
    )
    shop.orderNumber += 1
    const createdAt = wish.at === undefined ? now : new Date(wish.at).toISOString()
    const placed = {
      id: orderId,
      name: `#${shop.orderNumber}`,
      createdAt,
      updatedAt: createdAt,
      cancelledAt: null,
      closedAt: null,
      edited: false,
      customer: wish.customer ?? null,
      reference: wish.reference ?? null,
      tags: wish.tags,
      ...(!wish.paid && { financialStatus: 'pending' as const }),
      lines: lines.map(({ line }) => line),
      refunds: [],
      fulfillments: [],
      fulfillmentOrderIds: [],
    }
    const routed = putOrder(
      change,
      scheduleDemand(change, addDemand(change, placed, owed, wish.claim), owedLater(lines, createdAt), wish.claim),
    )
    const routing = change.events.splice(0)
    announceOrder(change, routed, 'orders/create', 'orders/updated')
    change.events.splice(1, 0, ...routing)
    return {
      orderId: gid('Order', orderId),
      orderName: routed.name,
      lines: routed.lines.map((line) => ({ lineId: gid('LineItem', line.id), sku: line.sku })),
    }
  },
})

function isPlanned({ months, fulfillAt }: { readonly months: number; readonly fulfillAt: string | null | undefined }) {
  return months > 1 || fulfillAt !== undefined
}

type Planned = {
  readonly line: OrderLine
  readonly each: number
  readonly months: number
  readonly fulfillAt: string | null | undefined
  readonly locationId: string
}

/** The deliveries that are not of now: a month apart, from the first one. */
function owedLater(lines: readonly Planned[], createdAt: string): OwedLater[] {
  return lines.flatMap(({ line, each, months, fulfillAt, locationId }) => {
    const first = fulfillAt ?? createdAt
    const deliveries = Array.from({ length: months }, (_, month) => monthsAfter(first, month))
    return deliveries
      .slice(fulfillAt === undefined ? 1 : 0)
      .map((at) => ({ line, units: each, locationId, fulfillAt: fulfillAt === null ? null : at }))
  })
}

function monthsAfter(instant: string, months: number): string {
  const at = new Date(instant)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString()
}

function totals(wanted: readonly { variant: Variant | null; units: number }[]): Map<Variant, number> {
  const total = new Map<Variant, number>()
  for (const { variant, units } of wanted) if (variant) total.set(variant, (total.get(variant) ?? 0) + units)
  return total
}
