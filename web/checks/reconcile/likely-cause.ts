import type { DifferenceCause } from '../store/reconciles.ts'

/** When ours last changed by Shopify's clock, and when that was heard or read, where it is known. */
type Ours = { readonly changedAt: string | null; readonly heardAt?: string }

/**
 * Why ours differs from Shopify's. Shopify's times have whole seconds: what was heard in the very second of a change may
 * have been followed by another one, of which the news was lost.
 */
export function likelyCause(theirsChangedAt: string, ours: Ours | null): DifferenceCause {
  if (ours === null || ours.changedAt === null) return 'lost-webhook'
  const difference = Date.parse(theirsChangedAt) - Date.parse(ours.changedAt)
  if (difference > 0) return 'lost-webhook'
  if (difference < 0) return 'drift'
  const isOfThatSecond = ours.heardAt !== undefined && Date.parse(ours.heardAt) - Date.parse(theirsChangedAt) < 1_000
  return isOfThatSecond ? 'lost-webhook' : 'edit-outside'
}
