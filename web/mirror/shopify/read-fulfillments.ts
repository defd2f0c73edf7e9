import { z } from 'zod'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { type OnUntold, readInPieces } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { page } from '../../platform/shopify/reading.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import type { FulfilledOrder } from '../rules/shop-facts.ts'
import { collect } from './read-orders.ts'

const line = z.object({ id: z.string(), quantity: z.int().nullable(), lineItem: z.object({ id: z.string() }) })
const fulfillment = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: z.string(),
  location: z.object({ id: z.string() }).nullable(),
  fulfillmentLineItems: page(line),
})
const order = z.object({ id: z.string(), updatedAt: z.string(), fulfillments: z.array(fulfillment) })
const batch = z.object({ nodes: z.array(order.nullable()) })
const moreLines = z.object({ fulfillment: z.object({ fulfillmentLineItems: page(line) }).nullable() })

type Fulfillment = z.infer<typeof fulfillment>

/** Nearly every order was sent in so few parcels; they are no connection, so one with more is asked for once more. */
const few = { fulfillments: 5, lines: 10 }
const many = { fulfillments: 250, lines: 1 }
const neverSent = new Set(['CANCELLED', 'ERROR', 'FAILURE'])

/** What was sent of these orders, and from where. An order that Shopify does not show is left out. */
export async function readFulfillments(
  admin: AdminClient,
  shop: string,
  orderIds: readonly string[],
  onUntold?: OnUntold,
): Promise<FulfilledOrder[]> {
  const ids = orderIds.map((id) => gid('Order', id))
  const first = await readWith(admin, shop, ids, few, onUntold)
  const full = first.filter(({ fulfillments }) => fulfillments.length === few.fulfillments).map(({ id }) => id)
  const whole = new Map((await readWith(admin, shop, full, many, onUntold)).map((one) => [one.id, one]))
  const found: FulfilledOrder[] = []
  for (const one of first) found.push(await wholeOrder(admin, shop, whole.get(one.id) ?? one))
  return found
}

async function readWith(
  admin: AdminClient,
  shop: string,
  ids: readonly string[],
  sizes: typeof few,
  onUntold: OnUntold | undefined,
) {
  const found: z.infer<typeof order>[] = []
  for await (const { reply } of readInPieces(admin, shop, shapeOf(sizes), ids, { onUntold })) {
    found.push(...batch.parse(reply).nodes.filter((node) => node !== null))
  }
  return found
}

/** An order and a list of fulfillments are guessed at one point each, a page of their lines at two and each of these at two. */
function shapeOf({ fulfillments, lines }: typeof few): Shape {
  return { operation: 'read-fulfillments', variables: { fulfillments, lines }, points: 4 + 2 * lines }
}

async function wholeOrder(
  admin: AdminClient,
  shop: string,
  { id, updatedAt, fulfillments }: z.infer<typeof order>,
): Promise<FulfilledOrder> {
  const sent: FulfilledOrder['units'][number][] = []
  for (const one of fulfillments) sent.push(...(await unitsOf(admin, shop, one)))
  return { orderId: idOf(id), changedAt: updatedAt, units: sent }
}

/** None of a location that was deleted: nothing counts there. */
async function unitsOf(admin: AdminClient, shop: string, one: Fulfillment): Promise<FulfilledOrder['units'][number][]> {
  const { location } = one
  if (location === null) return []
  const lines = await collect(one.fulfillmentLineItems, async (after) => {
    const reply = moreLines.parse(await admin.run(shop, 'read-fulfillment-lines', { id: one.id, after }))
    return reply.fulfillment?.fulfillmentLineItems
  })
  const units = new Map<string, number>()
  for (const { lineItem, quantity } of lines) units.set(lineItem.id, (units.get(lineItem.id) ?? 0) + (quantity ?? 0))
  return [...units].map(([lineId, sent]) => ({
    fulfillmentId: idOf(one.id),
    lineId: idOf(lineId),
    locationId: idOf(location.id),
    units: sent,
    fulfilledAt: one.createdAt,
    isCancelled: neverSent.has(one.status),
  }))
}
