import { ShopifyRefused } from '../../../web/platform/errors.ts'
import type { OperationName } from '../../../web/platform/shopify/operations.ts'
import { gid, idOf } from '../../../web/platform/values/ids.ts'

export type AdminCall = {
  readonly operation: OperationName
  readonly variables: {
    readonly ids?: readonly string[]
    readonly id?: string
    readonly routed?: boolean
    readonly query?: string
    readonly key?: string
    readonly input?: Adjustment
  }
}

type Adjustment = {
  readonly reason: string
  readonly referenceDocumentUri: string
  readonly changes: readonly {
    readonly inventoryItemId: string
    readonly locationId: string
    readonly delta: number
    readonly changeFromQuantity: number | null
  }[]
}

export type OrderTruth = {
  readonly id: string
  readonly name?: string
  readonly createdAt?: string
  readonly updatedAt: string
  readonly cancelledAt?: string
  readonly lines: readonly LineTruth[]
}

type LineTruth = {
  readonly id: string
  readonly variant: string | null
  readonly units: number
  readonly open: number
  readonly location?: string
  readonly properties?: readonly { readonly name: string; readonly value: string }[]
}

const at = '2026-03-02T08:00:00Z'
const nothingFound = { objectCount: '0', rootObjectCount: '0', fileSize: null, url: null }
const onePage = { hasNextPage: false, endCursor: null }

/** What Shopify would answer: set by a test, read by the lane. */
export class Truth {
  timeZone = 'Etc/UTC'
  readonly locations = new Map([['1', 'Shop location']])
  readonly roles = new Map<string, { fulfillsOnlineOrders: boolean; isFulfillmentService: boolean }>()
  readonly stock = new Map<string, { location: string; available: number; committed: number }[]>()
  readonly untracked = new Set<string>()
  readonly variants = new Map<string, string>()
  readonly orders = new Map<string, OrderTruth>()
  /** What stock was adjusted by, by key. */
  readonly adjusted = new Map<string, Adjustment>()

  /** Several numbers of one item at one location, all at once, as Shopify changes them. */
  setStock(item: string, available: number, committed: number, location = '1'): void {
    const others = (this.stock.get(item) ?? []).filter((point) => point.location !== location)
    this.stock.set(item, [...others, { location, available, committed }])
  }

  setOrder(order: OrderTruth): void {
    this.orders.set(order.id, order)
  }

  answer({ operation, variables }: AdminCall): unknown {
    const ids = (variables.ids ?? []).map(idOf)
    switch (operation) {
      case 'read-locations':
        return {
          locations: {
            nodes: [...this.locations].map(([id, name]) => ({ ...locationNode(id, name), ...this.roles.get(id) })),
            pageInfo: onePage,
          },
        }
      case 'read-shop':
        return {
          currentAppInstallation: appNode,
          shop: { ...shopNode, ianaTimezone: this.timeZone },
          locations: { nodes: [], pageInfo: onePage },
        }
      case 'read-variants':
        return { nodes: ids.map((id) => this.#variant(id)) }
      case 'read-stock':
        return { nodes: ids.map((id) => this.#item(id)) }
      case 'read-orders':
        return { nodes: ids.map((id) => this.#order(id, variables.routed === true)) }
      case 'search-orders':
        return {
          orders: {
            nodes: this.#found(variables.query ?? '').map((id) => this.#order(id, variables.routed === true)),
            pageInfo: onePage,
          },
        }
      // What a bulk operation writes down is tried in whole shops; here it finds nothing.
      case 'run-bulk-query':
        return { bulkOperationRunQuery: { bulkOperation: { id: gid('BulkOperation', '1'), createdAt: at } } }
      case 'read-bulk-operation':
        return { bulkOperation: { status: 'COMPLETED', errorCode: null, ...nothingFound } }
      case 'adjust-stock':
        return this.#adjust(variables.key ?? '', variables.input)
      default:
        throw new Error(`the truth does not answer ${operation}`)
    }
  }

  /** Once for each key. Throws as the client does where Shopify refuses. */
  #adjust(key: string, input: Adjustment | undefined) {
    if (input === undefined) throw new Error('an adjustment has an input')
    const done = { inventoryAdjustQuantities: { inventoryAdjustmentGroup: { id: key }, userErrors: [] } }
    if (this.adjusted.has(key)) return done
    const pointOf = (change: Adjustment['changes'][number]) =>
      this.stock.get(idOf(change.inventoryItemId))?.find((point) => point.location === idOf(change.locationId))
    const isStale = (change: Adjustment['changes'][number]) =>
      change.changeFromQuantity !== null && change.changeFromQuantity !== pointOf(change)?.available
    if (input.changes.some(isStale)) {
      throw new ShopifyRefused('the quantity moved', { code: 'CHANGE_FROM_QUANTITY_STALE' })
    }
    this.adjusted.set(key, input)
    for (const change of input.changes) {
      const point = pointOf(change)
      if (point) point.available += change.delta
    }
    return done
  }

  #variant(id: string) {
    const item = this.variants.get(id)
    if (item === undefined) return null
    return {
      id: gid('ProductVariant', id),
      title: 'Default Title',
      sku: `sku-${id}`,
      barcode: null,
      inventoryPolicy: 'CONTINUE',
      updatedAt: at,
      product: { id: gid('Product', id), title: 'Mug', vendor: 'Potter' },
      inventoryItem: {
        id: gid('InventoryItem', item),
        sku: `sku-${id}`,
        tracked: !this.untracked.has(item),
        updatedAt: at,
      },
    }
  }

  #item(id: string) {
    const points = this.stock.get(id)
    if (points === undefined) return null
    return {
      id: gid('InventoryItem', id),
      sku: null,
      tracked: !this.untracked.has(id),
      updatedAt: at,
      inventoryLevels: {
        nodes: points.map(({ location, available, committed }) => ({
          location: { id: gid('Location', location) },
          isActive: true,
          quantities: Object.entries({ available, committed, on_hand: available + committed }).map(
            ([name, quantity]) => ({
              name,
              quantity,
              updatedAt: at,
            }),
          ),
        })),
        pageInfo: onePage,
      },
    }
  }

  /** Those that changed since, of which all are told; or the open ones behind an id. */
  #found(query: string): string[] {
    if (query.startsWith('updated_at')) return [...this.orders.keys()]
    const after = BigInt(/id:>(\d+)$/.exec(query)?.[1] ?? 0)
    const isOpen = (id: string) => this.orders.get(id)?.lines.some((line) => line.open > 0) ?? false
    return [...this.orders.keys()]
      .filter((id) => BigInt(id) > after && isOpen(id))
      .toSorted((a, b) => Number(a) - Number(b))
  }

  #order(id: string, isRouted: boolean) {
    const order = this.orders.get(id)
    if (order === undefined) return null
    const fulfillmentOrders = [...Map.groupBy(order.lines, (line) => line.location ?? '1')].map(
      ([location, lines]) => ({
        id: gid('FulfillmentOrder', `${id}${location}`),
        status: 'OPEN',
        assignedLocation: { location: { id: gid('Location', location) } },
        lineItems: {
          nodes: lines.map((line) => ({
            id: gid('FulfillmentOrderLineItem', `${line.id}${location}`),
            totalQuantity: line.units,
            remainingQuantity: line.open,
            lineItem: { id: gid('LineItem', line.id) },
          })),
          pageInfo: onePage,
        },
      }),
    )
    return {
      id: gid('Order', id),
      name: order.name ?? `#${id}`,
      createdAt: order.createdAt ?? at,
      updatedAt: order.updatedAt,
      cancelledAt: order.cancelledAt ?? null,
      lineItems: {
        nodes: order.lines.map((line) => ({
          id: gid('LineItem', line.id),
          sku: null,
          title: 'Mug',
          variantTitle: null,
          currentQuantity: line.units,
          unfulfilledQuantity: line.open,
          customAttributes: (line.properties ?? []).map(({ name, value }) => ({ key: name, value })),
          variant: line.variant === null ? null : { id: gid('ProductVariant', line.variant) },
        })),
        pageInfo: onePage,
      },
      ...(isRouted ? { fulfillmentOrders: { nodes: fulfillmentOrders, pageInfo: onePage } } : {}),
    }
  }
}

const appNode = { app: { id: 'gid://shopify/App/600000007' } }

const shopNode = {
  name: 'Mugs',
  contactEmail: 'owner@example.com',
  currencyCode: 'EUR',
  shopAddress: { formatted: ['34 Example Street'] },
}

function locationNode(id: string, name: string) {
  return { id: gid('Location', id), name, isActive: true, updatedAt: at }
}
