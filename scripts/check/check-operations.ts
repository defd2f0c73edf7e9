// Part of `npm run check`: every Admin operation and bulk query is one that Shopify would accept, asks for nothing that is
// going away, for nobody's personal data and for nothing that the manifest's scopes do not open; the manifest asks for no
// scope that nothing uses. Where the published schema is at hand, the simulator's slice is still a true part of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  buildClientSchema,
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  validate,
  visit,
} from 'graphql'
import { readBulkQuery } from '../../simulator/admin-api/bulk/read-bulk-query.ts'
import { idempotentMutations } from '../../simulator/admin-api/idempotent-mutations.ts'
import { readManifest } from '../../simulator/manifest.ts'
import { adminOperations, bulkQueries, type OperationFile } from '../admin-schema/admin-operations.ts'
import { adminVersion, type PublishedSchema, publishedAdminSchema } from '../admin-schema/published-admin-schema.ts'
import { sliceFaults } from '../admin-schema/slice-faults.ts'
import { accessFaults, type DeclaredScopes } from '../guards/admin/access-faults.ts'
import { scopeFaults } from '../guards/admin/scope-faults.ts'
import { readSources } from '../guards/read-sources.ts'

/** Every fault in a sentence that names its file; an empty list when all is well. */
export function checkOperations(
  operations: readonly OperationFile[],
  sliceText: string,
  published: PublishedSchema | null,
  declared: DeclaredScopes,
): string[] {
  const slice = buildSchema(sliceText)
  const full = published && buildClientSchema(published.introspection)
  return [
    ...operations.flatMap((operation) => operationFaults(operation, slice, full, published, declared)),
    ...(full ? sliceFaults(slice, full) : []),
  ]
}

function operationFaults(
  operation: OperationFile,
  slice: GraphQLSchema,
  full: GraphQLSchema | null,
  published: PublishedSchema | null,
  declared: DeclaredScopes,
): string[] {
  const { file, text } = operation
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (error) {
    return [`${file}: does not parse: ${error instanceof Error ? error.message : String(error)}`]
  }
  const faults = [
    ...nameFaults(file, document),
    ...validate(slice, document).map(({ message }) => `not in the simulator's slice: ${message}`),
    ...(full ? validate(full, document).map(({ message }) => `refused by Shopify's schema: ${message}`) : []),
    ...idempotenceFaults(document, new Set([...idempotentMutations, ...(published?.idempotent ?? [])])),
    ...validate(slice, document, [NoDeprecatedCustomRule]).map(({ message }) => message),
    ...accessFaults(operation, document, slice, declared),
    ...(file.startsWith('bulk/') ? readBulkQuery(full ?? slice, document).faults : []),
  ]
  return faults.map((fault) => `${file}: ${fault}`)
}

/** The client runs operations by file name, so a file holds one operation and is named after it. */
function nameFaults(file: string, document: DocumentNode): string[] {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const expected = file
    .replace(/^bulk\/|\.graphql$/g, '')
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
  const [only] = operations
  if (only === undefined || operations.length > 1) return [`holds ${operations.length} operations instead of one`]
  return only.name?.value === expected ? [] : [`its operation is called ${only.name?.value}, not ${expected}`]
}

function idempotenceFaults(document: DocumentNode, mutations: ReadonlySet<string>): string[] {
  const faults: string[] = []
  visit(document, {
    enter: (node) => {
      if (node.kind !== Kind.FIELD) return
      const { name, directives = [] } = node
      if (!mutations.has(name.value) || directives.some((directive) => directive.name.value === 'idempotent')) return
      faults.push(`${name.value} needs @idempotent(key: …): Shopify refuses it without`)
    },
  })
  return faults
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..')
  const operations = [...adminOperations(root), ...bulkQueries(root)]
  const published = publishedAdminSchema(root, process.argv[2])
  const slice = readFileSync(join(root, 'simulator/admin-api/schema.graphql'), 'utf8')
  const manifest = readManifest(pathToFileURL(join(root, 'shopify.app.toml')))
  const faults = [
    ...checkOperations(operations, slice, published, manifest),
    ...scopeFaults(manifest, operations, buildSchema(slice), readSources(root)),
  ]
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  const compared = published === null ? '' : `, and the slice with Shopify's published ${adminVersion}`
  process.stdout.write(`${operations.length} Admin operations checked${compared}: ${faults.length} faults.\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
