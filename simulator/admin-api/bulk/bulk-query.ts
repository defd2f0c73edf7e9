import { type DocumentNode, executeSync, GraphQLError } from 'graphql'
import type { Prepared } from '../prepared-documents.ts'
import { resolveField } from '../resolve-field.ts'
import type { AdminContext } from '../resolvers/resolver.ts'
import { adminSchema } from '../schema.ts'
import { type BulkLines, bulkLines } from './bulk-lines.ts'
import type { BulkReading } from './bulk-reading.ts'
import { readBulkQuery } from './read-bulk-query.ts'

export type BulkContext = Omit<AdminContext, 'bulk' | 'idempotencyKey'>

/** A query that can run in bulk: which records its first connection has, and a slice of them as lines. */
export type BulkQuery = {
  list(context: BulkContext): readonly string[]
  read(context: BulkContext, ids: readonly string[], isGrouped: boolean): BulkLines
}

/** Throws a `GraphQLError` that says all that is wrong with the query. */
export function bulkQuery(prepared: Prepared): BulkQuery {
  if (prepared.errors !== null) throw new GraphQLError(`Bulk query is not valid GraphQL: ${allOf(prepared.errors)}`)
  const { document } = prepared
  const { connections, faults } = readBulkQuery(adminSchema, document)
  if (faults.length > 0) throw new GraphQLError(`Bulk query is not valid: ${faults.join('; ')}`)
  if (connections.filter(({ nesting }) => nesting === 0).length > 1) {
    throw new GraphQLError(
      'Bulk queries of several first connections are not answered: teach it in simulator/admin-api/bulk/bulk-query.ts',
    )
  }
  const paths = new Set(connections.map(({ path }) => path))
  return {
    list: (context) => {
      let ids: readonly string[] = []
      run(document, context, {
        step: 'list',
        learn: (found) => {
          ids = found
        },
      })
      return ids
    },
    read: (context, ids, isGrouped) =>
      bulkLines(run(document, context, { step: 'read', ids }), paths, isGrouped, context.state.faults.bulk.damaged),
  }
}

function run(document: DocumentNode, context: BulkContext, bulk: BulkReading): object {
  const contextValue: AdminContext = { ...context, bulk, idempotencyKey: null }
  const { data, errors } = executeSync({ schema: adminSchema, document, contextValue, fieldResolver: resolveField })
  if (errors !== undefined || data == null) throw new GraphQLError(allOf(errors ?? []))
  return data
}

function allOf(errors: readonly GraphQLError[]): string {
  return errors.map(({ message }) => message).join('; ')
}
