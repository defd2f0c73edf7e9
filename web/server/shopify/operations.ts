import { readFileSync } from 'node:fs'

/** Every operation we ask of the Admin API: the names of the files in `operations/`. A test compares the two. */
export const operationNames = [
  'adjust-stock',
  'define-messages',
  'list-orders',
  'list-purchase-orders',
  'list-transfers',
  'read-bulk-operation',
  'read-collections',
  'read-fulfillment-lines',
  'read-fulfillment-order-lines',
  'read-fulfillment-orders',
  'read-fulfillment-orders-by-id',
  'read-fulfillments',
  'read-locations',
  'read-order-lines',
  'read-order-promises',
  'read-orders',
  'read-promises',
  'read-purchase-order-lines',
  'read-purchase-order-transfers',
  'read-purchase-orders',
  'read-shipment-lines',
  'read-shop',
  'read-stock',
  'read-stock-of-item',
  'read-texts',
  'read-transfer-lines',
  'read-transfer-shipments',
  'read-transfers',
  'read-variants',
  'remove-promises',
  'run-bulk-query',
  'search-orders',
  'write-promises',
  'write-texts',
] as const

/** What bulk operations are asked to read: the names of the files in `operations/bulk/`. */
export const bulkQueryNames = ['catalogue', 'orders', 'routing', 'stock'] as const

export type BulkQueryName = (typeof bulkQueryNames)[number]

export type OperationName = (typeof operationNames)[number]

export function loadOperations(): ReadonlyMap<OperationName, string> {
  return new Map(operationNames.map((name) => [name, readFileSync(fileOf(name), 'utf8')]))
}

/** The text that goes into `run-bulk-query` as its `query`. */
export function loadBulkQuery(name: BulkQueryName): string {
  return readFileSync(fileOf(`bulk/${name}`), 'utf8')
}

function fileOf(name: OperationName | `bulk/${BulkQueryName}`): URL {
  return new URL(`./operations/${name}.graphql`, import.meta.url)
}
