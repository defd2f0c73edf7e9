import { z } from 'zod'
import { gid, idOf } from '../../domain/ids.ts'
import type { AdminClient } from './admin-client.ts'
import { pieces } from './reading.ts'

const reply = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), collections: z.object({ nodes: z.array(z.object({ handle: z.string() })) }) })
      .nullable(),
  ),
})

/** A product with twenty of its collections costs two dozen points. */
const productsAtOnce = 40

export type ProductCollections = { readonly productId: string; readonly collections: string[] }

/** The handles of the collections that products are in, a piece at a time; a product that is gone is in none. */
export async function* readProductCollections(
  admin: AdminClient,
  shop: string,
  productIds: readonly string[],
): AsyncGenerator<ProductCollections[]> {
  for (const ids of pieces(productIds, productsAtOnce)) {
    const { nodes } = reply.parse(
      await admin.run(shop, 'read-collections', { ids: ids.map((id) => gid('Product', id)) }),
    )
    const found = new Map(nodes.flatMap((node) => (node === null ? [] : [[idOf(node.id), node.collections.nodes]])))
    yield ids.map((productId) => ({
      productId,
      collections: (found.get(productId) ?? []).map(({ handle }) => handle),
    }))
  }
}
