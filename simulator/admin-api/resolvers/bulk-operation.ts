import { gid } from '../../store/ids.ts'
import type { BulkOperation } from '../../store/state.ts'
import { inventoryAdjustQuantities } from './items/stock-adjustment.ts'
import { metafieldDefinitionCreate, metafieldsDelete, metafieldsSet } from './metafield.ts'
import type { Resolvers } from './resolver.ts'

export const bulkOperationFields: Resolvers<BulkOperation> = {
  id: (operation) => gid('BulkOperation', operation.id),
  status: (operation) => operation.status,
  type: () => 'QUERY',
  query: (operation) => operation.query,
  errorCode: (operation) => operation.errorCode,
  createdAt: (operation) => operation.createdAt,
  completedAt: (operation) => operation.completedAt,
  // Shopify's UnsignedInt64 comes as text.
  objectCount: (operation) => String(operation.objectCount),
  rootObjectCount: (operation) => String(operation.rootObjectCount),
  fileSize: (operation) => (hasFile(operation) ? String(operation.fileSize) : null),
  url: (operation, _args, context) => (hasFile(operation) ? context.bulkAddress(operation) : null),
  partialDataUrl: (operation, _args, context) => (hasPart(operation) ? context.bulkAddress(operation) : null),
}

export const mutationFields: Resolvers<unknown> = {
  bulkOperationRunQuery: {
    takes: ['query', 'groupObjects'],
    resolve: (_root, { query, groupObjects }: { query: string; groupObjects: boolean }, context) =>
      context.startBulk(query, groupObjects),
  },
  inventoryAdjustQuantities,
  metafieldDefinitionCreate,
  metafieldsDelete,
  metafieldsSet,
}

/** What was read before it failed, where it read anything. */
function hasPart({ status, objectCount }: BulkOperation): boolean {
  return status === 'FAILED' && objectCount > 0
}

/** An answer without any record leaves no file. */
function hasFile({ status, objectCount }: BulkOperation): boolean {
  return status === 'COMPLETED' && objectCount > 0
}
