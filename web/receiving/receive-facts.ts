import { policy } from '../planning/policy.ts'
import { queuedDemands } from '../planning/queued-demands.ts'
import { loadJustReceived } from '../planning/store/due-items.ts'
import { loadPlanningFacts, type PlanningFacts } from '../planning/store/facts.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { unitsAt } from './release-arrived.ts'
import { withJustReceived } from './rules/just-received.ts'
import type { Received, ReceivingFacts, ServedDemand } from './rules/receive.ts'
import { loadArrivalsAt, loadKnownLocations } from './store/facts.ts'

export type AskedWish = {
  readonly lineId: string
  readonly rank?: number | undefined
  /** A line of the receipt; null: none. */
  readonly pinnedTo?: string | null | undefined
  /** Units of the line are owed at other locations as well, and it counts there too. */
  readonly alsoElsewhere?: boolean | undefined
}

/**
 * What a proposal is made of, without asking Shopify: who waits is recorded, and the shelf gives what it gave before, and
 * what came since.
 */
export async function receiveFacts(
  tx: ShopSql,
  locationId: string,
  received: readonly Received[],
  wishes: readonly AskedWish[],
  today: Day,
): Promise<ReceivingFacts> {
  const items = [...new Set(received.map((line) => line.item))].sort()
  const facts = await loadPlanningFacts(tx, items, { locations: await loadKnownLocations(tx) })
  const arrivals = await loadArrivalsAt(tx, items, locationId)
  const firstOf = new Map(arrivals.toReversed().map((arrival) => [arrival.supplierOrderLine, arrival.arrival]))
  const asked = new Map(wishes.map((wish) => [wish.lineId, wish]))
  const owed = unitsAt(locationId, facts.owed)
  const demands = demandsAt(facts, locationId, owed).map((demand) => wished(demand, asked.get(demand.line), firstOf))
  const cameBefore = unitsAt(locationId, await loadJustReceived(tx, items))
  return { ...withJustReceived({ demands, location: locationId, owed }, cameBefore, policy, today), received, arrivals }
}

/**
 * The open demand at the location, with what it has by the recorded plan: a line that was never short has all, except
 * where the place owes, for then nothing is there.
 */
function demandsAt(facts: PlanningFacts, locationId: string, owed: ReadonlyMap<string, number>): ServedDemand[] {
  const { recorded, wishes, released } = facts
  const short = new Map(recorded.map(({ line, location, numbers }) => [`${line}@${location}`, numbers.backordered]))
  return queuedDemands(facts).flatMap(({ line, order, item, location, units, orderedAt }) => {
    if (location !== locationId) return []
    const place = `${line}@${location}`
    const covered = owed.has(item) ? 0 : Math.max(0, units - (short.get(place) ?? 0))
    const own = released.get(place) ?? 0
    return [{ ...wishes.get(line), line, order, item, location, units, orderedAt, covered, released: own }]
  })
}

function wished(demand: ServedDemand, wish: AskedWish | undefined, firstOf: ReadonlyMap<string, string>): ServedDemand {
  if (wish === undefined) return demand
  const { rank, pinnedTo } = wish
  const ranked = { ...demand, ...(rank === undefined ? {} : { rank }) }
  if (pinnedTo === undefined) return ranked
  const { pin: _, alsoPinned: __, ...free } = ranked
  const asked = firstOf.get(pinnedTo ?? '')
  return asked === undefined ? free : { ...free, pin: asked }
}
