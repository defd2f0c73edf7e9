import { z } from 'zod'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { type OnUntold, readInPieces } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import { type MetafieldOwner, merchantsNamespace } from '../rules/metafield-owner.ts'

// The metafields that the theme extension and the merchant's messages read: `shopify.app.toml` defines them,
// docs/storefront.md says what is in them.
const kinds = {
  variant: { type: 'ProductVariant', key: 'promise', read: 'read-promises' },
  order: { type: 'Order', key: 'promises', read: 'read-order-promises' },
} as const

/** Of variants the metafields are the app's; of orders whose the merchant chose. */
export type PromisePlace = { readonly of: keyof typeof kinds; readonly owner: MetafieldOwner }

/** As many as one call writes or takes away. */
export const promisesAtOnce = 25

export type WrittenPromise = { readonly ownerId: string; readonly metafield: object }

/**
 * All of them or none. Throws `ShopifyBusy`, `AccessLost`, or `ShopifyRefused` where Shopify will not have one of them:
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet
 */
export async function writePromises(
  admin: AdminClient,
  shop: string,
  place: PromisePlace,
  promises: readonly WrittenPromise[],
): Promise<void> {
  const metafields = promises.map(({ ownerId, metafield }) => {
    return { ...named(place, ownerId), type: 'json', value: JSON.stringify(metafield) }
  })
  await admin.run(shop, 'write-promises', { metafields }, 'behind others')
}

/** What is not there needs no taking away. Throws as `writePromises` does. */
export async function removePromises(
  admin: AdminClient,
  shop: string,
  place: PromisePlace,
  ids: readonly string[],
): Promise<void> {
  const metafields = ids.map((id) => named(place, id))
  await admin.run(shop, 'remove-promises', { metafields }, 'behind others')
}

const found = z.object({
  nodes: z.array(z.object({ id: z.string(), metafield: z.object({ value: z.string() }).nullish() }).nullable()),
})
const anObject = z.record(z.string(), z.unknown())

/**
 * What is told of these variants or orders; null where nothing is told, and of what is gone. One of which Shopify tells only an error
 * is left out of the answer.
 */
export async function readPromises(
  admin: AdminClient,
  shop: string,
  place: PromisePlace,
  allIds: readonly string[],
  onUntold?: OnUntold,
): Promise<ReadonlyMap<string, Record<string, unknown> | null>> {
  const { type, read } = kinds[place.of]
  const told = new Map<string, Record<string, unknown> | null>(allIds.map((id) => [id, null]))
  const variables = place.of === 'order' ? { namespace: namespaceOf(place) } : {}
  // A node with its metafield is guessed at three points.
  const shape: Shape = { operation: read, variables, points: 3 }
  const ids = allIds.map((id) => gid(type, id))
  const leaveOut: OnUntold | undefined =
    onUntold &&
    ((id, why) => {
      told.delete(id)
      onUntold(id, why)
    })
  for await (const { reply } of readInPieces(admin, shop, shape, ids, { pace: 'behind others', onUntold: leaveOut })) {
    for (const node of found.parse(reply).nodes) {
      if (node?.metafield) told.set(idOf(node.id), readObject(node.metafield.value))
    }
  }
  return told
}

function named(place: PromisePlace, id: string) {
  const { type, key } = kinds[place.of]
  return { ownerId: gid(type, id), namespace: namespaceOf(place), key }
}

function namespaceOf({ owner }: PromisePlace): string {
  return owner === 'app' ? '$app' : merchantsNamespace
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
