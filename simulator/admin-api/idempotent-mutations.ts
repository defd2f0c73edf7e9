import { getDirectiveValues, type OperationDefinitionNode } from 'graphql'
import { adminSchema } from './schema.ts'

/**
 * Mutations that Shopify refuses without `@idempotent(key: …)` since 2026-04. The schema itself does not say so:
 * https://shopify.dev/docs/api/usage/idempotent-requests
 */
export const idempotentMutations: ReadonlySet<string> = new Set([
  'inventoryActivate',
  'inventoryAdjustQuantities',
  'inventoryMoveQuantities',
  'inventorySetOnHandQuantities',
  'inventorySetQuantities',
  'inventoryShipmentAddItems',
  'inventoryShipmentCreate',
  'inventoryShipmentCreateInTransit',
  'inventoryShipmentReceive',
  'inventoryTransferCreate',
  'inventoryTransferCreateAsReadyToShip',
  'inventoryTransferDuplicate',
  'inventoryTransferSetItems',
  'locationActivate',
  'locationDeactivate',
  'refundCreate',
])

/** The error that an unkeyed mutation is refused with, or null when every one that needs a key has it. */
export function missingIdempotence(operation: OperationDefinitionNode): { message: string; extensions: object } | null {
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== 'Field' || !idempotentMutations.has(selection.name.value)) continue
    if (selection.directives?.some((directive) => directive.name.value === 'idempotent')) continue
    return {
      message: `The @idempotent directive is required for ${selection.name.value} but was not provided.`,
      extensions: { code: 'BAD_REQUEST' },
    }
  }
  return null
}

/** The key that the operation's mutation came with; null where it came with none. */
export function idempotencyKey(
  { selectionSet }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): string | null {
  const directive = adminSchema.getDirective('idempotent')
  const [first] = selectionSet.selections
  if (!directive || first?.kind !== 'Field') return null
  const key = getDirectiveValues(directive, first, variables)?.['key']
  return typeof key === 'string' ? key : null
}
