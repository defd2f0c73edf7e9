import { formatSequence } from '../contract/pages.ts'
import type { SequencePosition } from '../db/sequence-page.ts'

/** Order lines that something serves are counted, not named: a cursor says how many come before its page. */
export function servesAround(position: SequencePosition | null, limit: number) {
  const place = Math.min(Number(position?.sequence ?? 0), Number.MAX_SAFE_INTEGER)
  const skipped = Math.min(position?.direction === 'before' ? Math.max(0, place - limit) : place, 2_000_000_000)
  return {
    skipped,
    neighbours: (total: number) => ({
      next: skipped + limit < total ? formatSequence({ direction: 'after', sequence: String(skipped + limit) }) : null,
      previous: skipped > 0 ? formatSequence({ direction: 'before', sequence: String(skipped) }) : null,
    }),
  }
}
