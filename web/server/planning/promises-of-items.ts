import { dayNumber } from '../../domain/day.ts'
import { nextOrderDay } from '../../domain/if-ordered.ts'
import type { Day, PlannedItem } from '../../domain/planning/facts.ts'
import { overridden } from '../../domain/promise/override.ts'
import {
  type StorefrontPromise,
  type SupplierOfNext,
  storefrontPromise,
} from '../../domain/promise/storefront-promise.ts'
import { loadPlanningFacts } from '../db/planning/planning-facts.ts'
import type { OrderedArrival } from '../db/planning/planning-supply.ts'
import {
  loadCountedPoints,
  loadOrderedFrom,
  loadSoldVariants,
  loadSources,
  type SoldVariant,
  type SuppliedItem,
} from '../db/promises/promise-facts.ts'
import { loadOverrides } from '../db/promises/promise-overrides.ts'
import { loadNinetiethDays } from '../db/suppliers/supplier-history.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { policy } from './policy.ts'
import { repeg } from './repeg.ts'
import { stocksLeft } from './stocks-left.ts'

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
  const [facts, supplied, points] = await Promise.all([
    loadPlanningFacts(tx, itemIds),
    loadSources(tx, itemIds),
    loadCountedPoints(tx, itemIds),
  ])
  const { arrivals, wishes, owed, storesOnly, today } = facts
  const records = facts.recorded.filter(({ numbers }) => numbers.state === 'open')
  const stocks = stocksLeft(points, facts)
  const proven = await loadNinetiethDays(tx, [...new Set(supplied.flatMap(({ supplierId }) => supplierId ?? []))])
  const sources = new Map(
    supplied.map((source) => [source.item, { ...source, leadTimeDays: soonestDays(source, proven) }]),
  )
  // The shelf is what is recorded as covered: nothing of it is left, so the outlook is of what comes beyond it.
  const { items } = repeg(records, arrivals, wishes, owed, today, [...sources.values()], storesOnly)
  const supplierOf = await loadSuppliersOfNext(tx, items, sources, proven, today)

  const short = new Set(records.map((record) => record.item))
  const coming = new Map(arrivals.map((arrival) => [arrival.arrival, arrival]))
  const awaited = new Set(arrivals.filter(({ location }) => !storesOnly.includes(location)).map(({ item }) => item))
  const told = new Map<string, Told>()
  for (const outlook of items) {
    const [source, stock] = [sources.get(outlook.item), stocks.get(outlook.item)]
    if (source === undefined || stock === undefined) continue
    const promise = storefrontPromise(
      {
        supply: source.supply,
        hasLimit: source.maxBackorder !== null,
        outlook,
        hasBackorders: short.has(outlook.item),
        hasArrivals: awaited.has(outlook.item),
        stock,
        supplier: supplierOf(outlook),
      },
      policy,
    )
    if (promise !== null) told.set(outlook.item, { promise, followsToday: followsToday(outlook, coming, today) })
  }
  return told
}

/** The day that is told first is no later than the one that orders are dated with: where deliveries took less than is said. */
function soonestDays({ leadTimeDays, supplierId }: SuppliedItem, proven: ReadonlyMap<string, number>): number | null {
  const took = supplierId === null ? undefined : proven.get(supplierId)
  if (took === undefined) return leadTimeDays
  return leadTimeDays === null ? took : Math.min(took, leadTimeDays)
}

async function loadSuppliersOfNext(
  tx: ShopSql,
  items: readonly PlannedItem[],
  sources: ReadonlyMap<string, SuppliedItem>,
  proven: ReadonlyMap<string, number>,
  today: Day,
): Promise<(item: PlannedItem) => SupplierOfNext> {
  const next = items.flatMap(({ beyondShelf }) => beyondShelf?.arrival ?? [])
  const orderedFrom = await loadOrderedFrom(tx, next)
  const fromOf = ({ item, beyondShelf }: PlannedItem) => {
    if (beyondShelf === null) return { supplierId: null, orderedOn: null }
    if (beyondShelf.arrival === null) {
      const source = sources.get(item)
      return { supplierId: source?.supplierId ?? null, orderedOn: nextOrderDay(today, source?.orderDays) }
    }
    return orderedFrom.get(beyondShelf.arrival) ?? { supplierId: null, orderedOn: null }
  }
  const suppliers = new Set(items.flatMap((item) => fromOf(item).supplierId ?? []))
  const asked = new Set([...sources.values()].map((source) => source.supplierId))
  const others = [...suppliers].filter((supplier) => !asked.has(supplier))
  const ninetieth = new Map([...proven, ...(await loadNinetiethDays(tx, others))])
  return (item) => {
    const { supplierId, orderedOn } = fromOf(item)
    return { orderedOn, ninetiethDays: supplierId === null ? null : (ninetieth.get(supplierId) ?? null) }
  }
}

/** With a lead time the days move every day; with an arrival once it is overdue, because then they follow how late it is. */
function followsToday(
  { beyondShelf, isDelayed }: PlannedItem,
  coming: ReadonlyMap<string, OrderedArrival>,
  today: Day,
): boolean {
  if (beyondShelf === null) return isDelayed === true
  const due = beyondShelf.arrival === null ? null : coming.get(beyondShelf.arrival)?.due
  if (due === null || due === undefined) return true
  return (dayNumber(due) ?? 0) <= (dayNumber(today) ?? 0)
}
