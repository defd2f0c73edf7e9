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

/** The handles of the collections that products are in, a piece at a time; of a product that is gone, nothing. */
export async function* readProductCollections(
  admin: AdminClient,
  shop: string,
  productIds: readonly string[],
): AsyncGenerator<ProductCollections[]> {
  for (const ids of pieces(productIds, productsAtOnce)) {
    const { nodes } = reply.parse(
      await admin.run(shop, 'read-collections', { ids: ids.map((id) => gid('Product', id)) }),
    )
    yield nodes
      .filter((node) => node !== null)
      .map(({ id, collections }) => ({
        productId: idOf(id),
        collections: collections.nodes.map(({ handle }) => handle),
      }))
  }
}
