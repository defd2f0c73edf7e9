import type { TimeRange } from '../store/import-parts.ts'

const dayMs = 24 * 3_600_000
/** Most of what is open is of the last weeks. */
const firstSpanMs = 30 * dayMs
/** Shopify's instants have whole seconds, and what one minute holds is little. */
const smallestMs = 60_000
/** Nothing of any shop is older. */
const oldestMs = Date.parse('2006-01-01T00:00:00Z')

/**
 * What was too much for one bulk operation, as two spans of time, the older one first; null where it is too short to be cut. A
 * span without a beginning is cut twice as far back as the last one, any other in the middle. `now` is an ISO instant.
 */
export function cutRange({ from, before }: TimeRange, now: string): readonly [TimeRange, TimeRange] | null {
  const atMs = cutAt(
    from === null ? null : Date.parse(from),
    before === null ? null : Date.parse(before),
    Date.parse(now),
  )
  if (atMs === null) return null
  const at = new Date(Math.floor(atMs / 1_000) * 1_000).toISOString()
  return [
    { from, before: at },
    { from: at, before },
  ]
}

function cutAt(fromMs: number | null, beforeMs: number | null, nowMs: number): number | null {
  const endMs = beforeMs ?? nowMs
  if (fromMs === null) {
    const spanMs = beforeMs === null ? firstSpanMs : Math.max(nowMs - beforeMs, firstSpanMs)
    return endMs - oldestMs < smallestMs ? null : Math.max(endMs - spanMs, oldestMs)
  }
  return endMs - fromMs < 2 * smallestMs ? null : (fromMs + endMs) / 2
}
