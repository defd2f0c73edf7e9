import { z } from 'zod'
import { gid, idOf } from '../../domain/ids.ts'
import type { AdminClient } from './admin-client.ts'
import { pieces } from './reading.ts'

// The metafield that the theme extension reads: `shopify.app.toml` defines it, docs/storefront.md says what is in it.
const promise = { namespace: '$app', key: 'promise' } as const

/** As many as one call writes or takes away. */
export const promisesAtOnce = 25
/** A variant costs three points, so 250 fit one query. */
const readAtOnce = 250

export type WrittenPromise = { readonly variantId: string; readonly metafield: object }

/**
 * All of them or none. Throws `ShopifyBusy`, `AccessLost`, or `ShopifyRefused` where Shopify will not have one of them:
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet
 */
export async function writePromises(
  admin: AdminClient,
  shop: string,
  promises: readonly WrittenPromise[],
): Promise<void> {
  const metafields = promises.map(({ variantId, metafield }) => {
    const ownerId = gid('ProductVariant', variantId)
    return { ownerId, ...promise, type: 'json', value: JSON.stringify(metafield) }
  })
  await admin.run(shop, 'write-promises', { metafields }, 'behind others')
}

/** What is not there needs no taking away. Throws as `writePromises` does. */
export async function removePromises(admin: AdminClient, shop: string, variantIds: readonly string[]): Promise<void> {
  const metafields = variantIds.map((variantId) => ({ ownerId: gid('ProductVariant', variantId), ...promise }))
  await admin.run(shop, 'remove-promises', { metafields }, 'behind others')
}

const found = z.object({
  nodes: z.array(z.object({ id: z.string(), metafield: z.object({ value: z.string() }).nullish() }).nullable()),
})
const anObject = z.record(z.string(), z.unknown())

/** What the storefront is told of these variants; null where nothing is told, and of variants that are gone. */
export async function readPromises(
  admin: AdminClient,
  shop: string,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, Record<string, unknown> | null>> {
  const told = new Map<string, Record<string, unknown> | null>(variantIds.map((variantId) => [variantId, null]))
  for (const ids of pieces(variantIds, readAtOnce)) {
    const variables = { ids: ids.map((id) => gid('ProductVariant', id)) }
    const reply = await admin.run(shop, 'read-promises', variables, 'behind others')
    for (const node of found.parse(reply).nodes) {
      if (node?.metafield) told.set(idOf(node.id), readObject(node.metafield.value))
    }
  }
  return told
}

/** What is no object was not written by us: it differs from whatever is wished. */
function readObject(text: string): Record<string, unknown> {
  try {
    return anObject.safeParse(JSON.parse(text)).data ?? {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
