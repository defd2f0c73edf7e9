// Part of `npm run check`: every Admin operation and bulk query is one that Shopify would accept, asks for nobody's
// personal data, and the simulator's slice of the schema is still a true part of the published one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  buildClientSchema,
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { readBulkQuery } from '../simulator/admin-api/bulk/read-bulk-query.ts'
import { idempotentMutations } from '../simulator/admin-api/idempotent-mutations.ts'
import { readManifest } from '../simulator/manifest.ts'
import { adminOperations, bulkQueries, type OperationFile } from './admin-operations.ts'
import { adminVersion, type PublishedSchema, publishedAdminSchema } from './published-admin-schema.ts'
import { sliceFaults } from './slice-faults.ts'

/** Every fault in a sentence that names its file; an empty list when all is well. */
export function checkOperations(
  operations: readonly OperationFile[],
  sliceText: string,
  published: PublishedSchema | null,
  granted: readonly string[],
): string[] {
  const slice = buildSchema(sliceText)
  const full = published && buildClientSchema(published.introspection)
  return [
    ...operations.flatMap((operation) => operationFaults(operation, slice, full, published, granted)),
    ...(full ? sliceFaults(slice, full) : []),
  ]
}

function operationFaults(
  { file, text }: OperationFile,
  slice: GraphQLSchema,
  full: GraphQLSchema | null,
  published: PublishedSchema | null,
  granted: readonly string[],
): string[] {
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
    ...(full && published ? accessFaults(document, full, published, granted) : []),
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

/** Fields of nobody's personal data, and only such as the manifest's scopes open. */
function accessFaults(
  document: DocumentNode,
  full: GraphQLSchema,
  { protectedData, scopes }: PublishedSchema,
  granted: readonly string[],
): string[] {
  const faults = new Set<string>()
  const info = new TypeInfo(full)
  visit(
    document,
    visitWithTypeInfo(info, {
      enter: (node) => {
        if (node.kind !== Kind.FIELD) return
        const parent = info.getParentType()?.name ?? ''
        const names = [parent, `${parent}.${node.name.value}`]
        if (names.some((name) => protectedData.has(name))) faults.add(`${names[1]} is protected customer data`)
        for (const name of names) {
          const wanted = scopes.get(name) ?? []
          if (wanted.length === 0 || wanted.some((scope) => isGranted(scope, granted))) continue
          faults.add(`${name} needs ${wanted.join(' or ')}, which shopify.app.toml does not ask for`)
        }
      },
    }),
  )
  return [...faults]
}

/** Whoever may write may read. */
function isGranted(scope: string, granted: readonly string[]): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'))
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const operations = [...adminOperations(root), ...bulkQueries(root)]
  const published = publishedAdminSchema(root, process.argv[2])
  const slice = readFileSync(join(root, 'simulator/admin-api/schema.graphql'), 'utf8')
  const { scopes, optionalScopes } = readManifest(pathToFileURL(join(root, 'shopify.app.toml')))
  const faults = checkOperations(operations, slice, published, [...scopes, ...optionalScopes])
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (published === null) {
    process.stdout.write(`The published Admin schema ${adminVersion} is not at hand: nothing was compared with it.\n`)
  }
  const compared = published === null ? '' : `, and the slice with Shopify's published ${adminVersion}`
  process.stdout.write(`${operations.length} Admin operations checked${compared}: ${faults.length} faults.\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
