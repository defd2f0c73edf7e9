import type { ShopTruth } from '../../test/support/running/simulated-shop.ts'
import { gid, idOf } from '../../web/platform/values/ids.ts'
import { lineRow, orderRow, variantRow } from './bulk-rows.ts'
import {
  itemAt,
  itemOf,
  lineIdOf,
  linesOf,
  locationId,
  orderAt,
  orderBehind,
  ordersOf,
  type Seed,
  type SeededLine,
  variantOf,
} from './seed.ts'

export type PlacedOrder = {
  readonly orderId: string
  readonly orderName: string
  readonly orderedAt: string
  readonly lines: readonly SeededLine[]
}

type Search = { readonly query?: string; readonly first?: number }

const readAt = '2026-01-05T08:00:00Z'
const onePage = { hasNextPage: false, endCursor: null }
const nothingFound = { objectCount: '0', rootObjectCount: '0', fileSize: null, url: null }

/** A shop as Shopify knows it: stock by Shopify's identity, and every order. It answers what the app reads. */
export class KnownShop {
  readonly seed: Seed
  readonly #available: number[]
  readonly #committed: number[]
  readonly #placed: PlacedOrder[] = []

  constructor(seed: Seed) {
    this.seed = seed
    const items = Array.from({ length: seed.items }, (_, item) => itemAt(seed, item))
    this.#available = items.map((item) => item.available)
    this.#committed = items.map((item) => item.committed)
  }

  setAvailable(item: number, units: number): void {
    this.#available[item] = units
  }

  available(item: number): number {
    return this.#available[item] ?? 0
  }

  placeOrder(lines: readonly Omit<SeededLine, 'lineId'>[], at: string): PlacedOrder {
    const order = ordersOf(this.seed) + this.#placed.length
    // No order has more than ten lines here, so none takes another's line ids.
    const firstLine = this.seed.lines + this.#placed.length * 10
    const placed = {
      ...orderAt(order),
      orderedAt: at,
      lines: lines.map((line, index) => ({ ...line, lineId: lineIdOf(firstLine + index) })),
    }
    for (const { item, units } of lines) {
      this.#available[item] = this.available(item) - units
      this.#committed[item] = (this.#committed[item] ?? 0) + units
    }
    this.#placed.push(placed)
    return placed
  }

  /** What is open of the item never took its stock: all that was committed is available. */
  letGo(item: number): void {
    this.#available[item] = this.available(item) + (this.#committed[item] ?? 0)
    this.#committed[item] = 0
  }

  /** The newest orders were never placed. Answers their ids, which are used again. */
  takeBack(count: number): string[] {
    return this.#placed.splice(-count).map((order) => {
      for (const { item, units } of order.lines) {
        this.#available[item] = this.available(item) + units
        this.#committed[item] = (this.#committed[item] ?? 0) - units
      }
      return order.orderId
    })
  }

  /** The data of an Admin API query. */
  answer(operation: string, ids: readonly string[], search: Search = {}): unknown {
    switch (operation) {
      case 'read-locations':
        return { locations: { nodes: [locationNode], pageInfo: onePage } }
      case 'read-shop':
        return { currentAppInstallation: appNode, shop: shopNode, locations: { nodes: [], pageInfo: onePage } }
      case 'read-stock':
        return { nodes: ids.map((id) => this.#stockNode(itemOf(idOf(id)))) }
      case 'read-variants':
        return { nodes: ids.map((id) => variantRow(this.seed, variantOf(idOf(id)))) }
      case 'read-orders':
        return { nodes: ids.map((id) => this.#orderNode(orderBehind(idOf(id)) - 1)) }
      case 'search-orders':
        return { orders: { nodes: this.#openOrders(search), pageInfo: onePage } }
      // No file of stock is served here, so that variants are asked for page by page besides: some calls too many.
      case 'run-bulk-query':
        return { bulkOperationRunQuery: { bulkOperation: { id: gid('BulkOperation', '1'), createdAt: readAt } } }
      case 'read-bulk-operation':
        return { bulkOperation: { status: 'COMPLETED', errorCode: null, ...nothingFound } }
      case 'write-promises':
        return { metafieldsSet: { userErrors: [] } }
      case 'remove-promises':
        return { metafieldsDelete: { userErrors: [] } }
      case 'read-promises':
        return { nodes: ids.map((id) => ({ id, metafield: null })) }
      default:
        throw new Error(`the shop of the benchmarks does not answer ${operation}`)
    }
  }

  #orderNode(order: number): object {
    const placed = this.#placed[order - ordersOf(this.seed)]
    const { orderedAt, lines } = placed ?? { ...orderAt(order), lines: linesOf(this.seed, order) }
    const lineItems = { nodes: lines.map((line) => lineRow(this.seed, line)), pageInfo: onePage }
    return { ...orderRow(order), createdAt: orderedAt, updatedAt: orderedAt, lineItems }
  }

  /** The next seeded orders by id; none that changed of late. */
  #openOrders({ query = '', first = 0 }: Search): object[] {
    const after = /id:>(\d+)$/.exec(query)?.[1]
    if (after === undefined) return []
    const from = orderBehind(after)
    const count = Math.max(0, Math.min(first, ordersOf(this.seed) - from))
    return Array.from({ length: count }, (_, index) => this.#orderNode(from + index))
  }

  /** Once, as nobody asks again here. */
  adjust(changes: readonly { readonly inventoryItemId: string; readonly delta: number }[]): unknown {
    for (const { inventoryItemId, delta } of changes) {
      const item = itemOf(idOf(inventoryItemId))
      this.setAvailable(item, this.available(item) + delta)
    }
    return { inventoryAdjustQuantities: { inventoryAdjustmentGroup: null, userErrors: [] } }
  }

  truth(): ShopTruth {
    const seeded = Array.from({ length: ordersOf(this.seed) }, (_, order) => {
      return { ...orderAt(order), lines: linesOf(this.seed, order) }
    })
    return {
      locations: [],
      stock: this.#available.map((available, item) => this.#stockTruth(item, available)),
      orders: [...seeded, ...this.#placed].map((order) => ({
        orderId: gid('Order', order.orderId),
        orderName: order.orderName,
        createdAt: order.orderedAt,
        cancelledAt: null,
        lines: order.lines.map((line) => this.#lineTruth(line)),
      })),
      metafields: [],
      metafieldDefinitions: [],
      webhooks: { sent: 0, pending: 0, lost: 0 },
    }
  }

  #stockTruth(item: number, available: number) {
    const { itemId, sku } = itemAt(this.seed, item)
    const committed = this.#committed[item] ?? 0
    const place = { itemId: gid('InventoryItem', itemId), sku, locationId: gid('Location', locationId) }
    return { ...place, active: true, tracked: true, available, committed, onHand: available + committed }
  }

  #lineTruth({ lineId, item, units }: SeededLine) {
    const { itemId, variantId, sku } = itemAt(this.seed, item)
    const what = { itemId: gid('InventoryItem', itemId), variantId: gid('ProductVariant', variantId) }
    const openAt = [{ locationId: gid('Location', locationId), open: units }]
    return { lineId: gid('LineItem', lineId), ...what, sku, units, open: units, openAt }
  }

  #stockNode(item: number) {
    const { itemId, sku } = itemAt(this.seed, item)
    const [available, committed] = [this.available(item), this.#committed[item] ?? 0]
    const quantities = Object.entries({ available, committed, on_hand: available + committed })
    return {
      id: gid('InventoryItem', itemId),
      sku,
      tracked: true,
      updatedAt: readAt,
      inventoryLevels: {
        nodes: [
          {
            location: { id: gid('Location', locationId) },
            isActive: true,
            quantities: quantities.map(([name, quantity]) => ({ name, quantity, updatedAt: readAt })),
          },
        ],
        pageInfo: onePage,
      },
    }
  }
}

const locationNode = { id: gid('Location', locationId), name: 'Shop location', isActive: true, updatedAt: readAt }

const appNode = { app: { id: gid('App', '1') } }

const shopNode = {
  name: 'Bench',
  contactEmail: '',
  currencyCode: 'EUR',
  ianaTimezone: 'Europe/Berlin',
  shopAddress: { formatted: [] },
}
