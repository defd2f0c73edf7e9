// A ledger entry as a sentence: what happened, and what it did to this line's units.
// "Order #1004 was cancelled: 2 units were freed and went to this line."
import type { CauseKind, LedgerCause, LedgerEntry, LedgerNumbers } from '../../../../backorders/contract/ledger.ts'
import { counted } from '../../format/counted.ts'
import { calendarDay, dayHere } from '../../format/dates.ts'

export function ledgerSentence({ cause, before, after }: LedgerEntry): string {
  const effects = before === null ? firstEffects(after) : changeEffects(cause, before, after)
  const note = cause.note === null ? '' : ` ${cause.note}`
  const happened =
    before === null ? opening(cause) : (soldBeyond(cause) ?? occasion(asShipped(cause, after.shipped - before.shipped)))
  return `${happened}: ${effects.length > 0 ? effects.join('; ') : 'no unit moved'}.${owedEffect(cause)}${note}`
}

/** Units that another sale or shipment took although they were not there; null where that is not what happened. */
function soldBeyond({ owed, own }: LedgerCause): string | null {
  const more = owed === null ? 0 : owed.after - owed.before
  return own || more <= 0 ? null : `${counted(more, 'unit')} ${was(more)} sold or shipped beyond stock`
}

function owedEffect(cause: LedgerCause): string {
  if (cause.owed === null) return ''
  if (cause.owed.after === 0) return ' Nothing is owed beyond stock there any more.'
  if (soldBeyond(cause) !== null) return ' Arrivals fill that first.'
  return ` Arrivals first fill ${counted(cause.owed.after, 'unit')} sold or shipped beyond stock.`
}

/** What an order did, by topic. */
const orderVerbs: Record<string, string> = {
  'orders/create': 'was placed',
  'orders/updated': 'was changed',
  'orders/edited': 'was edited',
  'orders/cancelled': 'was cancelled',
  'orders/delete': 'was deleted',
  'orders/read': 'was read again from Shopify',
  'refunds/create': 'was refunded',
  'fulfillments/create': 'was fulfilled',
  'fulfillments/update': 'had its fulfilment changed',
  'fulfillment_orders/order_routing_complete': 'was given its location',
  'fulfillment_orders/moved': 'was moved to another location',
  'fulfillment_orders/split': 'was split',
  'fulfillment_orders/merged': 'was merged',
  'fulfillment_orders/cancelled': 'had its fulfilment cancelled',
  'fulfillment_orders/rescheduled': 'is to be sent on another day',
  'fulfillment_orders/scheduled_fulfillment_order_ready': 'is to be sent now',
  'fulfillment_holds/added': 'was put on hold',
  'fulfillment_holds/released': 'was released from hold',
  // What older rows were caused by.
  'fulfillment_orders/placed_on_hold': 'was put on hold',
  'fulfillment_orders/hold_released': 'was released from hold',
}

/** Topics of one resource, all told alike. */
const resourceWords: [prefix: string, words: string][] = [
  ['inventory_levels/connect', 'The item was connected to a location'],
  ['inventory_levels/disconnect', 'The item was disconnected from a location'],
  ['inventory_levels/', 'Stock changed'],
  ['inventory_items/', 'The item was changed'],
  ['read/item', 'The item was read again from Shopify'],
  ['products/', 'The product was changed'],
  ['variants/', 'The product was read again from Shopify'],
  ['locations/deactivate', 'A location was closed'],
  ['locations/activate', 'A location was opened again'],
  ['locations/delete', 'A location was deleted'],
  ['locations/only-received', 'You count only what was received at this location'],
  ['locations/as-shopify', 'You use Shopify’s figure at this location'],
  ['locations/', 'A location was changed'],
  ['stock/held-back', 'You changed what is held back'],
  ['stock/', 'Stock was read again from Shopify'],
  ['rules/unclaimed-counted', 'You count orders that did not take stock'],
  ['rules/unclaimed-left-out', 'You left out orders that did not take stock'],
  ['scheduled/day-came', 'The day came on which it is to be sent'],
  ['rules/scheduled', 'You changed when what is scheduled counts'],
  ['rules/unpaid-counted', 'You count orders from when they are placed'],
  ['rules/unpaid-left-out', 'You count orders once they are paid'],
  ['wishes/', 'You changed who is served first'],
  ['import', 'Your shop was imported'],
]

const kindWords: Record<CauseKind, string> = {
  delivery: 'Shopify reported a change',
  receipt: 'Goods arrived',
  'supplier-order': 'A supplier order changed',
  edit: 'The line was edited',
  reconcile: 'A check against Shopify found a difference',
  merchant: 'You made a change',
}

const leftOut = ['rules/unclaimed-left-out', 'rules/unpaid-left-out']

/** What was done to a supplier order. */
const supplierOrderVerbs: Record<string, string> = {
  ordered: 'was ordered',
  'ordering-undone': 'is a draft again',
  edited: 'was changed',
  cancelled: 'was cancelled',
  overdue: 'did not come on its day',
  received: 'was received',
  'receipt-corrected': 'had a receipt corrected',
}

function occasion({ kind, topic, subject, own, supplierOrder, what }: LedgerCause): string {
  if (supplierOrder !== null) {
    return `Supplier order ${supplierOrder.number} ${supplierOrderVerbs[what ?? ''] ?? 'was changed'}`
  }
  if (topic?.startsWith('native/')) return nativeWords(topic, subject, what)
  const verb = topic === null ? undefined : orderVerbs[topic]
  if (verb !== undefined) return `${orderWords(subject, own)} ${verb}`
  const resource = resourceWords.find(([prefix]) => topic?.startsWith(prefix))
  return resource?.[1] ?? kindWords[kind]
}

const nativeVerbs: Record<string, string> = {
  found: 'brings units',
  received: 'was received in Shopify',
  cancelled: 'was cancelled in Shopify',
  'day-given': 'was given a day by you',
  'day-taken': 'has no day of yours any more',
  'left-out': 'was left out by you',
  'counted-again': 'was counted again by you',
  overdue: 'did not arrive on its day',
}

function nativeWords(topic: string, subject: string | null, what: string | null): string {
  const document = topic === 'native/transfer' ? 'Transfer' : 'Purchase order'
  return `${document} ${subject ?? ''} ${nativeVerbs[what ?? ''] ?? 'was changed in Shopify'}`
}

/** News of an order that takes no unit from anybody. */
const takesNone = new Set([
  'refunds/create',
  'fulfillments/create',
  'orders/cancelled',
  'fulfillment_orders/order_routing_complete',
  'fulfillment_orders/split',
  'fulfillment_orders/merged',
])

/**
 * A line that is short for the first time is so because it was sold, or because stock went away. Where more was heard of its
 * order before it was planned, what was heard last is not why.
 */
function opening(cause: LedgerCause): string {
  if (cause.own && takesNone.has(cause.topic ?? '')) return occasion({ ...cause, topic: 'orders/create' })
  return cause.topic?.startsWith('inventory_levels/') ? 'Stock ran out' : occasion(cause)
}

/** Shopify reports a fulfilment as a change of the order too, and that report may come first. */
function asShipped(cause: LedgerCause, shipped: number): LedgerCause {
  const isShipment = cause.own && cause.topic === 'orders/updated' && shipped > 0
  return isShipment ? { ...cause, topic: 'fulfillments/create' } : cause
}

function orderWords(subject: string | null, own: boolean): string {
  if (own) return 'This order'
  return subject === null ? 'An order' : `Order ${subject}`
}

function firstEffects({ units, shipped, covered, backordered }: LedgerNumbers): string[] {
  const short =
    backordered === units
      ? wholeWords(units)
      : `${backordered} of ${units} units had no stock behind ${backordered === 1 ? 'it' : 'them'}`
  return [
    short,
    ...some(covered, `${covered} ${was(covered)} covered from the shelf`),
    ...some(shipped, `${shipped} had shipped`),
  ]
}

function wholeWords(units: number): string {
  return units === 1 ? 'its one unit had no stock behind it' : `none of its ${units} units had stock behind it`
}

function changeEffects(cause: LedgerCause, before: LedgerNumbers, after: LedgerNumbers): string[] {
  const shipped = after.shipped - before.shipped
  const resized = after.units - before.units
  return [
    ...some(resized, `the line now has ${counted(after.units, 'unit')} instead of ${before.units}`),
    ...some(shipped > 0, `${counted(shipped, 'unit')} shipped`),
    ...some(shipped < 0, `${counted(-shipped, 'unit')} did not ship after all`),
    ...(isOver(after) ? [] : servedEffects(cause, before, after, shipped)),
    ...stateEffects(cause, before, after),
  ]
}

function servedEffects(cause: LedgerCause, before: LedgerNumbers, after: LedgerNumbers, shipped: number): string[] {
  // Units that shipped came from those that were covered: what is given is what was added besides.
  const given = after.covered - before.covered + shipped
  const ordered = after.pegged - before.pegged
  const short = after.backordered - before.backordered
  const takenBack = given < 0 && after.units >= before.units
  return [
    ...some(given > 0, `${counted(given, 'unit')} ${givenWords(cause, given)}`),
    ...some(takenBack, takenBackWords(cause, -given)),
    ...some(short > 0 && !takenBack, `${counted(short, 'more unit')} ${was(short)} short`),
    ...some(ordered > 0, `${counted(ordered, 'unit')} will come with ${isNative(cause) ? 'it' : 'a supplier order'}`),
    ...some(
      ordered < 0 && after.uncovered > before.uncovered,
      `${counted(-ordered, 'unit')} ${-ordered === 1 ? 'is' : 'are'} on no ${isNative(cause) ? 'way' : 'supplier order'} any more`,
    ),
    ...dayEffects(before, after),
    ...partEffects(cause, before, after),
  ]
}

/** Where to is known of demand alone: what left the shelf otherwise, or was counted wrong, went to nobody. */
function takenBackWords({ kind, topic, what }: LedgerCause, taken: number): string {
  const again = taken === 1 ? 'it waits again' : 'they wait again'
  const units = counted(taken, 'unit')
  if (what === 'receipt-corrected') return `${units} did not come after all, so ${again}`
  if (kind === 'delivery' && topic?.startsWith('inventory_levels/'))
    return `${units} it had ${was(taken)} no longer there, so ${again}`
  return `${units} it had went to earlier demand, so ${again}`
}

function isNative({ topic }: LedgerCause): boolean {
  return topic?.startsWith('native/') ?? false
}

const freeing = new Set(['orders/cancelled', 'orders/edited', 'orders/updated', 'orders/delete', 'refunds/create'])

function givenWords({ kind, topic, own }: LedgerCause, given: number): string {
  if (!own && topic !== null && freeing.has(topic)) return `${was(given)} freed and went to this line`
  if (kind === 'receipt' || topic?.startsWith('native/')) return 'arrived and went to this line'
  if (topic?.startsWith('inventory_levels/')) return 'of stock went to this line'
  return 'went to this line from the shelf'
}

function stateEffects({ topic }: LedgerCause, before: LedgerNumbers, after: LedgerNumbers): string[] {
  const [was, is] = [before.notCounted ?? before.state, after.notCounted ?? after.state]
  if (was === is) return []
  const words = {
    ready: 'all its units are covered, so it can ship',
    unpaid: 'none of its units are counted until the order is paid',
    scheduled: 'its units are scheduled for later',
    unclaimed: 'none of its units are counted',
    moved: 'its units ship from another location now',
    closed: 'nothing is left to ship',
    cancelled: leftOut.includes(topic ?? '') ? 'none of its units are counted' : 'none of its units are owed any more',
    open: 'it waits again',
  }
  return [words[is]]
}

function dayEffects(before: LedgerNumbers, after: LedgerNumbers): string[] {
  if (after.readyOn === before.readyOn || after.readyOn === 'now') return []
  if (after.readyOn === null) return before.readyOn === 'now' ? [] : ['no expected date']
  return [`it is expected on ${calendarDay(after.readyOn)}`]
}

/** Where the day of the whole line stays what it was. */
function partEffects({ triggeredAt }: LedgerCause, before: LedgerNumbers, after: LedgerNumbers): string[] {
  const isMoved = after.nextArrivalOn !== before.nextArrivalOn && after.readyOn === before.readyOn
  if (!isMoved || after.nextArrivalOn === null) return []
  const day = calendarDay(after.nextArrivalOn)
  const isPast = triggeredAt !== null && after.nextArrivalOn < dayHere(new Date(triggeredAt))
  return [isPast ? `the first of its units were due on ${day}` : `the first of its units will come on ${day}`]
}

/** Its units are in no queue there. */
function isOver({ state }: LedgerNumbers): boolean {
  return state !== 'open' && state !== 'ready'
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were'
}

/** The words, where there is something to say. */
function some(holds: number | boolean, words: string): string[] {
  return holds ? [words] : []
}
