// What one shop of the simulator knows. Ids are plain numeric strings (Shopify's 64-bit ids); gids are made at the
// edges. Instants are ISO strings in UTC with milliseconds; payloads and GraphQL cut them to seconds as Shopify does.
// Rows are never changed in place: a change puts a new row in its table, which is how it is undone and kept on disk.

import type { Faults } from '../admin-api/admin-faults.ts'
import type { Rates } from '../webhooks/mischief.ts'
import type { Written } from './table.ts'

export type ShopKind = 'empty' | 'retail'

export type ShopState = {
  readonly shop: string
  readonly kind: ShopKind
  readonly plan: 'standard' | 'advanced' | 'plus'
  readonly currency: string
  readonly timezone: string
  readonly name: string
  readonly createdAt: string
  /** The merchant has opened the app: it has a token, and webhooks flow. */
  installed: boolean
  /** The app is not there, not yet or no longer: no webhook is sent, no token is good. */
  uninstalled: boolean
  /** The optional scopes that the merchant granted the app; null as long as nothing was decided. */
  optionalScopes: readonly string[] | null
  /** The latest order's number; its name is `#` and the number. */
  orderNumber: number
  /** One counter for every kind of id. It starts at the same number in every shop, so that two shops share ids. */
  nextId: bigint
  /** The latest instant told by this shop, in milliseconds: its time never goes backwards. */
  clock: number
  /** How much further Shopify's own time is than the clock on the wall, in milliseconds. */
  passedMs: number
  /** `only` these topics meet it, or all where none is named. */
  mischief: { rates: Rates; only: readonly string[]; random: number }
  faults: Faults
  /** Deliveries acknowledged, second copies acknowledged, those that will never be sent, those whose body was just sent. */
  webhooks: { sent: number; repeated: number; lost: number; dropped: number }
  /** Retail shops: how many days of the slice were replayed. */
  daysReplayed: number
  readonly locations: Map<string, Location>
  readonly products: Map<string, Product>
  readonly variants: Map<string, Variant>
  readonly items: Map<string, Item>
  /** Keyed `${itemId}@${locationId}`. */
  readonly levels: Map<string, Level>
  readonly orders: Map<string, Order>
  readonly fulfillmentOrders: Map<string, FulfillmentOrder>
  /** Keyed `${ownerId gid}/${namespace}/${key}`. */
  readonly metafields: Map<string, Metafield>
  /** What apps and merchants defined in namespaces that no app keeps for itself: keyed `${ownerType}/${namespace}/${key}`. */
  readonly metafieldDefinitions: Map<string, MetafieldDefinition>
  /** Blocks of the app that are not in the theme, by the names of their files: the merchant took them out. */
  readonly blocksOff: Map<string, { readonly block: string }>
  readonly bulkOperations: Map<string, BulkOperation>
  /** Keyed by the idempotency key they came with. */
  readonly stockAdjustments: Map<string, StockAdjustment>
  readonly transfers: Map<string, Transfer>
  readonly shipments: Map<string, Shipment>
  readonly purchaseOrders: Map<string, PurchaseOrder>
  readonly index: ShopIndex
  /** What was written since the last change was kept. */
  readonly log: Written[]
}

/** Ways to find rows, kept up to date by the tables themselves. */
export type ShopIndex = {
  readonly orderIdByName: Map<string, string>
  readonly variantIdBySku: Map<string, string>
  readonly productIdByHandle: Map<string, string>
  readonly variantIdsByItem: Map<string, Set<string>>
  readonly levelKeysByItem: Map<string, Set<string>>
}

export type Location = {
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** Absent: it does. */
  readonly fulfillsOnlineOrders?: boolean
  /** It belongs to a fulfilment service. Absent: it does not. */
  readonly isFulfillmentService?: boolean
  /** The service that it belongs to, as merchants see it. */
  readonly serviceName?: string
  readonly createdAt: string
  readonly updatedAt: string
}

export type Product = {
  readonly id: string
  readonly title: string
  readonly handle: string
  readonly vendor: string
  /** False: not to be had in the online store. */
  readonly isOnline?: boolean
  /** Titles of the collections it is in. */
  readonly collections?: readonly string[]
  readonly tags: readonly string[]
  readonly variantIds: readonly string[]
  readonly imageUrl: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export type Variant = {
  readonly id: string
  readonly productId: string
  readonly itemId: string
  readonly title: string
  readonly sku: string
  readonly barcode: string | null
  /** Decimal text in the shop's currency. */
  readonly price: string
  readonly policy: 'CONTINUE' | 'DENY'
  readonly createdAt: string
  readonly updatedAt: string
}

export type Item = {
  readonly id: string
  readonly sku: string
  readonly tracked: boolean
  readonly requiresShipping: boolean
  readonly createdAt: string
  readonly updatedAt: string
}

/** Stock by Shopify's identity: on hand = available + committed + reserved + damaged + safetyStock + qualityControl. */
export type Level = {
  readonly id: string
  readonly itemId: string
  readonly locationId: string
  readonly active: boolean
  readonly available: number
  readonly committed: number
  readonly reserved: number
  readonly damaged: number
  readonly safetyStock: number
  readonly qualityControl: number
  readonly incoming: number
  readonly updatedAt: string
}

export type Order = {
  readonly id: string
  /** `#1001`. */
  readonly name: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly cancelledAt: string | null
  readonly closedAt: string | null
  readonly edited: boolean
  /** Who bought: an opaque reference, never a name. */
  readonly customer: string | null
  /** The shop's own reference, e.g. the invoice it came from. */
  readonly reference: string | null
  readonly tags: readonly string[]
  readonly lines: readonly OrderLine[]
  readonly refunds: readonly Refund[]
  readonly fulfillments: readonly Fulfillment[]
  readonly fulfillmentOrderIds: readonly string[]
  /** The location whose till sold it; absent for what was bought online. */
  readonly soldAt?: string
  /** Absent: paid when it was placed. */
  readonly financialStatus?: 'pending' | 'authorized' | 'paid'
}

export type OrderLine = {
  readonly id: string
  /** Null once the variant was deleted, or for a custom line. */
  readonly variantId: string | null
  readonly productId: string | null
  readonly itemId: string | null
  readonly sku: string
  readonly title: string
  readonly variantTitle: string | null
  readonly price: string
  readonly requiresShipping: boolean
  /** As first ordered, plus what an edit added. */
  readonly quantity: number
  /** After edits, cancellations and refunds. */
  readonly currentQuantity: number
  /** Still to be fulfilled. */
  readonly fulfillableQuantity: number
  /** What the cart wrote on it: what the shopper typed, and what the theme and apps keep there. Absent: nothing. */
  readonly properties?: readonly LineProperty[]
  /** The plan it was bought by: a subscription, or a pre-order. Absent: none. */
  readonly sellingPlanId?: string
}

export type LineProperty = { readonly name: string; readonly value: string }

export type Refund = {
  readonly id: string
  readonly createdAt: string
  readonly lines: readonly RefundLine[]
}

export type RefundLine = {
  readonly id: string
  readonly lineId: string
  readonly quantity: number
  readonly restock: 'no_restock' | 'cancel' | 'return'
  readonly locationId: string | null
}

export type Fulfillment = {
  readonly id: string
  readonly status: 'success' | 'cancelled'
  readonly locationId: string
  readonly createdAt: string
  readonly updatedAt: string
  /** What one wish shipped from several locations shares: its first fulfillment's id. */
  readonly dispatchId: string
  readonly lines: readonly { readonly fulfillmentOrderId: string; readonly lineId: string; readonly quantity: number }[]
}

export type FulfillmentOrder = {
  readonly id: string
  readonly orderId: string
  readonly locationId: string
  readonly status: 'OPEN' | 'IN_PROGRESS' | 'SCHEDULED' | 'ON_HOLD' | 'CANCELLED' | 'CLOSED' | 'INCOMPLETE'
  readonly updatedAt: string
  readonly createdAt: string
  readonly lines: readonly FulfillmentOrderLine[]
  readonly holds: readonly Hold[]
  /** When a scheduled one is to be fulfilled; null while nobody knows. Absent: it never was scheduled. */
  readonly fulfillAt?: string | null
}

export type FulfillmentOrderLine = {
  readonly id: string
  readonly lineId: string
  readonly totalQuantity: number
  readonly remainingQuantity: number
  /** Of the remaining units, those that took no stock. Absent: none. */
  readonly unclaimed?: number
}

export type Hold = {
  readonly id: string
  readonly reason: string
  readonly reasonNotes: string | null
  readonly handle: string | null
  readonly heldByApp: boolean
}

export type MetafieldDefinition = {
  /** The type of the things it is about, as ids name it: `Order`. */
  readonly ownerType: string
  readonly namespace: string
  readonly key: string
  readonly name: string
  readonly type: string
}

export type Metafield = {
  readonly ownerId: string
  readonly namespace: string
  readonly key: string
  readonly type: string
  readonly value: string
  readonly updatedAt: string
}

/** A query that runs by itself and leaves its answer in a file. */
export type BulkOperation = {
  readonly id: string
  readonly status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELED' | 'EXPIRED'
  readonly query: string
  /** Children stand right behind their parent in the file. */
  readonly isGrouped: boolean
  readonly createdAt: string
  readonly completedAt: string | null
  readonly errorCode: 'INTERNAL_SERVER_ERROR' | 'ACCESS_DENIED' | 'TIMEOUT' | null
  readonly objectCount: number
  readonly rootObjectCount: number
  /** Bytes of the file. */
  readonly fileSize: number
  /** Whoever knows it may read the file. */
  readonly signature: string
  /** When its file is gone, in milliseconds of the shop's clock and the time that passed. Absent: it is not over. */
  readonly keptUntilMs?: number
}

/** What came of an adjustment of stock that the app asked for. */
export type StockAdjustment = {
  readonly id: string
  /** All it was asked with, so that another request with its key is noticed. */
  readonly asked: string
  readonly isDone: boolean
  readonly at: string
}

/** Goods that are to go to a location, from another one or, without an origin, from outside. */
export type Transfer = {
  readonly id: string
  /** `#T0001`. */
  readonly name: string
  readonly status: 'DRAFT' | 'READY_TO_SHIP' | 'IN_PROGRESS' | 'TRANSFERRED' | 'CANCELED'
  readonly originId: string | null
  readonly destinationId: string
  readonly createdAt: string
  /** One line an item. */
  readonly lines: readonly { readonly id: string; readonly itemId: string; readonly quantity: number }[]
  readonly shipmentIds: readonly string[]
}

/** A part of a transfer that travels as one. */
export type Shipment = {
  readonly id: string
  /** `#T0001-1`. */
  readonly name: string
  readonly transferId: string
  readonly status: 'DRAFT' | 'IN_TRANSIT' | 'PARTIALLY_RECEIVED' | 'RECEIVED'
  readonly arrivesAt: string | null
  readonly createdAt: string
  /** When it left; absent: it has not. */
  readonly shippedAt?: string
  /** When the first of it was received; absent: nothing was. */
  readonly receivedAt?: string
  readonly lines: readonly ShipmentLine[]
}

export type ShipmentLine = {
  readonly id: string
  readonly itemId: string
  readonly quantity: number
  readonly accepted: number
  readonly rejected: number
  readonly canceled: number
}

/** What the merchant buys from a supplier, as Shopify's own record. What of it travels are the transfers linked to it. */
export type PurchaseOrder = {
  readonly id: string
  /** `#PO1`. */
  readonly name: string
  readonly status: 'DRAFT' | 'ORDERED'
  readonly supplier: string | null
  readonly destinationId: string
  readonly createdAt: string
  readonly orderedAt: string | null
  readonly archivedAt: string | null
  readonly lines: readonly { readonly id: string; readonly itemId: string; readonly quantity: number }[]
  readonly transferIds: readonly string[]
}

/** What a verb makes Shopify announce: a topic and its full payload, before `include_fields` cut it. */
export type ShopEvent = {
  topic: string
  payload: unknown /** What it is about, for the control page: a gid. */
  subject: string
}
