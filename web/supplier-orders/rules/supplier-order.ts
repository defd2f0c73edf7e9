// The life of a supplier order: draft, ordered, partly received, received, closed; cancelled from draft or ordered, or for
// what is still to come. Of 10 ordered, 6 accepted, 1 rejected and none cancelled, 3 are still to come: it is partly
// received. With those 3 cancelled it is received.

export const supplierOrderStates = ['draft', 'ordered', 'partly-received', 'received', 'closed', 'cancelled'] as const
export type SupplierOrderState = (typeof supplierOrderStates)[number]

/** What a person can do with one. `correct` touches notes and money only. */
export const supplierOrderMoves = [
  'edit',
  'correct',
  'order',
  'undo-order',
  'send',
  'receive',
  'cancel',
  'close',
] as const
export type SupplierOrderMove = (typeof supplierOrderMoves)[number]

export type MoveRefusal =
  | 'not-ordered-yet'
  | 'already-ordered'
  | 'units-to-come'
  | 'nothing-to-come'
  | 'has-come'
  | 'some-came'
  | 'is-closed'
  | 'is-cancelled'

const allowed = null
const never = (reason: MoveRefusal) => ({
  edit: reason,
  correct: reason,
  order: reason,
  'undo-order': reason,
  send: reason,
  receive: reason,
  cancel: reason,
  close: reason,
})

/** Per state and move: why not, or nothing where it is allowed. */
const table: Readonly<Record<SupplierOrderState, Readonly<Record<SupplierOrderMove, MoveRefusal | null>>>> = {
  draft: {
    edit: allowed,
    correct: allowed,
    order: allowed,
    'undo-order': 'not-ordered-yet',
    send: allowed,
    receive: 'not-ordered-yet',
    cancel: allowed,
    close: 'not-ordered-yet',
  },
  ordered: {
    edit: allowed,
    correct: allowed,
    order: 'already-ordered',
    'undo-order': allowed,
    send: allowed,
    receive: allowed,
    cancel: allowed,
    close: 'units-to-come',
  },
  'partly-received': {
    edit: allowed,
    correct: allowed,
    order: 'already-ordered',
    'undo-order': 'some-came',
    send: allowed,
    receive: allowed,
    cancel: allowed,
    close: 'units-to-come',
  },
  // More than was ordered may still come, and the invoice that says what it cost.
  received: {
    edit: 'has-come',
    correct: allowed,
    order: 'already-ordered',
    'undo-order': 'some-came',
    send: 'has-come',
    receive: allowed,
    cancel: 'nothing-to-come',
    close: allowed,
  },
  closed: never('is-closed'),
  cancelled: never('is-cancelled'),
}

/** Null where the move is allowed. */
export function moveRefusalOf(state: SupplierOrderState, move: SupplierOrderMove): MoveRefusal | null {
  return table[state][move]
}

/** Whole units of one line. */
export type LineUnits = {
  readonly units: number
  readonly accepted: number
  readonly rejected: number
  readonly cancelled: number
}

/** Units still to come. Rejected units do not come again; more may have come than was ordered. */
export function outstandingOf({ units, accepted, rejected, cancelled }: LineUnits): number {
  return Math.max(0, units - accepted - rejected - cancelled)
}

/** How far an order is that was ordered and is not closed, from its lines alone. */
export function progressOf(lines: readonly LineUnits[]): 'ordered' | 'partly-received' | 'received' | 'cancelled' {
  const hasCome = lines.some((line) => line.accepted + line.rejected > 0)
  const isToCome = lines.some((line) => outstandingOf(line) > 0)
  if (isToCome) return hasCome ? 'partly-received' : 'ordered'
  return hasCome ? 'received' : 'cancelled'
}
