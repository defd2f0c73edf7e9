import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver, type GraphQLResolveInfo } from 'graphql'
import type { AdminContext, FieldResolver } from './resolvers/resolver.ts'
import { resolverTable } from './resolvers/table.ts'

export const internal = 'INTERNAL_SERVER_ERROR'
export const brokenInside = 'Internal error. Looks like something went wrong on our end.'

const plumbing = /(Connection|Edge|Payload|UserError|PageInfo)$/

/** Finds the resolver of a field of the slice; what has none says which file to edit instead of answering null. */
export const resolveField: GraphQLFieldResolver<unknown, AdminContext> = (source, args, context, info) => {
  const type = info.parentType.name
  if (plumbing.test(type)) return defaultFieldResolver(source, args, context, info)

  refuseUnreadable(source, context, info)
  const entry = resolverTable[type]
  const field = entry?.fields[info.fieldName]
  const file = `simulator/admin-api/resolvers/${entry?.file ?? ''}`
  if (field === undefined) {
    throw missing(`${type}.${info.fieldName} is in the slice but has no resolver: add one in ${file}`)
  }
  for (const name of argumentsGiven(info)) {
    if (!argumentsTaken(field).includes(name)) {
      throw missing(`${type}.${info.fieldName} does not honour "${name}": teach it in ${file}`)
    }
  }
  const resolve = typeof field === 'function' ? field : field.resolve
  // The table is keyed by type name and graphql-js has checked the arguments, so source and args are what the
  // resolver of this type and field declares; the compiler cannot follow that through a lookup by text.
  return resolve(source as never, args as never, context)
}

function argumentsTaken(field: FieldResolver<never>): readonly string[] {
  return typeof field === 'function' ? [] : field.takes
}

function argumentsGiven(info: GraphQLResolveInfo): string[] {
  return (info.fieldNodes[0]?.arguments ?? []).map((argument) => argument.name.value)
}

function missing(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'NOT_IMPLEMENTED' } })
}

/** As Shopify answers where something behind a record fails: an error beside the record, whose data is null. */
function refuseUnreadable(source: unknown, { state }: AdminContext, info: GraphQLResolveInfo): void {
  const { unreadable } = state.faults.admin
  if (unreadable.length === 0 || info.fieldNodes[0]?.selectionSet === undefined) return
  const id = typeof source === 'object' && source !== null && 'id' in source ? source.id : null
  if (!unreadable.includes(`gid://shopify/${info.parentType.name}/${id}`)) return
  throw new GraphQLError(brokenInside, { extensions: { code: internal } })
}
