// Cuts simulator/admin-api/schema.graphql from the schema that Shopify publishes:
//   node scripts/admin-schema/cut-admin-schema.ts <path to admin_2026-10.json.gz>
// Run it again whenever an operation in web/platform/shopify/operations is added or changed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildClientSchema,
  type IntrospectionField,
  type IntrospectionInputTypeRef,
  type IntrospectionInputValue,
  type IntrospectionNamedTypeRef,
  type IntrospectionQuery,
  type IntrospectionType,
  type IntrospectionTypeRef,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { markAccess } from './access-marks.ts'
import { adminOperations, bulkQueries, type OperationFile } from './admin-operations.ts'
import { adminVersion, type PublishedSchema, publishedAdminSchema, publishedIn } from './published-admin-schema.ts'

/** What `nodes(ids)` may answer with, whether or not an operation asks for it today. */
const nodeTypes = [
  'FulfillmentOrder',
  'InventoryItem',
  'InventoryPurchaseOrder',
  'InventoryTransfer',
  'Location',
  'Order',
  'Product',
  'ProductVariant',
]
const directives = ['idempotent']

const header = `# A slice of Shopify's Admin API ${adminVersion}: the types and fields that our operations reach, unchanged
# but for @access and @protected: what Shopify's reference says of them beside the schema.
# Cut by scripts/admin-schema/cut-admin-schema.ts from the introspection in ${publishedIn} (ISC licence) and
# scripts/admin-schema/admin-schema-additions.graphql; not edited by hand.
`

/** The slice as SDL: sorted, so that the same operations always give the same text. */
export function cutAdminSchema(
  { introspection, scopes, protectedData }: Pick<PublishedSchema, 'introspection' | 'scopes' | 'protectedData'>,
  operations: readonly OperationFile[],
): string {
  const reached = fieldsReached(introspection, operations)
  const all = new Map(introspection.__schema.types.map((type) => [type.name, type]))
  const kept = new Map<string, IntrospectionType>()

  const keep = (name: string) => {
    const type = all.get(name)
    if (type === undefined || kept.has(name)) return
    const trimmed = trim(type, reached)
    kept.set(name, trimmed)
    for (const other of namesIn(trimmed)) keep(other)
  }
  for (const name of reached.keys()) keep(name)

  const { queryType, mutationType, types: _types, directives: known, ...rest } = introspection.__schema
  const slice = {
    __schema: {
      ...rest,
      description: null,
      queryType: { ...queryType, kind: 'OBJECT' as const },
      mutationType: mutationType && kept.has(mutationType.name) ? { ...mutationType, kind: 'OBJECT' as const } : null,
      subscriptionType: null,
      types: [...kept.values()].map((type) => onlyKnownRelations(type, kept)),
      directives: known
        .filter((directive) => directives.includes(directive.name))
        .map((directive) => ({ ...directive, description: null, args: directive.args.map(bare) })),
    },
  }
  const text = printSchema(lexicographicSortSchema(buildClientSchema(slice)))
  return `${header}\n${markAccess(text, { scopes, protectedData })}\n`
}

/** Type name to the names of its fields that some operation selects. */
function fieldsReached(published: IntrospectionQuery, operations: readonly OperationFile[]): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>()
  const add = (type: string, ...fields: string[]) =>
    reached.set(type, new Set([...(reached.get(type) ?? []), ...fields]))

  add('Node', 'id')
  for (const name of nodeTypes) add(name, 'id')
  const info = new TypeInfo(buildClientSchema(published))
  for (const { text } of operations) {
    visit(
      parse(text),
      visitWithTypeInfo(info, {
        enter: (node) => {
          const parent = info.getParentType()
          if (node.kind === Kind.FIELD && parent && !node.name.value.startsWith('__')) add(parent.name, node.name.value)
          if (node.kind === Kind.SELECTION_SET && parent) add(parent.name)
        },
      }),
    )
  }
  return withInterfaceFields(published, reached)
}

/** An object must carry the fields of the interfaces that it keeps. */
function withInterfaceFields(published: IntrospectionQuery, reached: Map<string, Set<string>>) {
  for (const type of published.__schema.types) {
    const fields = reached.get(type.name)
    if (fields === undefined || !('interfaces' in type)) continue
    for (const face of type.interfaces ?? []) for (const field of reached.get(face.name) ?? []) fields.add(field)
  }
  return reached
}

function trim(type: IntrospectionType, reached: Map<string, Set<string>>): IntrospectionType {
  if (type.kind === 'OBJECT' || type.kind === 'INTERFACE') {
    const wanted = reached.get(type.name) ?? new Set()
    const fields = type.fields.filter((field) => wanted.has(field.name))
    return {
      ...type,
      description: null,
      fields: fields.map((field) => ({ ...bare(field), args: field.args.map(bare) })),
    }
  }
  if (type.kind === 'INPUT_OBJECT') return { ...type, description: null, inputFields: type.inputFields.map(bare) }
  if (type.kind === 'ENUM') return { ...type, description: null, enumValues: type.enumValues.map(bare) }
  return { ...type, description: null }
}

function bare<Part extends { description?: string | null | undefined }>(part: Part): Part {
  return { ...part, description: null }
}

function namesIn(type: IntrospectionType): string[] {
  if (type.kind === 'OBJECT' || type.kind === 'INTERFACE') return type.fields.flatMap(namesInField)
  return type.kind === 'INPUT_OBJECT' ? type.inputFields.map(namedInput) : []
}

function namesInField(field: IntrospectionField): string[] {
  return [named(field.type), ...field.args.map(namedInput)]
}

function namedInput(value: IntrospectionInputValue): string {
  return named(value.type)
}

function named(type: IntrospectionTypeRef | IntrospectionInputTypeRef): string {
  return type.kind === 'LIST' || type.kind === 'NON_NULL' ? named(type.ofType) : type.name
}

function onlyKnownRelations(type: IntrospectionType, kept: ReadonlyMap<string, IntrospectionType>): IntrospectionType {
  const known = <Ref extends IntrospectionNamedTypeRef>(refs: readonly Ref[]) =>
    refs.filter((ref) => kept.has(ref.name))
  if (type.kind === 'OBJECT') return { ...type, interfaces: known(type.interfaces) }
  if (type.kind === 'UNION') return { ...type, possibleTypes: known(type.possibleTypes) }
  if (type.kind !== 'INTERFACE') return type
  return { ...type, interfaces: known(type.interfaces), possibleTypes: known(type.possibleTypes) }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..')
  const published = publishedAdminSchema(root, process.argv[2])
  if (published === null) {
    process.stderr.write(
      'The published schema is not at hand: name it, `node scripts/admin-schema/cut-admin-schema.ts <file>`.\n',
    )
    process.exitCode = 1
  } else {
    const slice = cutAdminSchema(published, [...adminOperations(root), ...bulkQueries(root)])
    writeFileSync(join(root, 'simulator/admin-api/schema.graphql'), slice)
    process.stdout.write(`simulator/admin-api/schema.graphql: ${slice.split('\n').length} lines\n`)
  }
}
