import { z } from 'zod'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { type OnUntold, readInPieces, readRestOf } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { page } from '../../platform/shopify/reading.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import type { ItemReading } from '../rules/shop-facts.ts'

export const levelNode = z.object({
  location: z.object({ id: z.string() }),
  isActive: z.boolean(),
  quantities: z.array(z.object({ name: z.string(), quantity: z.number().int(), updatedAt: z.string().nullable() })),
})
export const itemNode = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  tracked: z.boolean(),
  updatedAt: z.string(),
})
const item = itemNode.extend({ inventoryLevels: page(levelNode) })
const batch = z.object({ nodes: z.array(item.nullable()) })
const rest = z.object({ inventoryItem: z.object({ inventoryLevels: page(levelNode) }).nullable() })

type Level = z.infer<typeof levelNode>

/** As many levels as one item has in one query; the few items with more are read to the end one by one. */
const levelsAtOnce = 20

/**
 * Available, committed and on hand of every connected stock point of these items, each point's three numbers from one
 * moment. An item that Shopify no longer has is left out of the answer, and one of which it tells only an error as well.
 */
export async function readStock(
  admin: AdminClient,
  shop: string,
  itemIds: readonly string[],
  locationCount: number,
  onUntold?: OnUntold,
): Promise<ItemReading[]> {
  const levels = Math.min(Math.max(1, locationCount), levelsAtOnce)
  // An item is guessed at one point, its page of levels at two and each level at three, with its location and quantities.
  const shape: Shape = { operation: 'read-stock', variables: { levels }, points: 3 + 3 * levels }
  const ids = itemIds.map((id) => gid('InventoryItem', id))
  const readings: ItemReading[] = []
  for await (const { reply } of readInPieces(admin, shop, shape, ids, { onUntold })) {
    for (const node of batch.parse(reply).nodes) {
      if (node === null) continue
      const levels = await readRestOf(node.id, onUntold, () => allLevels(admin, shop, node))
      if (levels !== null) readings.push(readingOf(node, levels))
    }
  }
  return readings
}

/** Null where the item was deleted before all were read. */
async function allLevels(admin: AdminClient, shop: string, node: z.infer<typeof item>): Promise<Level[] | null> {
  const levels = [...node.inventoryLevels.nodes]
  let { pageInfo } = node.inventoryLevels
  while (pageInfo.hasNextPage) {
    const reply = rest.parse(await admin.run(shop, 'read-stock-of-item', { id: node.id, after: pageInfo.endCursor }))
    if (reply.inventoryItem === null) return null
    levels.push(...reply.inventoryItem.inventoryLevels.nodes)
    pageInfo = reply.inventoryItem.inventoryLevels.pageInfo
  }
  return levels
}

export function readingOf(node: z.infer<typeof itemNode>, levels: readonly Level[]): ItemReading {
  const itemId = idOf(node.id)
  return {
    itemId,
    sku: node.sku || null,
    tracked: node.tracked,
    changedAt: node.updatedAt,
    points: levels
      .filter((one) => one.isActive)
      .map((one) => ({
        itemId,
        locationId: idOf(one.location.id),
        available: quantity(one, 'available'),
        committed: quantity(one, 'committed'),
        onHand: quantity(one, 'on_hand'),
        changedAt: one.quantities.find((each) => each.name === 'available')?.updatedAt ?? node.updatedAt,
      })),
  }
}

function quantity(one: Level, name: string): number {
  return one.quantities.find((each) => each.name === name)?.quantity ?? 0
}
