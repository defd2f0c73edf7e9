import { ORPCError } from '@orpc/server'
import type { Outcome, Refusal } from '../outcome.ts'

/** What was done; what was refused is thrown, inside the transaction, which undoes what it wrote. */
export function whatWasDone<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  const { refusal } = outcome
  throw new ORPCError(codeOf(refusal), { message: refusalInWords(refusal), data: refusal })
}

export function noSuchOrder() {
  return new ORPCError('NOT_FOUND', { message: refusalInWords({ reason: 'no-such-order' }) })
}

const conflicts = new Set<Refusal['reason']>(['changed-meanwhile', 'sent-meanwhile', 'receipt-under-way'])

function codeOf({ reason }: Refusal): string {
  if (reason === 'no-such-order') return 'NOT_FOUND'
  return conflicts.has(reason) ? 'CONFLICT' : 'UNPROCESSABLE_CONTENT'
}

/** Why nothing is ordered for a place, or received there. */
export const closedLocation =
  'This location is closed in Shopify: nothing can be ordered for it or received there. Move what its customers wait for to another location, or activate it again.'

const sentences: Readonly<Record<Exclude<Refusal['reason'], WithNumbers['reason']>, string>> = {
  'no-such-order': 'There is no such supplier order.',
  'changed-meanwhile': 'Somebody else changed this supplier order meanwhile. Nothing of yours was saved.',
  'not-ordered-yet': 'It is not ordered yet.',
  'already-ordered': 'It is ordered already.',
  'units-to-come': 'Units are still to come: receive or cancel them first.',
  'nothing-to-come': 'Nothing is still to come of it.',
  'has-come': 'Everything has come: only notes and costs can still change.',
  'is-closed': 'It is closed.',
  'is-cancelled': 'It is cancelled.',
  'some-came': 'Units of it have come already: what is still to come can be cancelled.',
  'receipt-under-way': 'Goods of this order are being received. Try again in a moment.',
  'no-lines': 'It has no lines.',
  'lines-are-fixed': 'It is ordered: lines cannot be added or removed any more. Change their units instead.',
  'draft-is-edited': 'It is a draft: take out what is not wanted, or cancel all of it.',
  'key-of-another-order': 'This key has sent another order.',
  'mail-is-off':
    'Email to suppliers is switched off for this shop by whoever runs Backline. Nothing was sent: download the PDF and send it yourself, or ask them.',
  'no-such-supplier': 'There is no such supplier, or it is archived.',
  'no-such-location': 'There is no such location, or it is not active.',
  'closed-location': closedLocation,
  'no-such-item': 'There is no such item.',
  'item-twice': 'An item can be on one line only.',
  'no-such-line': 'The order has no such line.',
  'line-twice': 'A line can be named once only.',
}

type WithNumbers = Extract<
  Refusal,
  | { readonly title: string }
  | { readonly reason: 'unlikely-day' }
  | { readonly currency: string }
  | { readonly limit: number }
  | { readonly reason: 'sent-meanwhile' }
  | { readonly address: string | null }
  | { readonly trouble: string }
>

export function refusalInWords(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'fewer-than-came':
      return `${refusal.title}: ${refusal.came} units have come or were cancelled, so there cannot be fewer.`
    case 'days-do-not-add-up':
      return `${refusal.title}: ${refusal.expected} units are still to come, and the days have ${refusal.given}.`
    case 'more-than-to-come':
      return `${refusal.title}: only ${refusal.outstanding} units are still to come.`
    case 'no-longer-sold':
      return `${refusal.title} was deleted in Shopify and is no longer sold: nothing of it could be received. Leave it out of the order.`
    case 'not-the-suppliers-address': {
      const { address, to } = refusal
      return address === null
        ? 'The supplier has no email address yet. Save one with the supplier, then send.'
        : `Orders are sent to addresses that are kept with the supplier: ${address}. Save ${to} there first if it is a new one.`
    }
    case 'address-refuses':
      return `${refusal.to} has refused our emails, the last on ${refusal.on}: "${refusal.trouble}". Nothing was sent: save the right address with the supplier, or download the PDF and send it yourself. This address can be tried again in a week.`
    case 'too-many-mails': {
      const { limit, of, isNew } = refusal
      const where = of === 'address' ? ' to one address' : ''
      const since = isNew ? ' in its first week' : ''
      const counted = of === 'shop' ? ', counting each address that one goes to' : ''
      return `A shop can send ${limit} emails a day${where}${since}${counted}. Nothing was sent: try again tomorrow, or download the PDF and send it yourself.`
    }
    case 'sent-meanwhile':
      return `It was sent to ${refusal.to} meanwhile. Press again if it is to be sent once more.`
    case 'own-currency':
      return `The order is in ${refusal.currency}, the shop's own currency: its rate is 1.`
    case 'not-payable':
      return `${refusal.amount} is no amount of ${refusal.currency}: it has more decimals than that is paid in.`
    case 'unlikely-day': {
      const doubt = refusal.doubt === 'past' ? 'in the past' : 'more than a year away'
      return `${refusal.due} is ${doubt}. Confirm it if it is meant.`
    }
    default:
      return sentences[refusal.reason]
  }
}
