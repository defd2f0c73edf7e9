import { z } from 'zod'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { readInPieces } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import type { ProductCollections } from '../store/listed-products.ts'

const found = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), collections: z.object({ nodes: z.array(z.object({ handle: z.string() })) }) })
      .nullable(),
  ),
})

/** A product with twenty of its collections is guessed at two dozen points. */
const shape: Shape = { operation: 'read-collections', variables: {}, points: 23 }

/**
 * The handles of the collections that products are in, a piece at a time; a product that is gone is in none, and one of which
 * Shopify tells only an error is left out.
 */
export async function* readProductCollections(
  admin: AdminClient,
  shop: string,
  productIds: readonly string[],
): AsyncGenerator<ProductCollections[]> {
  const gids = productIds.map((id) => gid('Product', id))
  for await (const { ids, reply } of readInPieces(admin, shop, shape, gids, { onUntold: () => undefined })) {
    const { nodes } = found.parse(reply)
    const read = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node.collections.nodes]])))
    yield ids.map((id) => ({ productId: idOf(id), collections: (read.get(id) ?? []).map(({ handle }) => handle) }))
  }
}
