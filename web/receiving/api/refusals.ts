import { ORPCError } from '@orpc/server'
import { closedLocation } from '../../supplier-orders/api/refusals.ts'
import type { CorrectionRefusal } from '../correct-receipt.ts'
import type { ReceiptRefusal } from '../rules/receive-refusal.ts'

type Reason =
  | ReceiptRefusal
  | CorrectionRefusal
  | 'not-refused'
  | 'is-sure'
  | 'no-such-arrival'
  | 'no-such-line'
  | 'serves-none'
  | 'no-such-place'
  | 'changed-meanwhile'
  | 'more-than-there-is'

type Sentence = readonly [code: 'NOT_FOUND' | 'CONFLICT' | 'UNPROCESSABLE_CONTENT', sentence: string]

const refuse = (sentence: string): Sentence => ['UNPROCESSABLE_CONTENT', sentence]
const absent = (sentence: string): Sentence => ['NOT_FOUND', sentence]
const late = (sentence: string): Sentence => ['CONFLICT', sentence]

const sentences: Readonly<Record<Reason, Sentence>> = {
  'not-ordered-yet': refuse('This supplier order is a draft: nothing can come of it before it is ordered.'),
  'already-ordered': refuse('This supplier order is ordered already.'),
  'units-to-come': refuse('Units of this supplier order are still to come.'),
  'nothing-to-come': refuse('Nothing is still to come of this supplier order.'),
  'has-come': refuse('Everything of this supplier order has come.'),
  'some-came': refuse('Some of this supplier order has come.'),
  'is-closed': refuse('This supplier order is closed.'),
  'is-cancelled': refuse('This supplier order is cancelled.'),
  'unknown-line': absent('There is no such line of a supplier order.'),
  'line-twice': refuse('A line is named twice.'),
  'nothing-came': refuse('Nothing came: say how many units were accepted or rejected.'),
  'several-locations': refuse('These goods are for several locations: receive them one location at a time.'),
  'no-longer-sold': refuse(
    'An item of this delivery was deleted in Shopify: no stock can hold it. Reject its units, or leave its line out.',
  ),
  'closed-location': refuse(closedLocation),
  'held-back-beyond-accepted': refuse('No more can be held back than is accepted.'),
  'no-reject-reason': refuse('Say why units are rejected.'),
  'received-meanwhile': late(
    'Somebody else has received goods of these lines meanwhile. Look again before you confirm.',
  ),
  'wish-elsewhere': refuse(
    'A rank or a pin is of an order line that waits for none of these goods: for another item, or at another location. Set it on its backorder.',
  ),
  'wish-also-elsewhere': refuse(
    'An order line that you moved or pinned waits at another location as well, where that would count too. Nothing was received. See who gets the goods, and choose it once more if it is meant.',
  ),
  'no-such-receipt': absent('There is no such receipt.'),
  'is-a-correction': refuse('This is a correction: correct the receipt itself.'),
  'not-posted': refuse('This receipt is not posted yet.'),
  'nothing-changes': refuse('Nothing changes: say by how many units.'),
  'below-zero': refuse('No fewer than none can have come.'),
  'not-refused': late('This receipt does not wait for anybody any more.'),
  'is-sure': refuse('This receipt was not posted, for certain.'),
  'no-such-arrival': absent('There is no such arrival.'),
  'no-such-line': absent('There is no such order line.'),
  'serves-none': refuse('These lines cannot be served by it: it brings another item, or comes to another location.'),
  'no-such-place': absent('This item has no stock there.'),
  'more-than-there-is': refuse('No more can be held back than is on hand there.'),
  'changed-meanwhile': late('Somebody else has changed this meanwhile. Look again.'),
}

/** A refusal as an answer; `data.reason` is for programs. */
export function receivingRefused(reason: Reason): ORPCError<string, { reason: Reason }> {
  const [code, message] = sentences[reason]
  return new ORPCError(code, { message, data: { reason } })
}
