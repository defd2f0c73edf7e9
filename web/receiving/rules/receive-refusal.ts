// What cannot be received, and why. 12 of 10 can be: over-received goods are goods. 8 held back of 6 accepted cannot.
import { type MoveRefusal, moveRefusalOf, type SupplierOrderState } from '../../supplier-orders/rules/supplier-order.ts'

export type ReceiptRefusal =
  | MoveRefusal
  | 'unknown-line'
  | 'line-twice'
  | 'nothing-came'
  | 'several-locations'
  | 'no-longer-sold'
  | 'closed-location'
  | 'held-back-beyond-accepted'
  | 'no-reject-reason'
  | 'received-meanwhile'
  | 'wish-elsewhere'
  | 'wish-also-elsewhere'

/** What somebody says that came of a supplier order line; `cameBefore` is what he knew of when he counted. */
export type SaidLine = {
  readonly supplierOrderLineId: string
  readonly accepted: number
  readonly rejected: number
  readonly rejectReason: string | null
  readonly heldBack: number
  readonly cameBefore: number | null
}

export type KnownLine = {
  readonly supplierOrderLineId: string
  readonly locationId: string
  readonly state: SupplierOrderState
  /** Accepted and rejected so far, what is being received at this moment included. */
  readonly came: number
  /** The item was deleted in Shopify: no stock can hold what is accepted of it. */
  readonly isGone?: boolean
  /** Nothing can be received there: Shopify counts no stock of a closed location. */
  readonly isClosed?: boolean
}

/** Rejected units are kept with a reason; who would get the accepted ones can be told before there is one. */
export function lacksReason(said: readonly SaidLine[]): boolean {
  return said.some(({ rejected, rejectReason }) => rejected > 0 && !rejectReason?.trim())
}

/** Null where all of it can be received, or proposed. */
export function refusalOfReceipt(
  said: readonly SaidLine[],
  known: ReadonlyMap<string, KnownLine>,
): ReceiptRefusal | null {
  if (new Set(said.map((line) => line.supplierOrderLineId)).size < said.length) return 'line-twice'
  const lines = said.flatMap((line) => known.get(line.supplierOrderLineId) ?? [])
  if (lines.length < said.length) return 'unknown-line'
  const state = lines.map((line) => moveRefusalOf(line.state, 'receive')).find((refusal) => refusal !== null)
  if (state) return state
  if (new Set(lines.map((line) => line.locationId)).size > 1) return 'several-locations'
  if (lines.some(({ isClosed }) => isClosed)) return 'closed-location'
  if (said.every(({ accepted, rejected }) => accepted + rejected === 0)) return 'nothing-came'
  const isGone = (line: SaidLine) => line.accepted > 0 && known.get(line.supplierOrderLineId)?.isGone === true
  if (said.some(isGone)) return 'no-longer-sold'
  if (said.some(({ heldBack, accepted }) => heldBack > accepted)) return 'held-back-beyond-accepted'
  const isBehind = ({ supplierOrderLineId, cameBefore }: SaidLine) =>
    cameBefore !== null && cameBefore !== known.get(supplierOrderLineId)?.came
  return said.some(isBehind) ? 'received-meanwhile' : null
}
