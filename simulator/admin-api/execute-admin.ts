import {
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
} from 'graphql'
import { actualCost, type Costing, requestedCost } from './cost.ts'
import { idempotencyKey, missingIdempotence } from './idempotent-mutations.ts'
import type { LeakyBucket, ThrottleStatus } from './leaky-bucket.ts'
import type { Prepared } from './prepared-documents.ts'
import { brokenInside, internal, resolveField } from './resolve-field.ts'
import type { AdminContext } from './resolvers/resolver.ts'
import { adminSchema } from './schema.ts'

export type AdminRequest = { variables: Record<string, unknown>; operationName: string | null }

type Fault = { message: string; locations?: unknown; path?: unknown; extensions?: unknown }

export type AdminReply = {
  data?: unknown
  errors?: readonly Fault[]
  extensions?: { cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: ThrottleStatus } }
}

const dearest = 1000
const documentation = 'https://shopify.dev/api/usage/rate-limits'

/** Runs one request as Shopify does: everything, throttling included, is answered in a body of HTTP 200. */
export function executeAdmin(
  surroundings: Omit<AdminContext, 'bulk' | 'idempotencyKey'>,
  bucket: LeakyBucket,
  prepared: Prepared,
  { variables, operationName }: AdminRequest,
): AdminReply {
  const { plan, faults } = surroundings.state
  if (prepared.errors !== null) return refused(prepared.errors)
  const { document } = prepared
  const operation = getOperationAST(document, operationName)
  if (operation == null) return { errors: [{ message: 'An operation name is required' }] }
  const coerced = getVariableValues(adminSchema, operation.variableDefinitions ?? [], variables)
  if (coerced.errors !== undefined) return refused(coerced.errors)

  const costing: Costing = {
    schema: adminSchema,
    operation,
    fragments: fragmentsOf(document.definitions),
    variables: coerced.coerced,
  }
  const times = faults.admin.costTimes
  const requested = Math.ceil(requestedCost(costing) * times)
  const cost = (actual: number | null) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status(plan) },
  })
  if (requested > dearest) return { errors: [tooDear(requested)] }
  if (bucket.status(plan).currentlyAvailable < requested) return { errors: [throttled], extensions: cost(null) }
  const unkeyed = missingIdempotence(operation)
  if (unkeyed !== null) return { errors: [unkeyed], extensions: cost(0) }

  const result = executeSync({
    schema: adminSchema,
    document,
    variableValues: variables,
    operationName,
    contextValue: {
      ...surroundings,
      bulk: null,
      idempotencyKey: idempotencyKey(operation, coerced.coerced),
    } satisfies AdminContext,
    fieldResolver: resolveField,
  })
  if (faults.admin.failsWhole && result.errors?.some(({ extensions }) => extensions['code'] === internal)) {
    return { errors: [{ message: brokenInside, extensions: { code: internal } }] }
  }
  const actual = Math.ceil(actualCost(costing, result.data) * times)
  bucket.charge(plan, actual)
  return { ...result, extensions: cost(actual) }
}

function fragmentsOf(definitions: readonly { kind: string }[]): Map<string, FragmentDefinitionNode> {
  const isFragment = (one: { kind: string }): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION
  return new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]))
}

function refused(errors: readonly GraphQLError[]): AdminReply {
  return { errors: errors.map((error) => error.toJSON()) }
}

const throttled: Fault = { message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }

const howToAskForLess =
  'See https://shopify.dev/docs/api/usage/rate-limits for more information on how the\ncost of a query is calculated.\n\n' +
  'To query larger amounts of data with fewer limits, bulk operations should be used instead.\n' +
  'See https://shopify.dev/docs/api/usage/bulk-operations/queries for usage details.\n'

/** Comes without any cost in the answer's own `extensions`, as the real one does. */
function tooDear(cost: number): Fault {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${dearest}).\n\n${howToAskForLess}`,
    extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: dearest, documentation },
  }
}
