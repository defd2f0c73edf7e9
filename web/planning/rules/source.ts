// How each item can be had again. Two rows for one item contradict each other: the one that promises less counts, so that
// a lead time of 5 days beside one of 9 days is 9.
import { compareIds } from '../../platform/values/ids.ts'
import type { Source } from './facts.ts'

const SUPPLY_BY_CARE: readonly Source['supply'][] = ['discontinued', 'made-to-order', 'stocked']

export function sourceByItem(sources: readonly Source[]): Map<string, Source> {
  const byItem = new Map<string, Source>()
  for (const source of sources) {
    const known = byItem.get(source.item)
    if (known === undefined || compareCare(source, known) < 0) byItem.set(source.item, source)
  }
  return byItem
}

/**
 * An unknown lead time promises less than the longest; no room less than much room, and much less than no limit; some
 * order days less than any day.
 */
function compareCare(a: Source, b: Source): number {
  return (
    SUPPLY_BY_CARE.indexOf(a.supply) - SUPPLY_BY_CARE.indexOf(b.supply) ||
    (b.leadTimeDays ?? Infinity) - (a.leadTimeDays ?? Infinity) ||
    limitOf(a) - limitOf(b) ||
    compareIds(orderDaysOf(b), orderDaysOf(a))
  )
}

/** 'incoming' is known only when the plan is made; it sorts behind every number. */
function limitOf({ maxBackorder }: Source): number {
  if (maxBackorder === 'incoming') return Number.MAX_VALUE
  return maxBackorder ?? Infinity
}

function orderDaysOf({ orderDays = [] }: Source): string {
  return orderDays.join()
}
