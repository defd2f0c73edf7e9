import type { NativeKind } from '../../mirror/rules/shop-facts.ts'
import type { NativeUnits } from './native-arrivals.ts'

/** What was read of a document, whole. */
export type ReadDocument = {
  readonly kind: NativeKind
  readonly documentId: string
  readonly name: string
  readonly status: string
  readonly supplierName: string | null
  readonly isFromOutside: boolean
  /** Null for what comes from outside, and where the location was deleted. */
  readonly originId: string | null
  readonly destinationId: string | null
  readonly orderedAt: string | null
  readonly isArchived: boolean
  readonly lines: readonly NativeUnits[]
  readonly shipments: readonly ReadShipment[]
  readonly transferIds: readonly string[]
}

export type ReadShipment = {
  readonly shipmentId: string
  readonly name: string
  readonly status: string
  /** An instant. */
  readonly arrivesAt: string | null
  /** An instant: when it left; null: it has not. */
  readonly shippedAt?: string | null
  /** An instant: when the first of it was received; null: nothing was. Absent from what was read before it was asked for. */
  readonly receivedAt?: string | null
  readonly lines: readonly (NativeUnits & { readonly open: number; readonly accepted?: number })[]
}
