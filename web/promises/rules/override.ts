import type { Day } from '../../platform/values/day.ts'
import type { StorefrontPromise } from './storefront-promise.ts'

/** What the merchant has shoppers told of a variant. A day that is past is none. */
export type Override = {
  readonly day: Day | null
  /** The key of a text of the merchant's. */
  readonly note: string | null
  readonly hide: boolean
}

/**
 * The promise as the merchant wants it told. Day and text count only where more can be ordered: what is sold out for
 * good, or up to its limit, has no day to come on, whatever a supplier says of the rest. Hidden is hidden.
 */
export function overridden(promise: StorefrontPromise, override: Override | null | undefined): StorefrontPromise {
  if (!override) return promise
  const { day, note, hide } = override
  const { delayed, ...dated } = promise
  const canBeOrdered = promise.state === 'backorder' || promise.state === 'made-to-order'
  return {
    ...(canBeOrdered && day !== null ? { ...dated, from: day, to: day, units: null } : promise),
    ...(canBeOrdered && note !== null && { note }),
    ...(hide && { hide: true as const }),
  }
}
