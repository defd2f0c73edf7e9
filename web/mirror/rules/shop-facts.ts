// What a shop's webhooks and readings say, in our words. Ids are plain numeric text. `changedAt` is Shopify's own
// updated_at, which has whole seconds only; `heardAt` (when a webhook was triggered, or a reading began) breaks the
// ties. The newest fact wins, whatever order facts arrive in.

import type { ToldPromise } from './told-promise.ts'

export type NativeKind = 'transfer' | 'purchase-order'

type Dated = { readonly changedAt: string; readonly heardAt: string }

export type OrderFact = Dated & {
  readonly kind: 'order'
  readonly orderId: string
  readonly name: string
  readonly orderedAt: string
  readonly cancelledAt: string | null
  /** Shopify's own word, in small letters: `paid`, `pending`, `authorized`; null where it was not told. */
  readonly financialStatus: string | null
  readonly lines: readonly OrderLineFact[]
}

export type OrderLineFact = {
  readonly lineId: string
  /** Null for a custom line, and once the variant was deleted. */
  readonly variantId: string | null
  readonly sku: string | null
  readonly title: string
  /** Units ordered, after edits and refunds. */
  readonly units: number
  /** Units still to be fulfilled. */
  readonly open: number
  /** What the shopper read before ordering; null where nothing was told. */
  readonly told: ToldPromise | null
  /** Bought by a selling plan, a subscription or a pre-order: parts of it may be scheduled for later. */
  readonly hasSellingPlan: boolean
}

/** Something happened to an order at this moment; what it is now must be read, unless we know of it already. */
export type OrderTouched = { readonly kind: 'order-touched'; readonly orderId: string; readonly at: string }

export type OrderGone = Dated & { readonly kind: 'order-gone'; readonly orderId: string }

/** Fulfillment orders whose lines may be elsewhere now. */
export type RoutingTouched = { readonly kind: 'routing-touched'; readonly fulfillmentOrderIds: readonly string[] }

export type LevelFact = Dated & {
  readonly kind: 'level'
  readonly itemId: string
  readonly locationId: string
  /** Null for an item that is not tracked. */
  readonly available: number | null
  readonly connected: boolean
}

export type ItemFact = Dated & {
  readonly kind: 'item'
  readonly itemId: string
  readonly sku: string | null
  readonly tracked: boolean
}

export type ItemGone = Dated & { readonly kind: 'item-gone'; readonly itemId: string }

export type VariantFact = Dated & {
  readonly kind: 'variant'
  readonly variantId: string
  readonly productId: string | null
  readonly itemId: string | null
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly imageUrl: string | null
  readonly vendor: string | null
  readonly barcode: string | null
  /** Whether it is sold on when nothing is left; null where that was not said. */
  readonly sellsWithoutStock: boolean | null
  /** The handle of its product, while that is to be had in the online store. */
  readonly onlineHandle: string | null
}

/** What news of a product tells of all its variants, also of those that it does not write out. */
export type ProductFact = Dated & {
  readonly kind: 'product'
  readonly productId: string
  readonly title: string
  readonly vendor: string | null
  readonly onlineHandle: string | null
  /** All there are. */
  readonly variants: readonly {
    readonly variantId: string
    /** When it last changed itself, to the millisecond; null where that was not said. */
    readonly changedAt: string | null
    /** Written out: a fact of its own comes with it. */
    readonly isTold: boolean
  }[]
}

export type ProductGone = Dated & { readonly kind: 'product-gone'; readonly productId: string }

export type LocationFact = Dated & {
  readonly kind: 'location'
  readonly locationId: string
  readonly name: string
  readonly active: boolean
  /** What only a reading tells: whether online orders are fulfilled from there, and which service owns it, if any. */
  readonly role?: { readonly fulfilsOnline: boolean; readonly isService: boolean; readonly serviceName: string | null }
}

export type LocationGone = Dated & { readonly kind: 'location-gone'; readonly locationId: string }

/** Something happened to a transfer of Shopify's own, or to a shipment of one; what it is now must be read. */
export type NativeTouched = {
  readonly kind: 'native-touched'
  readonly transferId: string | null
  readonly shipmentId: string | null
}

/** A person asks to read this once more; nothing happened to it. Of a row of an import nobody knows what it was about: all is imported again. */
export type ReadAgain = {
  readonly kind: 'read-again'
  readonly thing: 'item' | 'order' | 'variant' | 'transfer' | 'purchase-order' | 'import-row'
  readonly id: string
}

export type AppFact =
  | { readonly kind: 'uninstalled'; readonly at: string }
  | { readonly kind: 'scopes-changed'; readonly scopes: readonly string[]; readonly at: string }
  | { readonly kind: 'erase-shop'; readonly at: string }
  /** A shopper wants to be forgotten, or to know what is kept. Nothing is known of the person but these orders. */
  | {
      readonly kind: 'shopper-asks'
      readonly wish: 'forget' | 'data'
      /** Shopify's id of a request for data; null where it gave none. */
      readonly requestId: string | null
      readonly orderIds: readonly string[]
      readonly at: string
    }

export type ShopFact =
  | OrderFact
  | OrderTouched
  | FulfillmentFact
  | ReadAgain
  | OrderGone
  | RoutingTouched
  | LevelFact
  | ItemFact
  | ItemGone
  | VariantFact
  | ProductFact
  | ProductGone
  | LocationFact
  | LocationGone
  | NativeTouched
  | AppFact

/** A stock point as it was read: available, committed and on hand belong to the same moment. */
export type Reading = {
  readonly itemId: string
  readonly locationId: string
  readonly available: number
  readonly committed: number
  readonly onHand: number
  readonly changedAt: string
}

/** An item as it was read, with its connected stock points. */
export type ItemReading = {
  readonly itemId: string
  readonly sku: string | null
  readonly tracked: boolean
  readonly changedAt: string
  readonly points: readonly Reading[]
}

/** Where one order's units are to be fulfilled from, as it was read. */
export type RoutedOrder = { readonly orderId: string; readonly lines: readonly RoutedLine[] }

export type RoutedLine = {
  readonly fulfillmentOrderLineId: string
  readonly fulfillmentOrderId: string
  readonly lineId: string
  readonly locationId: string
  readonly units: number
  readonly remaining: number
  /** Its fulfillment order is to be fulfilled later: at this instant, or at one that nobody knows (null). */
  readonly isScheduled?: boolean
  readonly fulfillAt?: string | null
}

/** Units of an order line that were sent with one fulfillment. */
type FulfilledUnits = {
  readonly fulfillmentId: string
  readonly lineId: string
  readonly locationId: string
  readonly units: number
  readonly fulfilledAt: string
  readonly isCancelled: boolean
}

/** What was sent of an order until its change at `changedAt`, as it was read. */
export type FulfilledOrder = {
  readonly orderId: string
  readonly changedAt: string
  readonly units: readonly FulfilledUnits[]
}

/** What a webhook tells of one fulfillment: all there is to know of it. */
export type FulfillmentFact = {
  readonly kind: 'fulfillment'
  readonly orderId: string
  readonly units: readonly FulfilledUnits[]
}

/** Whether one fact about a thing is newer than another. */
export function isNewer(one: Dated, other: Dated): boolean {
  const difference = Date.parse(one.changedAt) - Date.parse(other.changedAt)
  return difference > 0 || (difference === 0 && one.heardAt > other.heardAt)
}

/** What made something change, as the ledger keeps it. */
export type Cause = {
  readonly kind: 'delivery' | 'reconcile' | 'merchant' | 'receipt' | 'supplier-order' | 'edit'
  /** The webhook's topic, or what was done: `orders/read`. */
  readonly topic: string
  readonly triggeredAt: string
  readonly webhookId?: string
  readonly orderId?: string
  /** The order's name as people know it: `#1001`. */
  readonly order?: string
  readonly supplierOrderId?: string
  /** The supplier order's number as people know it. */
  readonly number?: number
  readonly receiptId?: string
  /** What was done to it: `ordered`, `due day changed`. */
  readonly what?: string
  /** Units that the line's stock point owed before and after, where that changed: what comes fills them first. */
  readonly owed?: { readonly before: number; readonly after: number }
}
