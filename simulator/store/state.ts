// What one shop of the simulator knows. Ids are plain numeric strings (Shopify's 64-bit ids); gids are made at the
// edges. Instants are ISO strings in UTC with milliseconds; payloads and GraphQL cut them to seconds as Shopify does.

export type ShopState = {
  readonly shop: string
  readonly plan: 'standard' | 'advanced' | 'plus'
  readonly currency: string
  readonly timezone: string
  readonly name: string
  installed: boolean
  orderNumber: number
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
}

export type Location = { id: string; name: string; active: boolean; createdAt: string; updatedAt: string }

export type Product = {
  id: string
  title: string
  handle: string
  vendor: string
  tags: string[]
  variantIds: string[]
  imageUrl: string | null
  createdAt: string
  updatedAt: string
}

export type Variant = {
  id: string
  productId: string
  itemId: string
  title: string
  sku: string
  /** Decimal text in the shop's currency. */
  price: string
  policy: 'CONTINUE' | 'DENY'
  createdAt: string
  updatedAt: string
}

export type Item = { id: string; sku: string; tracked: boolean; requiresShipping: boolean; createdAt: string; updatedAt: string }

/** Stock by Shopify's identity: on hand = available + committed + reserved + damaged + safetyStock + qualityControl. */
export type Level = {
  id: string
  itemId: string
  locationId: string
  active: boolean
  available: number
  committed: number
  reserved: number
  damaged: number
  safetyStock: number
  qualityControl: number
  incoming: number
  updatedAt: string
}

export type Order = {
  id: string
  /** `#1001`. */
  name: string
  createdAt: string
  updatedAt: string
  cancelledAt: string | null
  closedAt: string | null
  edited: boolean
  tags: string[]
  lines: OrderLine[]
  refunds: Refund[]
  fulfillments: Fulfillment[]
  fulfillmentOrderIds: string[]
}

export type OrderLine = {
  id: string
  /** Null once the variant was deleted, or for a custom line. */
  variantId: string | null
  productId: string | null
  itemId: string | null
  sku: string
  title: string
  variantTitle: string | null
  price: string
  requiresShipping: boolean
  /** As first ordered, plus what an edit added. */
  quantity: number
  /** After edits, cancellations and refunds. */
  currentQuantity: number
  /** Still to be fulfilled. */
  fulfillableQuantity: number
}

export type Refund = {
  id: string
  createdAt: string
  lines: { id: string; lineId: string; quantity: number; restock: 'no_restock' | 'cancel' | 'return'; locationId: string | null }[]
}

export type Fulfillment = {
  id: string
  status: 'success' | 'cancelled'
  locationId: string
  createdAt: string
  updatedAt: string
  lines: { fulfillmentOrderId: string; lineId: string; quantity: number }[]
}

export type FulfillmentOrder = {
  id: string
  orderId: string
  locationId: string
  status: 'OPEN' | 'IN_PROGRESS' | 'SCHEDULED' | 'ON_HOLD' | 'CANCELLED' | 'CLOSED' | 'INCOMPLETE'
  updatedAt: string
  createdAt: string
  lines: { id: string; lineId: string; totalQuantity: number; remainingQuantity: number }[]
  holds: { id: string; reason: string; reasonNotes: string | null; handle: string | null; heldByApp: boolean }[]
}

export type Metafield = { ownerId: string; namespace: string; key: string; type: string; value: string; updatedAt: string }

/** What a verb makes Shopify announce: a topic and its full payload, before `include_fields` cut it. */
export type ShopEvent = { topic: string; payload: unknown; /** What it is about, for the control page: a gid. */ subject: string }
