import type { Day } from '../planning/facts.ts'

/** What the merchant has shoppers told of a variant. A day that is past is none. */
export type Override = {
  readonly day: Day | null
  /** The key of a text of the merchant's. */
  readonly note: string | null
  readonly hide: boolean
}

/** As much of a promise as an override speaks of. */
type Told = {
  readonly state: 'backorder' | 'made-to-order' | 'discontinued' | 'limit-reached'
  readonly from: Day | null
  readonly to: Day | null
  readonly units: number | null
  readonly note?: string
  readonly hide?: true
}

/**
 * The promise as the merchant wants it told. Day and text count only where more can be ordered: what is sold out for
 * good, or up to its limit, has no day to come on, whatever a supplier says of the rest. Hidden is hidden.
 */
export function overridden<Promised extends Told>(
  promise: Promised,
  override: Override | null | undefined,
): Promised & Told {
  if (!override) return promise
  const { day, note, hide } = override
  const canBeOrdered = promise.state === 'backorder' || promise.state === 'made-to-order'
  return {
    ...promise,
    ...(canBeOrdered && day !== null && { from: day, to: day, units: null }),
    ...(canBeOrdered && note !== null && { note }),
    ...(hide && { hide: true as const }),
  }
}
