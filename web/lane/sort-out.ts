import type { ItemReading } from '../mirror/rules/shop-facts.ts'
import { loadItemsBeingRead } from '../mirror/store/orders/order-reads.ts'
import { itemsBehind, itemsElsewhere } from '../planning/point-claims.ts'
import type { DueItem } from '../planning/store/due-items.ts'
import type { PlanningFacts } from '../planning/store/facts.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'

/** How long fewer committed units than we know of may be put down to news on its way. */
const patienceSeconds = 60
/** The same where they are committed at another place instead: of a move that repeats one of the last minutes Shopify tells nobody. */
const movedPatienceSeconds = 8

export type SortedMarks = {
  readonly ready: readonly DueItem[]
  /** Items to look at again soon. */
  readonly waiting: readonly string[]
  /** Items whose wait is over: their orders must be read. */
  readonly overdue: readonly string[]
}

/**
 * An item can be planned when Shopify counts at least the units that we know of, less those that took no stock. Fewer
 * means that something shipped or was cancelled and we have not heard: a plan would flag people falsely. Then wait for the
 * news, and after a minute (sooner where they were moved) read the orders; what is known after that is the truth, and nobody waits for it again.
 */
export async function sortOut(
  tx: ShopSql,
  due: readonly DueItem[],
  read: ReadonlyMap<string, ItemReading>,
  facts: PlanningFacts,
): Promise<SortedMarks> {
  const trusting = due.filter((mark) => mark.ordersRead).map((mark) => mark.itemId)
  const beingRead = await loadItemsBeingRead(tx, trusting)
  const behind = itemsBehind(read, facts)
  const waiting = due.filter((mark) => behind.has(mark.itemId) && !mark.ordersRead)
  const elsewhere = itemsElsewhere(read, facts)
  const isPatient = ({ itemId, waitedSeconds }: DueItem) =>
    (waitedSeconds ?? 0) < (elsewhere.has(itemId) ? movedPatienceSeconds : patienceSeconds)
  return {
    ready: due.filter((mark) => !waiting.includes(mark) && !beingRead.has(mark.itemId)),
    waiting: waiting.filter(isPatient).map((mark) => mark.itemId),
    overdue: waiting.filter((mark) => !isPatient(mark)).map((mark) => mark.itemId),
  }
}

/**
 * What of the strangers can be left, where the orders were just read again: orders that we never saw have shipped.
 * Keyed `item@location`; only where it is fewer than recorded.
 */
export function fewerStrangers(
  ready: readonly DueItem[],
  read: ReadonlyMap<string, ItemReading>,
  facts: PlanningFacts,
): Map<string, number> {
  const known = new Map<string, { item: string; location: string; units: number }>()
  for (const { item, location, units } of facts.demands) if (location !== null) addUnits(known, item, location, units)
  const fewer = new Map<string, number>()
  for (const mark of ready) {
    for (const point of mark.ordersRead ? (read.get(mark.itemId)?.points ?? []) : []) {
      const place = `${point.itemId}@${point.locationId}`
      const left = Math.max(0, point.committed - (known.get(place)?.units ?? 0))
      if (left < (facts.strangers.get(place) ?? 0)) fewer.set(place, left)
    }
  }
  return fewer
}

function addUnits(
  known: Map<string, { item: string; location: string; units: number }>,
  item: string,
  location: string,
  units: number,
): void {
  const place = `${item}@${location}`
  known.set(place, { item, location, units: (known.get(place)?.units ?? 0) + units })
}
