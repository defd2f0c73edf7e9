import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { type OnUntold, readInPieces } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import type { ItemFact, VariantFact } from '../rules/shop-facts.ts'

export const variantNode = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  // A file that was written down for the version before has neither policy nor barcode, and of its product no more than id and title.
  barcode: z.string().nullish(),
  inventoryPolicy: z.string().nullish(),
  updatedAt: z.string(),
  product: z.object({
    id: z.string(),
    title: z.string(),
    vendor: z.string().nullish(),
    handle: z.string().nullish(),
    status: z.string().nullish(),
    publishedAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
  }),
  inventoryItem: z.object({ id: z.string(), sku: z.string().nullable(), tracked: z.boolean(), updatedAt: z.string() }),
})
const batch = z.object({ nodes: z.array(variantNode.nullable()) })

/** A variant is guessed at three points, with its product and item. */
const shape: Shape = { operation: 'read-variants', variables: {}, points: 3 }

/** Variants with their items. A variant that Shopify no longer has is left out of the answer. */
export async function readVariants(
  admin: AdminClient,
  shop: string,
  variantIds: readonly string[],
  onUntold?: OnUntold,
): Promise<{ variant: VariantFact; item: ItemFact }[]> {
  const heardAt = new Date(clock.now()).toISOString()
  const found: { variant: VariantFact; item: ItemFact }[] = []
  const ids = variantIds.map((id) => gid('ProductVariant', id))
  for await (const { reply } of readInPieces(admin, shop, shape, ids, { onUntold })) {
    for (const node of batch.parse(reply).nodes) if (node !== null) found.push(variantFacts(node, heardAt))
  }
  return found
}

export function variantFacts(
  node: z.infer<typeof variantNode>,
  heardAt: string,
): { variant: VariantFact; item: ItemFact } {
  const itemId = idOf(node.inventoryItem.id)
  const { handle, status, publishedAt } = node.product
  return {
    variant: {
      kind: 'variant',
      variantId: idOf(node.id),
      productId: idOf(node.product.id),
      itemId,
      title: node.product.title,
      variantTitle: node.title,
      sku: node.sku || null,
      imageUrl: null,
      vendor: node.product.vendor || null,
      barcode: node.barcode || null,
      sellsWithoutStock: node.inventoryPolicy == null ? null : node.inventoryPolicy === 'CONTINUE',
      onlineHandle: (status === 'ACTIVE' && publishedAt != null && handle) || null,
      changedAt: later(node.updatedAt, node.product.updatedAt),
      heardAt,
    },
    item: {
      kind: 'item',
      itemId,
      sku: node.inventoryItem.sku || null,
      tracked: node.inventoryItem.tracked,
      changedAt: node.inventoryItem.updatedAt,
      heardAt,
    },
  }
}

/** A webhook tells of a product and its variants as of the product's last change: a reading of both is as new. */
function later(one: string, other: string | null | undefined): string {
  return other != null && Date.parse(other) > Date.parse(one) ? other : one
}
