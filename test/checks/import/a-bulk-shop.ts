import { ShopifyBusy } from '../../../web/platform/errors.ts'
import type { Transport } from '../../../web/platform/shopify/transport.ts'
import { gid } from '../../../web/platform/values/ids.ts'
import type { AdminCall } from '../../support/lane/truth.ts'

type Rows = readonly object[]

/** Shopify's bulk operations, played: what each finds is set by the test. */
export class BulkShop {
  readonly rows: Record<string, Rows> = { Catalogue: [], Stock: [], Orders: [], Routing: [] }
  /** What happens to the operation of this name, once. */
  readonly mishaps = new Map<string, 'FAILED' | 'CANCELED' | 'EXPIRED' | 'TIMEOUT' | 'gone'>()
  readonly started: string[] = []
  /** Their queries. */
  readonly queries: string[] = []
  createdAt = '2026-03-02T09:30:00Z'
  /** When the operations of this name are created, one after the other, where not at `createdAt`. */
  readonly createdAts = new Map<string, string[]>()
  /** Orders that changed, the oldest change first, and of how many Shopify tells at once. */
  changed: readonly { readonly updatedAt: string }[] = []
  changedAPage = 250
  onSearch: () => void = () => undefined
  isBusy = false
  /** A line that every file has besides. */
  damaged: string | null = null
  /** How a file comes, from a byte on, where not at once. */
  bodyOf: (bytes: Buffer) => ConstructorParameters<typeof Response>[0] = (bytes) => Uint8Array.from(bytes)

  /** Null for operations that are none of these. */
  answer(call: AdminCall & { variables: { after?: string | null } }): unknown {
    const { operation, variables } = call
    if (operation === 'run-bulk-query' && this.isBusy) throw new ShopifyBusy('throttled', { retryAfterMs: 1_000 })
    if (operation === 'run-bulk-query') {
      const name = /query (\w+)/.exec(variables.query ?? '')?.[1] ?? ''
      this.started.push(name)
      this.queries.push(variables.query ?? '')
      const id = gid('BulkOperation', String(this.started.length))
      const createdAt = this.createdAts.get(name)?.shift() ?? this.createdAt
      return { bulkOperationRunQuery: { bulkOperation: { id, createdAt }, userErrors: [] } }
    }
    if (operation === 'search-orders' && variables.query?.startsWith('updated_at')) {
      return { orders: this.#changedSince(variables.query, Number(variables.after ?? 0)) }
    }
    return operation === 'read-bulk-operation' ? { bulkOperation: this.#operation(variables.id ?? '') } : null
  }

  #changedSince(query: string, from: number) {
    this.onSearch()
    const [, since = ''] = /'(.*)'/.exec(query) ?? []
    const found = this.changed.filter(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(since))
    const to = from + this.changedAPage
    const pageInfo = { hasNextPage: to < found.length, endCursor: String(to) }
    return { nodes: found.slice(from, to), pageInfo }
  }

  #operation(id: string) {
    const number = Number(id.slice(id.lastIndexOf('/') + 1))
    const name = this.started[number - 1] ?? ''
    const mishap = this.mishaps.get(name)
    const counts = { objectCount: '1', rootObjectCount: String(this.rows[name]?.length ?? 0), errorCode: null }
    if (mishap !== undefined && mishap !== 'gone') {
      this.mishaps.delete(name)
      const end = mishap === 'TIMEOUT' ? { status: 'FAILED', errorCode: mishap } : { status: mishap }
      return { ...counts, ...end, fileSize: null, url: null }
    }
    const text = this.#text(name)
    const url = text === '' ? null : `https://storage.example/${name}`
    return { ...counts, status: 'COMPLETED', fileSize: String(Buffer.byteLength(text)), url }
  }

  readonly transport: Transport = async (input, init) => {
    const name = new URL(String(input)).pathname.slice(1)
    if (this.mishaps.get(name) === 'gone') {
      this.mishaps.delete(name)
      return new Response('AccessDenied', { status: 403 })
    }
    const range = new Headers(init?.headers).get('range')
    const from = Number(/bytes=(\d+)/.exec(range ?? '')?.[1] ?? 0)
    return new Response(this.bodyOf(Buffer.from(this.#text(name)).subarray(from)), { status: from > 0 ? 206 : 200 })
  }

  #text(name: string): string {
    const damaged = this.damaged === null ? '' : `${this.damaged}\n`
    return damaged + (this.rows[name] ?? []).map((row) => `${JSON.stringify(row)}\n`).join('')
  }
}

const at = '2026-03-01T08:00:00Z'

export function variantRow(id: string) {
  return {
    id: gid('ProductVariant', id),
    title: 'Default Title',
    sku: `sku-${id}`,
    updatedAt: at,
    product: { id: gid('Product', id), title: 'Mug' },
    inventoryItem: { id: gid('InventoryItem', id), sku: `sku-${id}`, tracked: true, updatedAt: at },
  }
}

export function stockRows(id: string, available: number, committed: number, updatedAt = at) {
  const item = gid('InventoryItem', id)
  const quantities = Object.entries({ available, committed, on_hand: available + committed })
  return [
    { id: item, sku: `sku-${id}`, tracked: true, updatedAt: at },
    {
      id: `gid://shopify/InventoryLevel/${id}`,
      isActive: true,
      location: { id: gid('Location', '1') },
      quantities: quantities.map(([name, quantity]) => ({ name, quantity, updatedAt })),
      __parentId: item,
    },
  ]
}

type Property = { readonly name: string; readonly value: string }

export function orderRows(
  id: string,
  variant: string,
  units: number,
  updatedAt = at,
  properties: readonly Property[] = [],
) {
  const order = gid('Order', id)
  return [
    { id: order, name: `#${id}`, createdAt: at, updatedAt, cancelledAt: null },
    {
      id: gid('LineItem', `${id}1`),
      sku: null,
      title: 'Mug',
      variantTitle: null,
      currentQuantity: units,
      unfulfilledQuantity: units,
      customAttributes: properties.map(({ name, value }) => ({ key: name, value })),
      variant: { id: gid('ProductVariant', variant) },
      __parentId: order,
    },
  ]
}
