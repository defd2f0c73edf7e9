// Replays one day of real orders through the same verbs anyone can call.

import { z } from 'zod'
import type { Composite, CompositeContext } from '../composite.ts'
import { gid } from '../store/ids.ts'
import { Refused } from '../store/refusals.ts'
import type { Order, ShopState } from '../store/state.ts'
import { readWish } from '../store/verb.ts'
import { type Invoice, type RetailDay, retailDays } from './retail-days.ts'

const DAY_MS = 24 * 3_600_000

type Tally = { orders: number; lines: number; units: number; cancelled: number; refunded: number; unmatched: number }

const dayWish = z.object({ weeksAgo: z.int().min(0).max(52).optional() })

export const nextDay: Composite = {
  says: 'Retail shops: the next day of real orders. Invoices that begin with C cancel or refund what the customer bought. With `weeksAgo` the orders are that much older, and after the last day the first one comes again.',
  example: {},
  run(context, wish) {
    const { shop } = context
    const { weeksAgo } = readWish(dayWish, wish)
    const days = retailDays()
    const today = days[weeksAgo === undefined ? shop.daysReplayed : shop.daysReplayed % days.length]
    if (shop.kind !== 'retail') throw new Refused('Only a retail shop has days to replay.')
    if (!today) throw new Refused(`All ${days.length} days were replayed.`)
    const shift = dayShift(shop, days) - (weeksAgo ?? 0) * 7 * DAY_MS
    const bought = purchasesByCustomer(shop)
    const tally: Tally = { orders: 0, lines: 0, units: 0, cancelled: 0, refunded: 0, unmatched: 0 }
    for (const invoice of today.invoices) {
      if (invoice.isCancellation) takeBack(context, invoice, bought, tally)
      else place(context, invoice, shift, bought, tally)
    }
    shop.daysReplayed += 1
    return { day: today.day, ...tally, daysLeft: Math.max(0, days.length - shop.daysReplayed) }
  },
}

type Purchases = Map<string, string[]>

function place(context: CompositeContext, invoice: Invoice, shift: number, bought: Purchases, tally: Tally): void {
  context.run('place-order', {
    lines: invoice.lines.map(({ sku, units }) => ({ sku, units })),
    at: new Date(Date.parse(`${invoice.at.replace(' ', 'T')}Z`) + shift).toISOString(),
    reference: invoice.number,
    ...(invoice.customer !== null && { customer: invoice.customer }),
  })
  const orderId = context.shop.index.orderIdByName.get(`#${context.shop.orderNumber}`)
  if (invoice.customer !== null && orderId !== undefined) remember(bought, invoice.customer, orderId)
  tally.orders += 1
  tally.lines += invoice.lines.length
  tally.units += invoice.lines.reduce((sum, line) => sum + line.units, 0)
}

/** An invoice that takes back a whole order cancels it; any other refunds open units, latest purchase first. */
function takeBack(context: CompositeContext, invoice: Invoice, bought: Purchases, tally: Tally): void {
  const wanted = unitsBySku(invoice.lines)
  const orders = (bought.get(invoice.customer ?? '') ?? [])
    .flatMap((id) => context.shop.orders.get(id) ?? [])
    .filter((order) => order.cancelledAt === null)
    .reverse()
  const whole = orders.find((order) => isSame(openBySku(order), wanted))
  if (whole) {
    context.run('cancel-order', { order: gid('Order', whole.id), restock: true })
    tally.cancelled += 1
    return
  }
  let refunded = 0
  for (const order of orders) refunded += refundOpen(context, order, wanted)
  if (refunded > 0) tally.refunded += 1
  else tally.unmatched += 1
}

/** Refunds what of `wanted` is open in the order, and takes it off `wanted`. */
function refundOpen(context: CompositeContext, order: Order, wanted: Map<string, number>): number {
  const lines = [...openBySku(order)]
    .map(([sku, open]) => ({ sku, units: Math.min(open, wanted.get(sku) ?? 0) }))
    .filter((line) => line.units > 0)
  if (lines.length === 0) return 0
  context.run('refund', { order: gid('Order', order.id), lines, restock: 'cancel' })
  for (const { sku, units } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) - units)
  return lines.length
}

function openBySku(order: Order): Map<string, number> {
  const open = order.lines.filter((line) => line.fulfillableQuantity > 0)
  return unitsBySku(open.map((line) => ({ sku: line.sku, units: line.fulfillableQuantity })))
}

function unitsBySku(lines: readonly { sku: string; units: number }[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const line of lines) units.set(line.sku, (units.get(line.sku) ?? 0) + line.units)
  return units
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([sku, units]) => other.get(sku) === units)
}

function purchasesByCustomer(shop: ShopState): Purchases {
  const bought: Purchases = new Map()
  for (const order of shop.orders.values()) if (order.customer !== null) remember(bought, order.customer, order.id)
  return bought
}

function remember(bought: Purchases, customer: string, orderId: string): void {
  const known = bought.get(customer)
  if (known) known.push(orderId)
  else bought.set(customer, [orderId])
}

/** The last day of the slice becomes the day before the shop was created. */
function dayShift(shop: ShopState, days: readonly RetailDay[]): number {
  const last = Date.parse(days.at(-1)?.day ?? shop.createdAt)
  const created = Math.floor(Date.parse(shop.createdAt) / DAY_MS) * DAY_MS
  return created - DAY_MS - last
}
