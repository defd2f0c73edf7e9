// What an app writes about things of the shop: all of a call's metafields or none.
// https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet
import type { Change } from './change.ts'
import { idOf } from './ids.ts'
import { definitionKey } from './metafield-definitions.ts'
import { announceOrder, putOrder } from './orders/put-order.ts'
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

/** Orders created before `ordersSince` are out of the writer's sight. What is there already is not written again. */
export function setMetafields(
  change: Change,
  wishes: readonly MetafieldWish[],
  ordersSince: string,
): readonly MetafieldFault[] {
  const { shop, now } = change
  const faults = wishes.flatMap((wish, at) => faultOf(shop, wish, at, ordersSince) ?? [])
  if (faults.length > 0) return faults
  const changed = new Set<string>()
  for (const wish of wishes) {
    const there = shop.metafields.get(metafieldKey(wish))
    if (there?.value === wish.value && there.type === wish.type) continue
    shop.metafields.set(metafieldKey(wish), { ...wish, updatedAt: now })
    changed.add(wish.ownerId)
  }
  updateOrders(change, changed)
  return []
}

/** What is not there needs no taking away. */
export function deleteMetafields(
  change: Change,
  wishes: readonly Pick<MetafieldWish, 'ownerId' | 'namespace' | 'key'>[],
  ordersSince: string,
): void {
  const { shop } = change
  const changed = new Set<string>()
  for (const wish of wishes) {
    if (!hasOwner(shop, wish.ownerId, ordersSince)) continue
    if (shop.metafields.delete(metafieldKey(wish))) changed.add(wish.ownerId)
  }
  updateOrders(change, changed)
}

/** They go with their owner. */
export function dropMetafieldsOf({ metafields }: Pick<ShopState, 'metafields'>, ...ownerIds: string[]): void {
  const owners = new Set(ownerIds)
  for (const [key, { ownerId }] of metafields) if (owners.has(ownerId)) metafields.delete(key)
}

export function metafieldKey({
  ownerId,
  namespace,
  key,
}: Pick<MetafieldWish, 'ownerId' | 'namespace' | 'key'>): string {
  return `${ownerId}/${namespace}/${key}`
}

/** An order whose metafields changed has changed itself: once, however many they were. */
function updateOrders(change: Change, ownerIds: Iterable<string>): void {
  for (const ownerId of ownerIds) {
    const order = change.shop.orders.get(idOf('Order', ownerId) ?? '')
    if (order) announceOrder(change, putOrder(change, order), 'orders/updated')
  }
}

function faultOf(
  shop: ShopState,
  { ownerId, namespace, key, type, value }: MetafieldWish,
  at: number,
  ordersSince: string,
) {
  const fault = (code: string, field: string, message: string): MetafieldFault => {
    return { code, field: ['metafields', String(at), field], message }
  }
  if (!hasOwner(shop, ownerId, ordersSince)) return fault('INVALID', 'ownerId', 'Owner does not exist.')
  if (/^app--/.test(namespace))
    return fault('APP_NOT_AUTHORIZED', 'namespace', 'Access to this namespace is not allowed.')
  if (namespace !== '$app' && !name.test(namespace)) return fault('INVALID', 'namespace', 'Namespace is invalid.')
  if (!name.test(key)) return fault('INVALID', 'key', 'Key is invalid.')
  if (type !== 'json') return fault('INVALID_TYPE', 'type', 'Type must be json here.')
  const definition = shop.metafieldDefinitions.get(definitionKey({ ownerType: typeOf(ownerId), namespace, key }))
  if (definition && definition.type !== type) {
    return fault('INVALID_TYPE', 'type', `Type must be '${definition.type}', as it is defined.`)
  }
  return isJson(value) ? null : fault('INVALID_VALUE', 'value', 'Value is invalid JSON.')
}

function hasOwner(shop: ShopState, ownerId: string, ordersSince: string): boolean {
  const [, type, id = ''] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(ownerId) ?? []
  const order = type === 'Order' ? shop.orders.get(id) : undefined
  if (order) return order.createdAt >= ordersSince
  return type === 'AppInstallation' || (type === 'ProductVariant' && shop.variants.has(id))
}

function typeOf(ownerId: string): string {
  return ownerId.split('/')[3] ?? ''
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
