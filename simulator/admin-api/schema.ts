import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertScalarType, buildSchema, type GraphQLSchema } from 'graphql'

export const adminVersion = '2026-10'

/** The slice of Shopify's schema that this simulator serves. */
export const adminSchema: GraphQLSchema = readSchema()

function readSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8'))
  // Shopify's instants have no fraction: 2026-10-01T12:00:00Z.
  assertScalarType(schema.getType('DateTime')).serialize = (value) => `${String(value).slice(0, 19)}Z`
  return schema
}
