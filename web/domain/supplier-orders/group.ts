// From many orders' backorders to one order per supplier. Orders want X 2 and Y 1, X 3, Y 4 and Z 1; S1 sells X and Z,
// S2 sells Y: S1 gets X 5 and Z 1, S2 gets Y 5. In packs of 4 that is Y 8, of which 3 are surplus.
import { compareIds } from '../ids.ts'
import type { Day } from '../planning/facts.ts'
import { expectedOn, nextOrderDay } from './group-days.ts'
import type {
  Grouped,
  GroupedLine,
  GroupedOrder,
  GroupingFacts,
  Offer,
  OpenDraft,
  Refusal,
  RefusalReason,
  Served,
  Supplier,
  Terms,
  UncoveredDemand,
} from './group-facts.ts'
import { surplusOf, unitsToAdd } from './group-quantity.ts'
import { type Choice, type Chosen, chooseSupplier } from './group-supplier.ts'

/**
 * Every unit of the demands is either served by exactly one proposed line or refused. The order of what comes in is
 * irrelevant; what comes out is in the order of ids, and what a line serves in the order of the queue.
 */
export function group(facts: GroupingFacts, terms: Terms, today: Day): Grouped {
  const market = layOut(facts)
  const orders = new Map<string, OrderInMaking>()
  const refusals: Refusal[] = []
  for (const need of needsOf(facts.demands)) {
    const chosen = choose(need.item, market, terms, today)
    if (typeof chosen === 'string') refusals.push({ ...need, reason: chosen })
    else addLine(orderFor(orders, need, chosen.supplier, market, today), need, chosen)
  }
  return {
    orders: [...orders.values()].map(({ order }) => finished(order)).sort(compareOrders),
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

type Market = {
  readonly suppliers: ReadonlyMap<string, Supplier>
  readonly offers: ReadonlyMap<string, readonly Offer[]>
  readonly supplies: ReadonlyMap<string, string>
  readonly drafts: ReadonlyMap<string, OpenDraft>
}

function layOut({ suppliers, offers, supplies, drafts }: GroupingFacts): Market {
  return {
    suppliers: new Map(suppliers.map((supplier) => [supplier.supplier, supplier])),
    offers: Map.groupBy(offers, ({ item }) => item),
    supplies: new Map(supplies.map(({ item, supply }) => [item, supply])),
    // Of several drafts for one place the oldest is the last to be put in.
    drafts: new Map(
      drafts
        .toSorted((one, other) => compareIds(other.supplierOrder, one.supplierOrder))
        .map((draft) => [placeOf(draft), draft]),
    ),
  }
}

function choose(item: string, market: Market, terms: Terms, today: Day): Chosen | RefusalReason {
  const supply = market.supplies.get(item)
  if (supply === 'discontinued') return 'discontinued'
  if (typeof terms.rule === 'object') return named(item, market, terms.rule.supplier)
  const choices = (market.offers.get(item) ?? []).flatMap((offer): Choice[] => {
    const supplier = market.suppliers.get(offer.supplier)
    return supplier ? [{ offer, supplier }] : []
  })
  const [first, ...others] = choices.filter(({ offer }) => !offer.discontinued)
  if (first) return chooseSupplier([first, ...others], terms, today)
  if (choices.length > 0) return 'discontinued'
  return supply === 'made-to-order' ? 'made-elsewhere' : 'no-supplier'
}

/** The merchant may name a supplier that has no catalogue entry for the item: by the piece, at a cost to be told. */
function named(item: string, market: Market, name: string): Chosen | RefusalReason {
  const supplier = market.suppliers.get(name)
  if (!supplier) return 'no-supplier'
  const known = market.offers.get(item)?.find((offer) => offer.supplier === name)
  if (known?.discontinued) return 'discontinued'
  return { supplier, offer: known ?? { ...uncatalogued, supplier: name, item }, notCompared: 0 }
}

const uncatalogued = {
  cost: null,
  minimumQuantity: 1,
  packSize: 1,
  leadTimeDays: null,
  rank: 1,
  discontinued: false,
} as const

type OrderInMaking = {
  readonly order: Omit<GroupedOrder, 'lines'> & { readonly lines: GroupedLine[] }
  readonly drafted: ReadonlyMap<string, { readonly units: number; readonly needed: number }>
  readonly leadTimeDays: number | null
}

function orderFor(
  orders: Map<string, OrderInMaking>,
  { location }: Need,
  { supplier, currency, orderDays, leadTimeDays }: Supplier,
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
    leadTimeDays,
  }
  orders.set(place, made)
  return made
}

function addLine({ order, drafted, leadTimeDays }: OrderInMaking, need: Need, { offer, notCompared }: Chosen): void {
  const { item, needed, serves } = need
  const { minimumQuantity, packSize, cost } = offer
  const onDraft = drafted.get(item) ?? { units: 0, needed: 0 }
  const units = unitsToAdd(needed, onDraft, offer)
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
    expectedOn: expectedOn(order.orderOn, offer.leadTimeDays ?? leadTimeDays),
    notCompared,
    serves,
  })
}

function finished(order: OrderInMaking['order']): GroupedOrder {
  return { ...order, lines: order.lines.sort((one, other) => compareIds(one.item, other.item)) }
}

function compareOrders(one: GroupedOrder, other: GroupedOrder): number {
  return compareIds(one.supplier, other.supplier) || compareIds(one.location, other.location)
}

function placeOf({ supplier, location, currency }: { supplier: string; location: string; currency: string }): string {
  return `${supplier}@${location}@${currency}`
}
