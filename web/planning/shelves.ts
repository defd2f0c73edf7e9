import type { ItemReading, Reading } from '../mirror/rules/shop-facts.ts'
import type { Shelf } from './rules/facts.ts'
import type { RecordedBackorder } from './rules/record/changes.ts'

type LocatedDemand = { readonly line: string; readonly item: string; readonly location: string; readonly units: number }

/** Units at a place, `item@location`. */
export type UnitsAt = (place: string) => number

export function countedAt(counted: ReadonlyMap<string, number>): UnitsAt {
  return (place) => counted.get(place) ?? 0
}

/** What is available and committed at the stock points of an item, at one moment. */
export type CountedItem = Pick<ItemReading, 'tracked'> & {
  readonly points: readonly Pick<Reading, 'itemId' | 'locationId' | 'available' | 'committed'>[]
}

/** What is there at a stock point before anybody's turn comes: below zero it owes. */
export type UnitsThere = (point: CountedItem['points'][number]) => number

/**
 * `available + committed - strangers`. Where only what was received counts, `most` says how much of it is left: what Shopify
 * counts there beyond that is somebody else's figure. Never more than Shopify counts, for what is gone is not there.
 */
export function unitsThere(strangers: UnitsAt, most: UnitsAt): UnitsThere {
  return ({ itemId, locationId, available, committed }) => {
    const place = `${itemId}@${locationId}`
    return Math.min(available + committed - strangers(place), most(place))
  }
}

/** What can be given to demand now, or is owed, at every stock point of a planned item. */
export function shelvesOf(
  items: readonly string[],
  read: ReadonlyMap<string, CountedItem>,
  there: UnitsThere,
  heldBack: UnitsAt,
  demands: readonly LocatedDemand[],
  recorded: readonly RecordedBackorder[],
): Shelf[] {
  const demandsOf = Map.groupBy(demands, (demand) => demand.item)
  const short = new Map(recorded.map((record) => [`${record.line}@${record.location}`, record.numbers.backordered]))
  return items.flatMap((item) => {
    const reading = read.get(item)
    if (reading?.tracked) return countedShelves(reading, there, heldBack)
    return keptShelves(demandsOf.get(item) ?? [], reading ? new Map() : short)
  })
}

/**
 * What is there is the shelf, less what is held back of it; below zero so many units are owed. What is held back was on the
 * shelf, and is never owed.
 */
function countedShelves(reading: CountedItem, there: UnitsThere, heldBack: UnitsAt): Shelf[] {
  return reading.points.map((point) => {
    const { itemId: item, locationId: location } = point
    const net = there(point)
    return { item, location, units: Math.max(0, net - heldBack(`${item}@${location}`)), owed: Math.max(0, -net) }
  })
}

/** What can still be held back where that is fewer than were, by place: units that are not there any more are not. */
export function heldBackLess(
  readings: Iterable<CountedItem>,
  there: UnitsThere,
  heldBack: UnitsAt,
): Map<string, number> {
  const less = new Map<string, number>()
  for (const { tracked, points } of readings) {
    for (const point of tracked ? points : []) {
      const place = `${point.itemId}@${point.locationId}`
      const left = Math.max(0, there(point))
      if (left < heldBack(place)) less.set(place, left)
    }
  }
  return less
}

/**
 * Shelves for an item that Shopify does not count: an item that is not tracked is never short, and of a deleted one
 * what was short stays short, so that the open demand stays visible and is never lost.
 */
function keptShelves(demands: readonly LocatedDemand[], short: ReadonlyMap<string, number>): Shelf[] {
  return demands.map(({ line, item, location, units }) => ({
    item,
    location,
    units: Math.max(0, units - (short.get(`${line}@${location}`) ?? 0)),
  }))
}
