import { readFileSync } from 'node:fs'

/** Every operation we ask of the Admin API, by the folder of `operations/` that its file is in. A test compares the two. */
export const operationFolders = {
  native: [
    'list-purchase-orders',
    'list-transfers',
    'read-purchase-order-lines',
    'read-purchase-order-transfers',
    'read-purchase-orders',
    'read-shipment-lines',
    'read-transfer-lines',
    'read-transfer-shipments',
    'read-transfers',
  ],
  orders: [
    'list-orders',
    'read-fulfillment-lines',
    'read-fulfillment-order-lines',
    'read-fulfillment-orders',
    'read-fulfillment-orders-by-id',
    'read-fulfillments',
    'read-order-lines',
    'read-orders',
    'search-orders',
  ],
  promises: [
    'define-messages',
    'read-order-promises',
    'read-promises',
    'read-texts',
    'remove-promises',
    'write-promises',
    'write-texts',
  ],
  shop: [
    'adjust-stock',
    'read-bulk-operation',
    'read-collections',
    'read-locations',
    'read-shop',
    'read-stock',
    'read-stock-of-item',
    'read-variants',
    'run-bulk-query',
  ],
} as const

export type OperationName = (typeof operationFolders)[keyof typeof operationFolders][number]

/** What bulk operations are asked to read: the names of the files in `operations/bulk/`. */
export const bulkQueryNames = ['catalogue', 'orders', 'routing', 'stock'] as const

export type BulkQueryName = (typeof bulkQueryNames)[number]

export function loadOperations(): ReadonlyMap<OperationName, string> {
  return new Map(
    Object.entries(operationFolders).flatMap(([folder, names]) =>
      names.map((name) => [name, readFileSync(fileOf(`${folder}/${name}`), 'utf8')] as const),
    ),
  )
}

/** The text that goes into `run-bulk-query` as its `query`. */
export function loadBulkQuery(name: BulkQueryName): string {
  return readFileSync(fileOf(`bulk/${name}`), 'utf8')
}

function fileOf(name: `${string}/${OperationName | BulkQueryName}`): URL {
  return new URL(`./operations/${name}.graphql`, import.meta.url)
}
