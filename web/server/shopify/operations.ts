import { readFileSync } from 'node:fs'

/** Every operation we ask of the Admin API: the names of the files in `operations/`. A test compares the two. */
export const operationNames = [
  'read-fulfillment-order-lines',
  'read-fulfillment-orders',
  'read-locations',
  'read-order-lines',
  'read-orders',
  'read-stock',
  'read-stock-of-item',
  'read-variants',
] as const

export type OperationName = (typeof operationNames)[number]

export function loadOperations(): ReadonlyMap<OperationName, string> {
  return new Map(operationNames.map((name) => [name, readFileSync(fileOf(name), 'utf8')]))
}

function fileOf(name: OperationName): URL {
  return new URL(`./operations/${name}.graphql`, import.meta.url)
}
