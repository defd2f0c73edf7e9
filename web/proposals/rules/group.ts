// From many orders' backorders to one order per supplier. Orders want X 2 and Y 1, X 3, Y 4 and Z 1; S1 sells X and Z,
// S2 sells Y: S1 gets X 5 and Z 1, S2 gets Y 5. In packs of 4 that is Y 8, of which 3 are surplus.

import { arrivalIfOrdered, nextOrderDay } from '../../planning/rules/days/if-ordered.ts'
import type { Day } from '../../platform/values/day.ts'
import { compareIds } from '../../platform/values/ids.ts'
import type {
  Grouped,
  GroupedLine,
  GroupedOrder,
  GroupingFacts,
  RefusedDemand,
  Served,
  Supplier,
  Terms,
  UncoveredDemand,
} from './group-facts.ts'
import { choose, layOutMarket, type Market, placeOf } from './group-market.ts'
import { mostUnits, surplusOf, unitsToAdd } from './group-quantity.ts'
import { type Chosen, leadTimeOf } from './group-supplier.ts'

/**
 * Every unit of the demands is either served by exactly one proposed line or refused. The order of what comes in is
 * irrelevant; what comes out is in the order of ids, and what a line serves in the order of the queue.
 */
export function group(facts: GroupingFacts, terms: Terms, today: Day): Grouped {
  const market = layOutMarket(facts)
  const gone = new Set(facts.noLongerSold)
  const closed = new Set(facts.closedLocations)
  const orders = new Map<string, OrderInMaking>()
  const refusals: RefusedDemand[] = []
  for (const need of needsOf(facts.demands)) {
    const chosen = choose(need.item, market, terms, today)
    if (gone.has(need.item)) refusals.push({ ...need, reason: 'no-longer-sold' })
    else if (closed.has(need.location)) refusals.push({ ...need, reason: 'closed-location' })
    else if (typeof chosen === 'string') refusals.push({ ...need, reason: chosen })
    else if (!addLine(orderFor(orders, need, chosen.supplier, market, today), need, chosen, today)) {
      refusals.push({ ...need, reason: 'too-many' })
    }
  }
  return {
    orders: [...orders.values()]
      .filter(({ order }) => order.lines.length > 0)
      .map(({ order }) => finished(order))
      .sort(compareOrders),
    refusals: refusals.sort(
      (one, other) => compareIds(one.item, other.item) || compareIds(one.location, other.location),
    ),
  }
}

/** All that one item lacks at one location. */
type Need = {
  readonly item: string
  readonly location: string
  readonly needed: number
  readonly serves: readonly Served[]
}

function* needsOf(demands: readonly UncoveredDemand[]): Generator<Need> {
  const byPlace = Map.groupBy(
    demands.filter(({ units }) => units > 0),
    ({ item, location }) => `${item}@${location}`,
  )
  for (const together of byPlace.values()) {
    const [first] = together
    if (first === undefined) continue
    const serves = together.sort(compareInQueue)
    const needed = serves.reduce((total, { units }) => total + units, 0)
    yield { item: first.item, location: first.location, needed, serves }
  }
}

function compareInQueue(one: UncoveredDemand, other: UncoveredDemand): number {
  return (
    (other.rank ?? 0) - (one.rank ?? 0) ||
    one.orderedAt - other.orderedAt ||
    compareIds(one.order, other.order) ||
    compareIds(one.line, other.line) ||
    compareIds(one.backorder, other.backorder)
  )
}

type OrderInMaking = {
  readonly order: Omit<GroupedOrder, 'lines'> & { readonly lines: GroupedLine[] }
  readonly drafted: ReadonlyMap<string, { readonly units: number; readonly needed: number }>
}

function orderFor(
  orders: Map<string, OrderInMaking>,
  { location }: Need,
  { supplier, currency, orderDays }: Supplier,
  market: Market,
  today: Day,
): OrderInMaking {
  const place = placeOf({ supplier, location, currency })
  const begun = orders.get(place)
  if (begun) return begun
  const draft = market.drafts.get(place)
  const made: OrderInMaking = {
    order: {
      supplier,
      location,
      currency,
      supplierOrder: draft?.supplierOrder ?? null,
      orderOn: nextOrderDay(today, orderDays),
      lines: [],
    },
    drafted: new Map(draft?.lines.map((line) => [line.item, line])),
  }
  orders.set(place, made)
  return made
}

/** False: it would be more than a line can have. */
function addLine({ order, drafted }: OrderInMaking, need: Need, chosen: Chosen, today: Day): boolean {
  const { offer, notCompared } = chosen
  const { item, needed, serves } = need
  const { minimumQuantity, packSize, cost } = offer
  const onDraft = drafted.get(item) ?? { units: 0, needed: 0 }
  const units = unitsToAdd(needed, onDraft, offer)
  if (onDraft.units + units > mostUnits) return false
  order.lines.push({
    item,
    needed,
    units,
    onDraft: onDraft.units,
    neededOnDraft: onDraft.needed,
    surplus: surplusOf({ units, needed }, onDraft),
    cost,
    minimumQuantity,
    packSize,
    expectedOn: arrivalIfOrdered(today, leadTimeOf(chosen)),
    notCompared,
    serves,
  })
  return true
}

function finished(order: OrderInMaking['order']): GroupedOrder {
  return { ...order, lines: order.lines.sort((one, other) => compareIds(one.item, other.item)) }
}

function compareOrders(one: GroupedOrder, other: GroupedOrder): number {
  return compareIds(one.supplier, other.supplier) || compareIds(one.location, other.location)
}
