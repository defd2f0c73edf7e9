// What an app writes about things of the shop: all of a call's metafields or none.
// https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet
import type { Change } from './change.ts'
import type { ShopState } from './state.ts'

export type MetafieldWish = {
  readonly ownerId: string
  readonly namespace: string
  readonly key: string
  readonly type: string
  readonly value: string
}

export type MetafieldFault = { readonly code: string; readonly field: readonly string[]; readonly message: string }

const name = /^[a-zA-Z0-9_-]{2,64}$/

export function setMetafields(change: Change, wishes: readonly MetafieldWish[]): readonly MetafieldFault[] {
  const faults = wishes.flatMap((wish, at) => faultOf(change.shop, wish, at) ?? [])
  if (faults.length > 0) return faults
  for (const wish of wishes) change.shop.metafields.set(metafieldKey(wish), { ...wish, updatedAt: change.now })
  return []
}

/** What is not there needs no taking away. */
export function deleteMetafields(
  change: Change,
  wishes: readonly Pick<MetafieldWish, 'ownerId' | 'namespace' | 'key'>[],
): void {
  for (const wish of wishes) change.shop.metafields.delete(metafieldKey(wish))
}

export function metafieldKey({
  ownerId,
  namespace,
  key,
}: Pick<MetafieldWish, 'ownerId' | 'namespace' | 'key'>): string {
  return `${ownerId}/${namespace}/${key}`
}

function faultOf(shop: ShopState, { ownerId, namespace, key, type, value }: MetafieldWish, at: number) {
  const fault = (code: string, field: string, message: string): MetafieldFault => {
    return { code, field: ['metafields', String(at), field], message }
  }
  if (!hasOwner(shop, ownerId)) return fault('INVALID', 'ownerId', 'Owner does not exist.')
  if (namespace !== '$app' && !name.test(namespace)) return fault('INVALID', 'namespace', 'Namespace is invalid.')
  if (!name.test(key)) return fault('INVALID', 'key', 'Key is invalid.')
  if (type !== 'json') return fault('INVALID_TYPE', 'type', 'Type must be json here.')
  return isJson(value) ? null : fault('INVALID_VALUE', 'value', 'Value is invalid JSON.')
}

function hasOwner(shop: ShopState, ownerId: string): boolean {
  const [, type, id = ''] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(ownerId) ?? []
  return type === 'AppInstallation' || (type === 'ProductVariant' && shop.variants.has(id))
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
