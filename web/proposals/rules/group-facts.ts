// What grouping is told and what it answers. Units are whole numbers, amounts decimal text.

import type { Day } from '../../platform/values/day.ts'
import type { Amount } from '../../platform/values/money.ts'

export type GroupingFacts = {
  readonly demands: readonly UncoveredDemand[]
  /** Of suppliers that are not named below nothing is bought: they are archived. */
  readonly offers: readonly Offer[]
  readonly suppliers: readonly Supplier[]
  /** Items that are not simply stocked. */
  readonly supplies: readonly ItemSupply[]
  readonly drafts: readonly OpenDraft[]
  /** Items that were deleted in Shopify: no stock could hold what is bought of them. None where it is left out. */
  readonly noLongerSold?: readonly string[]
  /** Nothing can be sent to these locations: what is needed there must be moved first. None where it is left out. */
  readonly closedLocations?: readonly string[]
}

/** Units of an order line that nothing will serve yet, and that no draft was raised for. */
export type UncoveredDemand = {
  /** Whatever names the order line at this location: named once. */
  readonly backorder: string
  readonly line: string
  readonly order: string
  readonly item: string
  readonly location: string
  readonly units: number
  /** Milliseconds since 1970, with a fraction where they are known finer. */
  readonly orderedAt: number
  /** Higher is served first; 0 when absent. */
  readonly rank?: number
}

/** A supplier's catalogue entry for an item. */
export type Offer = {
  readonly supplier: string
  readonly item: string
  /** A unit, in the supplier's currency. */
  readonly cost: Amount | null
  readonly minimumQuantity: number
  readonly packSize: number
  /** Null: the supplier's own. */
  readonly leadTimeDays: number | null
  /** 1 is preferred. */
  readonly rank: number
  readonly discontinued: boolean
}

export type Supplier = {
  readonly supplier: string
  readonly currency: string
  readonly leadTimeDays: number | null
  /** What came of it says that the next comes within so many days; null, or absent, where too little came to say. */
  readonly provenDays?: number | null
  /** ISO weekdays, 1 = Monday, on which the supplier takes orders; every day where none is named. */
  readonly orderDays: readonly number[]
  /** What one unit of its currency is worth in the shop's; null where nobody ever said. */
  readonly exchangeRate: Amount | null
  /** Tax and shipping of its past orders as a share of their value: 0.08. */
  readonly landing: Amount
}

export type ItemSupply = { readonly item: string; readonly supply: 'stocked' | 'made-to-order' | 'discontinued' }

/** A draft to which more can be added. */
export type OpenDraft = {
  readonly supplierOrder: string
  readonly supplier: string
  readonly location: string
  readonly currency: string
  readonly lines: readonly DraftLine[]
}

/** `needed` of the `units` are for order lines that still need them. */
type DraftLine = { readonly item: string; readonly units: number; readonly needed: number }

/** Which supplier an item is bought from, where several sell it; or the one that the merchant names. */
export type SupplierRule = 'preferred' | 'cheapest' | 'fastest' | { readonly supplier: string }

export type Terms = { readonly rule: SupplierRule; readonly shopCurrency: string | null }

export type Grouped = { readonly orders: readonly GroupedOrder[]; readonly refusals: readonly RefusedDemand[] }

/** What to buy from one supplier for one destination. */
export type GroupedOrder = {
  readonly supplier: string
  readonly location: string
  readonly currency: string
  /** The open draft that it is added to; null for a new one. */
  readonly supplierOrder: string | null
  readonly orderOn: Day
  readonly lines: readonly GroupedLine[]
}

export type GroupedLine = {
  readonly item: string
  /** The sum of what is served. */
  readonly needed: number
  /** Units to buy beside those that the draft has. */
  readonly units: number
  readonly onDraft: number
  readonly neededOnDraft: number
  /** Units on the order afterwards that nobody needs. */
  readonly surplus: number
  readonly cost: Amount | null
  readonly minimumQuantity: number
  readonly packSize: number
  readonly expectedOn: Day | null
  /** Suppliers of the item that the rule could not compare with the chosen one. */
  readonly notCompared: number
  readonly serves: readonly Served[]
}

export type Served = {
  readonly backorder: string
  readonly line: string
  readonly order: string
  readonly units: number
}

/** `too-many`: with minimum and packs it would be more units than a line can have. */
export type RefusalReason =
  | 'no-supplier'
  | 'discontinued'
  | 'made-elsewhere'
  | 'too-many'
  | 'no-longer-sold'
  | 'closed-location'

/** Demand of one item at one location that cannot be ordered. */
export type RefusedDemand = {
  readonly item: string
  readonly location: string
  readonly reason: RefusalReason
  readonly needed: number
  readonly serves: readonly Served[]
}
