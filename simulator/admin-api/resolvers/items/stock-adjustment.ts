import { GraphQLError } from 'graphql'
import { gid } from '../../../store/ids.ts'
import type { StockAdjustment } from '../../../store/state.ts'
import { readGid } from '../../read-gid.ts'
import type { AdminContext, FieldResolver, Resolvers } from '../resolver.ts'

export const stockAdjustmentFields: Resolvers<StockAdjustment> = {
  id: (adjustment) => gid('InventoryAdjustmentGroup', adjustment.id),
}

type Input = {
  name: string
  reason: string
  referenceDocumentUri?: string | null
  changes: { inventoryItemId: string; locationId: string; delta: number; changeFromQuantity?: number | null }[]
}

const mostChanges = 250

/** Since 2026-04 `changeFromQuantity` must be sent, be it null; the schema itself does not say so. */
export const inventoryAdjustQuantities: FieldResolver<unknown> = {
  takes: ['input'],
  resolve: (_root, { input }: { input: Input }, context: AdminContext) => {
    if (input.changes.length > mostChanges) {
      throw invalid(`The input array size of ${input.changes.length} is greater than the maximum allowed of 250.`)
    }
    if (input.changes.some((change) => change.changeFromQuantity === undefined)) {
      throw invalid('changeFromQuantity must be sent with every change, as a number or null.')
    }
    const { adjustment, faults } = context.adjustQuantities({
      key: context.idempotencyKey ?? '',
      name: input.name,
      reason: input.reason,
      reference: input.referenceDocumentUri ?? null,
      changes: input.changes.map(({ inventoryItemId, locationId, delta, changeFromQuantity }) => ({
        itemId: idOfType('InventoryItem', inventoryItemId),
        locationId: idOfType('Location', locationId),
        delta,
        from: changeFromQuantity ?? null,
      })),
    })
    return { inventoryAdjustmentGroup: adjustment, userErrors: faults }
  },
}

function idOfType(type: string, text: string): string | null {
  const read = readGid(text)
  return read.type === type ? read.id : null
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}
