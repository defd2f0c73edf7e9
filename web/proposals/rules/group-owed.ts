// What a stock point owes is ordered like demand, and before it: 5 units were sold in a store beyond what was there and an
// order waits for 3, so 8 are to be bought, and the first 5 of them are for nobody. In grouping that is a demand under a name
// that no order line has.
import type { UncoveredDemand } from './group-facts.ts'

export type OwedUnits = { readonly item: string; readonly location: string; readonly units: number }

const prefix = 'owed:'

/** Named as an order line is; of one item at several locations it is one line, as an order line is. */
export function owedLine(item: string): string {
  return `${prefix}${item}`
}

/** As a backorder is named: an order line at a location. */
export function owedName({ item, location }: Pick<OwedUnits, 'item' | 'location'>): string {
  return `${owedLine(item)}@${location}`
}

export function isOwedName(backorder: string): boolean {
  return backorder.startsWith(prefix)
}

export function isOwed({ line }: { readonly line: string }): boolean {
  return line.startsWith(prefix)
}

/** First in the queue. */
export function owedDemand({ item, location, units }: OwedUnits): UncoveredDemand {
  const first = { orderedAt: Number.NEGATIVE_INFINITY, rank: Number.POSITIVE_INFINITY }
  return { ...first, backorder: owedName({ item, location }), line: owedLine(item), order: '', item, location, units }
}

/** What is for order lines, and how many units are owed. */
export function withoutOwed<Served extends { readonly line: string; readonly units: number }>(
  serves: readonly Served[],
): { readonly serves: readonly Served[]; readonly owed: number } {
  const owed = serves.filter(isOwed).reduce((sum, { units }) => sum + units, 0)
  return { serves: serves.filter((served) => !isOwed(served)), owed }
}
