import type { RecordedBackorder } from '../../domain/backorders/changes.ts'
import type { Shelf } from '../../domain/planning/facts.ts'
import type { ItemReading } from '../../domain/shop-facts.ts'

type LocatedDemand = { readonly line: string; readonly item: string; readonly location: string; readonly units: number }

/** Units at a place, `item@location`. */
export type UnitsAt = (place: string) => number

export function unitsOf(counted: ReadonlyMap<string, number>): UnitsAt {
  return (place) => counted.get(place) ?? 0
}

/** What can be given to demand now, or is owed, at every stock point of a planned item. */
export function shelvesOf(
  items: readonly string[],
  read: ReadonlyMap<string, ItemReading>,
  strangers: UnitsAt,
  heldBack: UnitsAt,
  demands: readonly LocatedDemand[],
  recorded: readonly RecordedBackorder[],
): Shelf[] {
  const demandsOf = Map.groupBy(demands, (demand) => demand.item)
  const short = new Map(recorded.map((record) => [`${record.line}@${record.location}`, record.numbers.backordered]))
  return items.flatMap((item) => {
    const reading = read.get(item)
    if (reading?.tracked) return countedShelves(reading, strangers, heldBack)
    return keptShelves(demandsOf.get(item) ?? [], reading ? new Map() : short)
  })
}

/**
 * `net = available + committed - strangers`: above zero it is the shelf, less what is held back of it; below zero so many
 * units are owed. What is held back was on the shelf, and is never owed.
 */
function countedShelves(reading: ItemReading, strangers: UnitsAt, heldBack: UnitsAt): Shelf[] {
  return reading.points.map(({ itemId, locationId, available, committed }) => {
    const place = `${itemId}@${locationId}`
    const net = available + committed - strangers(place)
    return {
      item: itemId,
      location: locationId,
      units: Math.max(0, net - heldBack(place)),
      owed: Math.max(0, -net),
    }
  })
}

/** What can still be held back where that is fewer than were, by place: units that are not there any more are not. */
export function heldBackLess(
  readings: Iterable<ItemReading>,
  strangers: UnitsAt,
  heldBack: UnitsAt,
): Map<string, number> {
  const less = new Map<string, number>()
  for (const { tracked, points } of readings) {
    for (const { itemId, locationId, available, committed } of tracked ? points : []) {
      const place = `${itemId}@${locationId}`
      const there = Math.max(0, available + committed - strangers(place))
      if (there < heldBack(place)) less.set(place, there)
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
