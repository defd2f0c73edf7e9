import { planChanges } from '../planning/plan-changes.ts'
import type { CountedItem } from '../planning/shelves.ts'
import type { PlanningFacts } from '../planning/store/facts.ts'
import { type ItemStock, itemStock } from './rules/item-stock.ts'
import type { CountedPoint } from './store/promise-facts.ts'

/**
 * By item, what the plan leaves for whoever orders next, of the stock that was last heard of: the same plan as the lane's, so that
 * nobody is told what it would not do. Asks Shopify nothing.
 */
export function stocksLeft(points: readonly CountedPoint[], facts: PlanningFacts): ReadonlyMap<string, ItemStock> {
  const byItem = Map.groupBy(points, ({ itemId }) => itemId)
  const read = readingsOf(byItem, facts)
  const outcome = planChanges(new Set(read.keys()), read, facts, facts.strangers)
  const left = new Map(outcome.points.map((point) => [`${point.item}@${point.location}`, point]))
  const lacking = new Map<string, number>()
  for (const { item, location, backordered } of outcome.lines) add(lacking, `${item}@${location}`, backordered)
  for (const { item, location, owedLeft, owedPegs } of outcome.points) {
    add(
      lacking,
      `${item}@${location}`,
      owedPegs.reduce((sum, { units }) => sum + units, owedLeft),
    )
  }
  const stockAt = ({ itemId, locationId, available, isOnline }: CountedPoint) => {
    const place = `${itemId}@${locationId}`
    return { available, isOnline, left: left.get(place)?.shelfLeft ?? 0, lacking: lacking.get(place) ?? 0 }
  }
  return new Map([...byItem].map(([item, of]) => [item, itemStock(of.map(stockAt))]))
}

/**
 * News of stock tells what is available, and not what is committed: that is reckoned from the orders that are known, all but
 * what took no stock. So an order of which only its stock was heard yet has what it took, and no item is read for this.
 */
function readingsOf(
  byItem: ReadonlyMap<string, readonly CountedPoint[]>,
  { demands, strangers }: PlanningFacts,
): Map<string, CountedItem> {
  const taken = new Map(strangers)
  for (const { item, location, units, unclaimed } of demands) add(taken, `${item}@${location}`, units - unclaimed)
  const readingOf = (points: readonly CountedPoint[]): CountedItem => ({
    tracked: true,
    points: points.map((point) => ({ ...point, committed: taken.get(`${point.itemId}@${point.locationId}`) ?? 0 })),
  })
  return new Map([...byItem].map(([item, points]) => [item, readingOf(points)]))
}

function add(sums: Map<string, number>, key: string, units: number): void {
  sums.set(key, (sums.get(key) ?? 0) + units)
}
