import { changes, type RecordedBackorder } from '../../domain/backorders/changes.ts'
import type { Day, Demand, Facts, Policy, Shelf } from '../../domain/planning/facts.ts'
import { plan } from '../../domain/planning/plan.ts'
import type { ItemReading } from '../../domain/shop-facts.ts'
import { applyPlan } from '../db/apply-plan.ts'
import { recordItems } from '../db/catalogue.ts'
import { clearMarks, type DueItem, endWait, lockUnchangedMarks, postponeMarks } from '../db/due-items.ts'
import { askForOrdersOfItems, loadItemsBeingRead } from '../db/orders.ts'
import { loadPlanningFacts, type OpenDemand, type PlanningFacts } from '../db/planning-facts.ts'
import { recordReadings } from '../db/stock.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { causeOfChange } from './cause-of-change.ts'
import type { DueReadings } from './read-due.ts'

/** How long fewer committed units than we know of may be put down to news on its way. */
const patienceSeconds = 60

/** Until a merchant can choose. */
const policy: Policy = { queue: 'oldest-first', partialLines: true, handlingDays: 0 }

/**
 * The third step of a round: plans the due items from complete facts and writes the difference, in one transaction.
 * An item that was marked again since its reading is left for the next round. Answers how many items were planned.
 */
export async function planDueItems(tx: ShopSql, shop: string, readings: DueReadings, today: Day): Promise<number> {
  const unchanged = await lockUnchangedMarks(tx, shop, readings.due)
  const due = readings.due.filter((mark) => unchanged.has(mark.itemId))
  if (due.length === 0) return 0

  const read = new Map(readings.items.filter((item) => unchanged.has(item.itemId)).map((item) => [item.itemId, item]))
  await recordItems(
    tx,
    shop,
    [...read.values()].map((item) => ({ ...item, kind: 'item', heardAt: readings.readAt })),
  )
  await recordReadings(tx, shop, [...read.values()], readings.readAt)

  const facts = await loadPlanningFacts(tx, shop, [...unchanged].sort(), readings.locations)
  const { ready, waiting, overdue } = await sortOut(tx, shop, due, read, facts)
  await postponeMarks(tx, shop, waiting)
  await endWait(tx, shop, overdue)
  await askForOrdersOfItems(tx, shop, overdue)

  const planned = new Set(ready.map((mark) => mark.itemId))
  const inPlan = (thing: { readonly item: string }) => planned.has(thing.item)
  const demands = facts.demands.filter(inPlan).filter(isLocated)
  const recorded = facts.recorded.filter(inPlan)
  const outcome = plan(
    {
      shelves: ready.flatMap((mark) =>
        shelvesOf(mark.itemId, read.get(mark.itemId), demands, recorded, facts.strangers),
      ),
      demands: demands.map(({ line, order, item, location, units, orderedAt }): Demand => {
        return { line, order, item, location, units, orderedAt }
      }),
      arrivals: [],
      sources: [],
    } satisfies Facts,
    policy,
    today,
  )
  const causes = causeOfChange(ready, facts)
  await applyPlan(
    tx,
    shop,
    changes(outcome, facts.lines, recorded).map((change) => ({ ...change, cause: causes(change) })),
  )
  await clearMarks(tx, shop, [...planned])
  return planned.size
}

type LocatedDemand = OpenDemand & { readonly location: string }

function isLocated(demand: OpenDemand): demand is LocatedDemand {
  return demand.location !== null
}

/**
 * An item can be planned when Shopify counts at least the units that we know of. Fewer means that something shipped or
 * was cancelled and we have not heard: a plan would flag people falsely. Then wait for the news, and after a minute
 * read the orders; what is known after that is the truth.
 */
async function sortOut(
  tx: ShopSql,
  shop: string,
  due: readonly DueItem[],
  read: ReadonlyMap<string, ItemReading>,
  facts: PlanningFacts,
) {
  const beingRead = await loadItemsBeingRead(
    tx,
    shop,
    due.filter((mark) => mark.ordersRead).map((mark) => mark.itemId),
  )
  const behind = due.filter((mark) => isBehind(read.get(mark.itemId), mark.itemId, facts))
  const isWaiting = new Set(behind.filter((mark) => !mark.ordersRead).map((mark) => mark.itemId))
  return {
    ready: due.filter((mark) => !isWaiting.has(mark.itemId) && !beingRead.has(mark.itemId)),
    waiting: [...isWaiting].filter((item) => waitedSeconds(due, item) < patienceSeconds),
    overdue: [...isWaiting].filter((item) => waitedSeconds(due, item) >= patienceSeconds),
  }
}

function waitedSeconds(due: readonly DueItem[], item: string): number {
  return due.find((mark) => mark.itemId === item)?.waitedSeconds ?? 0
}

function isBehind(reading: ItemReading | undefined, item: string, facts: PlanningFacts): boolean {
  if (!reading?.tracked) return false
  const known = new Map<string, number>()
  for (const demand of facts.demands) {
    if (demand.item !== item) continue
    if (demand.location === null) return true
    known.set(demand.location, (known.get(demand.location) ?? 0) + demand.units)
  }
  const committed = new Map(reading.points.map((point) => [point.locationId, point.committed]))
  return [...known].some(
    ([location, units]) => (committed.get(location) ?? 0) < units + (facts.strangers.get(`${item}@${location}`) ?? 0),
  )
}

/** What can be given to demand now. `shelf = max(0, available + committed - strangers)`. */
function shelvesOf(
  item: string,
  reading: ItemReading | undefined,
  demands: readonly LocatedDemand[],
  recorded: readonly RecordedBackorder[],
  strangers: ReadonlyMap<string, number>,
): Shelf[] {
  if (reading?.tracked) {
    return reading.points.map(({ locationId, available, committed }) => ({
      item,
      location: locationId,
      units: Math.max(0, available + committed - (strangers.get(`${item}@${locationId}`) ?? 0)),
    }))
  }
  return keptShelves(item, demands, reading ? [] : recorded)
}

/**
 * Shelves for an item that Shopify does not count: an item that is not tracked is never short, and of a deleted one
 * what was short stays short, so that the open demand stays visible and is never lost.
 */
function keptShelves(item: string, demands: readonly LocatedDemand[], recorded: readonly RecordedBackorder[]): Shelf[] {
  const short = new Map(recorded.map((record) => [`${record.line}@${record.location}`, record.numbers.backordered]))
  return demands
    .filter((demand) => demand.item === item)
    .map((demand) => ({
      item,
      location: demand.location,
      units: Math.max(0, demand.units - (short.get(`${demand.line}@${demand.location}`) ?? 0)),
    }))
}
