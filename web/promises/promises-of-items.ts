import { policy } from '../planning/policy.ts'
import { repeg } from '../planning/repeg.ts'
import { nextOrderDay } from '../planning/rules/days/if-ordered.ts'
import { promiseLevel } from '../planning/rules/days/promise-level.ts'
import { type ProvenLeadTime, provenLeadTime } from '../planning/rules/days/proven-lead-time.ts'
import type { PlannedItem } from '../planning/rules/facts.ts'
import type { SupplyHistory } from '../planning/store/days/expected-arrivals.ts'
import type { OrderedFrom } from '../planning/store/days/ordered-from.ts'
import { loadPlanningFacts } from '../planning/store/facts.ts'
import { loadArrivalsWithHistory, type OrderedArrival } from '../planning/store/supply.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { type Day, dayNumber, dayOf } from '../platform/values/day.ts'
import { arrivalRange, type Evidence } from './rules/arrival-range.ts'
import { overridden } from './rules/override.ts'
import { type StorefrontPromise, storefrontPromise } from './rules/storefront-promise.ts'
import { stocksLeft } from './stocks-left.ts'
import {
  loadCountedPoints,
  loadPromiseSources,
  loadSoldVariants,
  type SoldVariant,
  type SuppliedItem,
} from './store/promise-facts.ts'
import { loadOverrides } from './store/promise-overrides.ts'

type PromisedVariant = {
  readonly variantId: string
  readonly itemId: string
  readonly promise: StorefrontPromise
  /** Its days count from today: tomorrow they are others. */
  readonly followsToday: boolean
}

export type PromisesOfItems = {
  readonly promised: readonly PromisedVariant[]
  /** Something would be told of them if they sell without stock, which nobody has said yet. */
  readonly unknown: readonly string[]
}

/**
 * What shoppers are to be told of these items: from the plan that is recorded, with what the merchant wants told instead.
 * Asks Shopify nothing.
 */
export async function promisesOfItems(tx: ShopSql, itemIds: readonly string[]): Promise<PromisesOfItems> {
  const variants = (await loadSoldVariants(tx, itemIds)).filter((one) => one.sellsWithoutStock !== false)
  if (variants.length === 0) return { promised: [], unknown: [] }
  const sold = [...new Set(variants.map((variant) => variant.itemId))].sort()
  const told = await promisesByItem(tx, sold)
  const overrides = await loadOverrides(tx, sold)
  const ofVariant = (variant: SoldVariant): PromisedVariant[] => {
    const { variantId, itemId } = variant
    const found = told.get(itemId)
    if (found === undefined || variant.sellsWithoutStock === null) return []
    return [{ variantId, itemId, ...found, promise: overridden(found.promise, overrides.get(variantId)) }]
  }
  return {
    promised: variants.flatMap(ofVariant),
    unknown: variants
      .filter((variant) => variant.sellsWithoutStock === null && told.has(variant.itemId))
      .map((variant) => variant.variantId),
  }
}

type Told = { readonly promise: StorefrontPromise; readonly followsToday: boolean }

async function promisesByItem(tx: ShopSql, itemIds: readonly string[]): Promise<ReadonlyMap<string, Told>> {
  const [supplied, points] = await Promise.all([loadPromiseSources(tx, itemIds), loadCountedPoints(tx, itemIds)])
  const { arrivals, history } = await loadArrivalsWithHistory(tx, itemIds, supplied.flatMap(idOfSupplier))
  const facts = await loadPlanningFacts(tx, itemIds, { arrivals })
  const { wishes, owed, storesOnly, today } = facts
  const records = facts.recorded.filter(({ numbers }) => numbers.state === 'open')
  const stocks = stocksLeft(points, facts)
  const coming = comingFrom(arrivals, history)
  const suppliers = takenTimes([...supplied, ...coming.values()], history, today)
  const sources = new Map(
    supplied.map((source) => {
      const proven = suppliers(source)?.leadTime
      return [source.item, { ...source, leadTimeDays: proven?.soonest ?? source.leadTimeDays }]
    }),
  )
  // The shelf is what is recorded as covered: nothing of it is left, so the outlook is of what comes beyond it.
  const { items } = repeg(records, arrivals, wishes, owed, today, [...sources.values()], storesOnly)

  const short = new Set(records.map((record) => record.item))
  const awaited = new Set(arrivals.filter(({ location }) => !storesOnly.includes(location)).map(({ item }) => item))
  const told = new Map<string, Told>()
  for (const outlook of items) {
    const [source, stock] = [sources.get(outlook.item), stocks.get(outlook.item)]
    if (source === undefined || stock === undefined) continue
    const next = nextOf(outlook, source, coming, today)
    const supplier = next === null ? null : suppliers(next)
    const promise = storefrontPromise(
      {
        supply: source.supply,
        hasLimit: source.maxBackorder !== null,
        outlook,
        hasBackorders: short.has(outlook.item),
        hasArrivals: awaited.has(outlook.item),
        stock,
        arrivesBy: next === null || supplier === null ? null : arrivesBy(next, supplier, today),
      },
      policy,
    )
    if (promise !== null)
      told.set(outlook.item, { promise, followsToday: followsToday(outlook, next, supplier, today) })
  }
  return told
}

/** An arrival, and from whom and since when it is on order. */
type Coming = OrderedArrival & OrderedFrom

function comingFrom(arrivals: readonly OrderedArrival[], { from }: SupplyHistory): ReadonlyMap<string, Coming> {
  return new Map(
    arrivals.map((one) => [
      one.arrival,
      { ...one, ...(from.get(one.arrival) ?? { supplierId: null, orderedOn: null }) },
    ]),
  )
}

type FromSupplier = { readonly supplierId: string | null }
const idOfSupplier = ({ supplierId }: FromSupplier) => supplierId ?? []

type SupplierTimes = { readonly evidence: Evidence; readonly leadTime: ProvenLeadTime | null }

/** What the deliveries of these suppliers took; null of who is none. */
function takenTimes(
  from: readonly FromSupplier[],
  { evidenceOf }: SupplyHistory,
  today: Day,
): (of: FromSupplier) => SupplierTimes | null {
  const times = new Map(
    [...new Set(from.flatMap(idOfSupplier))].map((supplierId) => {
      const evidence = evidenceOf(supplierId)
      return [supplierId, { evidence, leadTime: provenLeadTime(evidence, today, promiseLevel) }]
    }),
  )
  return ({ supplierId }) => (supplierId === null ? null : (times.get(supplierId) ?? null))
}

/** Where the next unit beyond the shelf comes from: `due` is the day that is agreed, null where it is yet to be ordered. */
type Next = { readonly supplierId: string | null; readonly orderedOn: Day; readonly due: Day | null }

function nextOf(
  { beyondShelf }: PlannedItem,
  source: SuppliedItem,
  coming: ReadonlyMap<string, Coming>,
  today: Day,
): Next | null {
  if (beyondShelf === null) return null
  if (beyondShelf.arrival === null) {
    return { supplierId: source.supplierId, orderedOn: nextOrderDay(today, source.orderDays), due: null }
  }
  const arrival = coming.get(beyondShelf.arrival)
  if (arrival === undefined || arrival.due === null) return null
  return { supplierId: arrival.supplierId, orderedOn: arrival.orderedOn ?? arrival.due, due: arrival.due }
}

function arrivesBy({ orderedOn, due }: Next, { evidence, leadTime }: SupplierTimes, today: Day): Day | null {
  if (due !== null) return arrivalRange(evidence, { orderedOn, agreedOn: due }, today, promiseLevel).to
  const ordered = dayNumber(orderedOn)
  return leadTime === null || ordered === null ? null : dayOf(ordered + leadTime.latest)
}

/**
 * With a lead time the days move every day; with an arrival once it is overdue, because then they follow how late it is. The same
 * goes for what its supplier is to deliver before: once that is overdue it says more every day.
 */
function followsToday(
  { beyondShelf, isDelayed }: PlannedItem,
  next: Next | null,
  supplier: SupplierTimes | null,
  today: Day,
): boolean {
  if (beyondShelf === null) return isDelayed === true
  if (next === null || next.due === null || next.due <= today) return true
  const { due } = next
  return supplier?.evidence.open.some(({ agreedOn }) => agreedOn !== null && agreedOn < due) ?? false
}
