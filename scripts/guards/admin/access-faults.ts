import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { accessMarksOf } from '../../admin-schema/access-marks.ts'

export type DeclaredScopes = { readonly scopes: readonly string[]; readonly optionalScopes: readonly string[] }

/** How an operation says in its first line which optional scopes a shop must have granted before it is run. */
const marksOptional = /^# Only with ([a-z_]+(?:, [a-z_]+)*)\.\n/

/** Protected customer data that an operation may read all the same, by its file. It takes Shopify's leave and words. */
const allowedData: Readonly<Record<string, readonly string[]>> = {}

/**
 * What an operation reads that the manifest's scopes do not open, that is a customer's own, or that only shops with an
 * optional scope have, without its first line saying so.
 */
export function accessFaults(
  { file, text }: { readonly file: string; readonly text: string },
  document: DocumentNode,
  slice: GraphQLSchema,
  declared: DeclaredScopes,
  allowed: readonly string[] = allowedData[file] ?? [],
): string[] {
  const { scopes, protectedData } = accessMarksOf(slice)
  const names = namesRead(document, slice)
  const closed = (granted: readonly string[]) =>
    [...names].filter((name) => scopes.has(name) && !scopes.get(name)?.some((scope) => opens(granted, scope)))
  const optional = new Set(
    closed(declared.scopes).flatMap((name) =>
      (scopes.get(name) ?? []).filter((scope) => opens(declared.optionalScopes, scope)),
    ),
  )
  return [
    ...[...names]
      .filter((name) => protectedData.has(name) && !allowed.includes(name))
      .map((name) => `${name} is protected customer data`),
    ...closed([...declared.scopes, ...declared.optionalScopes]).map(
      (name) => `${name} needs ${scopes.get(name)?.join(' or ')}, which shopify.app.toml does not ask for`,
    ),
    ...markFaults(text, [...optional].sort()),
  ]
}

function markFaults(text: string, optional: readonly string[]): string[] {
  const marked = marksOptional.exec(text)?.[1]?.split(', ').sort() ?? []
  if (marked.join() === optional.join()) return []
  if (optional.length === 0) return [`says that it takes ${marked.join(', ')}, and it does not`]
  return [`its first line must be "# Only with ${optional.join(', ')}.": not every shop has granted that`]
}

/** `Type` and `Type.field` of everything that the document selects. */
export function namesRead(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>()
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      enter: (node) => {
        const parent = info.getParentType()?.name
        if (node.kind === Kind.FIELD && parent !== undefined) names.add(parent).add(`${parent}.${node.name.value}`)
      },
    }),
  )
  return names
}

/** Whoever may write may read. */
function opens(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'))
}
