import { z } from 'zod'
import { ShopifyRefused } from '../../platform/errors.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { failsSomewhere, isOfTheApp, type OnUntold, readPage } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { page } from '../../platform/shopify/reading.ts'
import { idOf } from '../../platform/values/ids.ts'
import { completeOrder, order, type ReadOrder, readOrders } from './read-orders.ts'

const reply = z.object({ orders: page(order) })
const listed = z.object({ orders: page(z.object({ id: z.string() })) })

/** Nearly every order has so few lines and fulfillment orders; one with more is read to its end page by page. */
const inner = { lines: 20, fulfillmentOrders: 3, fulfillmentLines: 20 }
/** As the import asks for them: see `platform/shopify/operations/bulk/orders.graphql`. */
const openOrders = 'NOT status:cancelled AND NOT fulfillment_status:fulfilled'

/**
 * The orders that changed at `since` or later, as they are now, oldest change first, page by page. Reading began at
 * `heardAt`. One of which Shopify tells only an error is told to `onUntold` and left out, so that a page of such is empty.
 */
export async function* readOrdersSince(
  admin: AdminClient,
  shop: string,
  since: string,
  isRouted: boolean,
  heardAt: string,
  onUntold?: OnUntold,
): AsyncGenerator<ReadOrder[]> {
  const search = { query: `updated_at:>='${since}'`, sortKey: 'UPDATED_AT' }
  let after: string | null = null
  do {
    const page: FoundOrderPage = await readOrderPage(admin, shop, { ...search, after }, { isRouted, heardAt, onUntold })
    if (page.lastOrderId !== null) yield page.found
    after = page.next
  } while (after !== null)
}

/** The next orders by id that Shopify finds open, and the last id of them, which is null behind the last order. */
export async function readOpenOrders(
  admin: AdminClient,
  shop: string,
  afterOrderId: string,
  isRouted: boolean,
  heardAt: string,
  onUntold?: OnUntold,
): Promise<FoundOrderPage> {
  const search = { query: `${openOrders} AND id:>${afterOrderId}`, sortKey: 'ID', after: null }
  return await readOrderPage(admin, shop, search, { isRouted, heardAt, onUntold })
}

type Search = { readonly query: string; readonly sortKey: string; readonly after: string | null }
type Reading = { readonly isRouted: boolean; readonly heardAt: string; readonly onUntold: OnUntold | undefined }
export type FoundOrderPage = {
  readonly found: ReadOrder[]
  readonly lastOrderId: string | null
  /** The cursor of the page behind it; null on the last. */
  readonly next: string | null
}

/** Where Shopify fails at one of a page, the page is listed by its ids and read from these, which leaves that one out. */
async function readOrderPage(
  admin: AdminClient,
  shop: string,
  search: Search,
  reading: Reading,
): Promise<FoundOrderPage> {
  const { isRouted, heardAt, onUntold } = reading
  try {
    const { orders } = reply.parse(await readPage(admin, shop, shapeOf(isRouted), search))
    const found: ReadOrder[] = []
    for (const node of orders.nodes) {
      const whole = await completeOrder(admin, shop, node, heardAt, onUntold)
      if (whole) found.push(whole)
    }
    return pageOf(orders, found)
  } catch (error) {
    if (onUntold === undefined || !failsAtOrders(error)) throw error
    const { orders } = listed.parse(await readPage(admin, shop, listShape, search))
    const wanted = orders.nodes.map(({ id }) => ({ orderId: idOf(id), lineCount: inner.lines }))
    return pageOf(orders, await readOrders(admin, shop, wanted, isRouted, heardAt, onUntold))
  }
}

function pageOf({ nodes, pageInfo }: z.infer<typeof listed>['orders'], found: ReadOrder[]): FoundOrderPage {
  const last = nodes.at(-1)
  return { found, lastOrderId: last ? idOf(last.id) : null, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
}

const orderErrors = z.array(z.object({ path: z.tuple([z.literal('orders'), z.literal('nodes')], z.unknown()) })).min(1)

function failsAtOrders(error: unknown): boolean {
  if (failsSomewhere(error)) return true
  return error instanceof ShopifyRefused && !isOfTheApp(error) && orderErrors.safeParse(error.details['errors']).success
}

/** The first page is a guess of some fifty orders. */
function shapeOf(isRouted: boolean): Shape {
  return { operation: 'search-orders', variables: { ...inner, routed: isRouted }, points: isRouted ? 18 : 9 }
}

const listShape: Shape = { operation: 'list-orders', variables: {}, points: 4 }
