import { type GraphQLSchema, parse } from 'graphql'
import type { Manifest } from '../../../simulator/manifest.ts'
import { accessMarksOf } from '../../admin-schema/access-marks.ts'
import type { OperationFile } from '../../admin-schema/admin-operations.ts'
import type { Sources } from '../import-faults.ts'
import { roomOf } from '../imports/rooms.ts'
import { namesRead } from './access-faults.ts'

/** Each opens the fulfillment orders of other locations, so who plans a whole shop needs both. */
const routing = ['read_merchant_managed_fulfillment_orders', 'read_third_party_fulfillment_orders']

/** Topics, by how their names begin, and the scopes of which one lets Shopify send them; the first that fits counts. */
const scopesOfTopics: readonly (readonly [start: string, scopes: readonly string[]])[] = [
  ['app/', []],
  ['bulk_operations/', []],
  ['customers/', []],
  ['shop/', []],
  ['orders/', ['read_orders']],
  ['refunds/', ['read_orders']],
  ['fulfillments/', ['read_fulfillments']],
  ['fulfillment_orders/', routing],
  ['fulfillment_holds/', routing],
  ['inventory_levels/', ['read_inventory']],
  ['inventory_items/', ['read_inventory', 'read_products']],
  ['inventory_transfers/', ['read_inventory_transfers']],
  ['inventory_shipments/receive_items', ['read_inventory_shipments_received_items']],
  ['inventory_shipments/', ['read_inventory_shipments']],
  ['products/', ['read_products']],
  ['locations/', ['read_locations']],
]

/** The scope that writes metafields of an owner: the schema's reference does not say it beside `metafieldsSet`. */
const scopesOfOwners: Readonly<Record<Manifest['metafieldOwners'][number], string>> = {
  order: 'write_orders',
  product: 'write_products',
  variant: 'write_products',
}

type Asked = Pick<Manifest, 'scopes' | 'optionalScopes' | 'appProxy' | 'subscriptions' | 'metafieldOwners'>

/**
 * Scopes of the manifest that nothing of the app uses, that are there twice, or that are optional and in none of its `sources`,
 * which would have to ask the merchant for them; and topics, metafields and a page in the storefront that no scope of it opens.
 */
export function scopeFaults(
  manifest: Asked,
  operations: readonly OperationFile[],
  slice: GraphQLSchema,
  sources: Sources,
): string[] {
  const declared = [...manifest.scopes, ...manifest.optionalScopes]
  const { scopes } = accessMarksOf(slice)
  const read = operations.flatMap(({ text }) => [...namesRead(parse(text), slice)])
  const code = [...sources].filter(([file]) => file.endsWith('.ts') && roomOf(file) !== null).map(([, text]) => text)
  const topics = manifest.subscriptions.map(({ topic }) => topic)
  const parts = partsWithScopes(manifest)
  /** Where several scopes open the same, one of them is enough. */
  const usedOf = (alternatives: readonly string[] = []) => {
    const asked = alternatives.filter((scope) => declared.includes(scope))
    return asked.length === 1 ? asked : asked.filter((scope) => routing.includes(scope))
  }
  const used = new Set([
    ...read.flatMap((name) => usedOf(scopes.get(name))),
    ...topics.flatMap((topic) => usedOf(scopesOf(topic))),
    ...parts.map(([, scope]) => scope),
    // No field asks for it: without it, orders of more than 60 days are as if they were not there.
    ...(read.includes('Order') ? ['read_all_orders'] : []),
  ])
  return [
    ...declared.filter((scope) => !used.has(scope)).map((scope) => `${scope} is asked for and used by nothing`),
    ...declared
      .filter((scope, index) => declared.indexOf(scope) < index)
      .map((scope) => `${scope} is asked for more than once`),
    ...manifest.optionalScopes
      .filter((scope) => !code.some((text) => text.includes(`'${scope}'`)))
      .map((scope) => `${scope} is optional, and no room of web/ asks the merchant for it`),
    ...parts
      .filter(([, scope]) => !declared.includes(scope))
      .map(([part, scope]) => `${part} needs ${scope}, which is not asked for`),
    ...topics.flatMap((topic) => topicFaults(topic, declared)),
  ].map((fault) => `shopify.app.toml: ${fault}`)
}

/** Parts of the manifest that take a scope of which no field that the app reads tells. */
function partsWithScopes({ metafieldOwners, appProxy }: Asked): [part: string, scope: string][] {
  return [
    ...metafieldOwners.map((owner): [string, string] => [`[${owner}.metafields]`, scopesOfOwners[owner]]),
    ...(appProxy === null ? [] : [['[app_proxy]', 'write_app_proxy'] satisfies [string, string]]),
  ]
}

function topicFaults(topic: string, declared: readonly string[]): string[] {
  const scopes = scopesOf(topic)
  if (scopes === undefined)
    return [`${topic}: say in scripts/guards/admin/scope-faults.ts which scope lets Shopify send it`]
  const isOpen = scopes.some((scope) => declared.includes(scope) || declared.includes(scope.replace(/^read/, 'write')))
  return scopes.length === 0 || isOpen ? [] : [`${topic} needs ${scopes.join(' or ')}, which is not asked for`]
}

function scopesOf(topic: string): readonly string[] | undefined {
  return scopesOfTopics.find(([start]) => topic.startsWith(start))?.[1]
}
