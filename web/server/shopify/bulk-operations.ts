import { z } from 'zod'
import { gid, idOf } from '../../domain/ids.ts'
import { ShopifyBusy, ShopifyRefused } from '../errors.ts'
import type { AdminClient } from './admin-client.ts'
import { type BulkQueryName, loadBulkQuery } from './operations.ts'

const created = z.object({
  bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string(), createdAt: z.string() }) }),
})
// Counts beyond 2^31 come as text.
const count = z.union([z.number(), z.string()]).transform(Number).pipe(z.number().int().nonnegative())
const found = z.object({
  bulkOperation: z
    .object({
      status: z.string(),
      errorCode: z.string().nullable(),
      objectCount: count,
      rootObjectCount: count,
      fileSize: count.nullable(),
      url: z.string().nullable(),
    })
    .nullable(),
})

export type BulkOperation = { readonly operationId: string; readonly createdAt: string }

/** `rows` are the things asked for, without what belongs to them; while it runs, those found so far. */
export type BulkOperationState =
  | { readonly is: 'running'; readonly rows: number }
  /** Without an address where nothing was found. */
  | { readonly is: 'complete'; readonly rows: number; readonly bytes: number | null; readonly url: string | null }
  | { readonly is: 'lost'; readonly why: string }

const anotherRunsMs = 5_000
const limitCodes = new Set(['LIMIT_REACHED', 'OPERATION_IN_PROGRESS'])

/**
 * Shopify reads a whole connection for us and leaves it as a file; five may run in a shop at once.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export async function runBulkQuery(admin: AdminClient, shop: string, name: BulkQueryName): Promise<BulkOperation> {
  try {
    const reply = created.parse(await admin.run(shop, 'run-bulk-query', { query: loadBulkQuery(name) }))
    const { id, createdAt } = reply.bulkOperationRunQuery.bulkOperation
    return { operationId: idOf(id), createdAt }
  } catch (error) {
    if (!(error instanceof ShopifyRefused && limitCodes.has(error.code))) throw error
    throw new ShopifyBusy('other bulk operations of ours run', { retryAfterMs: anotherRunsMs, cause: error })
  }
}

export async function readBulkOperation(
  admin: AdminClient,
  shop: string,
  operationId: string,
): Promise<BulkOperationState> {
  const { bulkOperation } = found.parse(
    await admin.run(shop, 'read-bulk-operation', { id: gid('BulkOperation', operationId) }),
  )
  if (bulkOperation === null) return { is: 'lost', why: 'Shopify knows it no more' }
  const { status, errorCode, rootObjectCount: rows, fileSize: bytes, url } = bulkOperation
  if (status === 'COMPLETED') return { is: 'complete', rows, bytes, url }
  if (status === 'CREATED' || status === 'RUNNING') return { is: 'running', rows }
  return { is: 'lost', why: errorCode ?? status }
}
