import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  extendSchema,
  type IntrospectionQuery,
  type IntrospectionType,
  introspectionFromSchema,
  parse,
} from 'graphql'
import type { AccessMarks } from './access-marks.ts'

export const adminVersion = '2026-10'
export const publishedIn = '@shopify/dev-mcp 1.16.0'

export type PublishedSchema = AccessMarks & {
  introspection: IntrospectionQuery
  /** Names of mutations whose description says that they honour `@idempotent`. */
  idempotent: ReadonlySet<string>
}

/** Where a developer may leave it; git does not look there. */
const place = `.cache/admin_${adminVersion}.json.gz`

/** The schema Shopify publishes, or null when it is not at hand: it is large, not ours, and only needed to develop. */
export function publishedAdminSchema(root: string, named?: string): PublishedSchema | null {
  if (named !== undefined) return readPublished(resolve(named))
  const path = resolve(root, place)
  return existsSync(path) ? readPublished(path) : null
}

type ScopeItem = { typeName: string; fieldName?: string; offlineScopes: string[] }
type PublishedFile = { data: IntrospectionQuery; offline_scopes: { items: ScopeItem[] } }
type Flags = { isProtected?: boolean }

function readPublished(path: string): PublishedSchema {
  const bytes = readFileSync(path)
  const text = path.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8')
  const { data, offline_scopes: scopes } = JSON.parse(text) as PublishedFile
  return {
    introspection: withAdditions(data),
    protectedData: protectedNames(data),
    idempotent: idempotentMutations(data),
    scopes: new Map([...scopes.items.map((item) => [nameOf(item), item.offlineScopes] as const), ...addedScopes]),
  }
}

const addedScopes: [string, string[]][] = [
  ['QueryRoot.inventoryPurchaseOrder', ['read_inventory_purchase_orders']],
  ['QueryRoot.inventoryPurchaseOrders', ['read_inventory_purchase_orders']],
  ['InventoryPurchaseOrder', ['read_inventory_purchase_orders']],
]

/** What came to the version after the introspection that we have was written down. */
function withAdditions(introspection: IntrospectionQuery): IntrospectionQuery {
  const additions = parse(readFileSync(new URL('./admin-schema-additions.graphql', import.meta.url), 'utf8'))
  return introspectionFromSchema(extendSchema(buildClientSchema(introspection), additions))
}

function nameOf({ typeName, fieldName }: ScopeItem): string {
  return fieldName === undefined ? typeName : `${typeName}.${fieldName}`
}

function protectedNames(introspection: IntrospectionQuery): Set<string> {
  const names = new Set<string>()
  for (const type of introspection.__schema.types) {
    if ((type as Flags).isProtected) names.add(type.name)
    for (const field of fieldsOf(type)) if ((field as Flags).isProtected) names.add(`${type.name}.${field.name}`)
  }
  return names
}

function idempotentMutations(introspection: IntrospectionQuery): Set<string> {
  const name = introspection.__schema.mutationType?.name
  const mutation = introspection.__schema.types.find((type) => type.name === name)
  const fields = mutation === undefined ? [] : fieldsOf(mutation)
  return new Set(fields.filter((field) => field.description?.includes('`@idempotent`')).map((field) => field.name))
}

function fieldsOf(type: IntrospectionType) {
  return 'fields' in type ? (type.fields ?? []) : []
}
