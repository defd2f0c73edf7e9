import type { RecordedBackorder } from '../../domain/backorders/changes.ts'
import type { Shelf } from '../../domain/planning/facts.ts'
import type { ItemReading } from '../../domain/shop-facts.ts'

type LocatedDemand = { readonly line: string; readonly item: string; readonly location: string; readonly units: number }

/** What can be given to demand now, at every stock point of a planned item. What is set aside is told by `item@location`. */
export function shelvesOf(
  items: readonly string[],
  read: ReadonlyMap<string, ItemReading>,
  setAside: (place: string) => number,
  demands: readonly LocatedDemand[],
  recorded: readonly RecordedBackorder[],
): Shelf[] {
  const demandsOf = Map.groupBy(demands, (demand) => demand.item)
  const short = new Map(recorded.map((record) => [`${record.line}@${record.location}`, record.numbers.backordered]))
  return items.flatMap((item) => {
    const reading = read.get(item)
    if (reading?.tracked) return countedShelves(reading, setAside)
    return keptShelves(demandsOf.get(item) ?? [], reading ? new Map() : short)
  })
}

/** `shelf = max(0, available + committed - strangers - held back)`. */
function countedShelves(reading: ItemReading, setAside: (place: string) => number): Shelf[] {
  return reading.points.map(({ itemId, locationId, available, committed }) => ({
    item: itemId,
    location: locationId,
    units: Math.max(0, available + committed - setAside(`${itemId}@${locationId}`)),
  }))
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
