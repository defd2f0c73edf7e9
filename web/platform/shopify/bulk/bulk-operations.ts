import { z } from 'zod'
import { ShopifyRefused } from '../../errors.ts'
import { gid, idOf } from '../../values/ids.ts'
import type { AdminClient } from '../admin-client.ts'
import { type BulkQueryName, loadBulkQuery } from '../operations.ts'
import { type BulkRange, withinRange } from './bulk-range.ts'

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
      partialDataUrl: z.string().nullable().default(null),
    })
    .nullable(),
})

export type BulkOperation = { readonly operationId: string; readonly createdAt: string }

/** `rows` are the things asked for, without what belongs to them; while it runs, those found so far. */
export type BulkOperationState =
  | { readonly is: 'running'; readonly rows: number }
  /** Without an address where nothing was found. */
  | { readonly is: 'complete'; readonly rows: number; readonly bytes: number | null; readonly url: string | null }
  /** Shopify's error code or status; some of the rows may be there. */
  | { readonly is: 'lost'; readonly why: string; readonly hasRows: boolean }

const limitCodes = new Set(['LIMIT_REACHED', 'OPERATION_IN_PROGRESS'])

/**
 * Shopify reads a whole connection for us, or what of it is in a range, and leaves it as a file. Null where as many of ours run
 * in the shop as may: five at once.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export async function runBulkQuery(
  admin: AdminClient,
  shop: string,
  name: BulkQueryName,
  range: BulkRange,
): Promise<BulkOperation | null> {
  try {
    const query = withinRange(name, loadBulkQuery(name), range)
    const reply = created.parse(await admin.run(shop, 'run-bulk-query', { query }))
    const { id, createdAt } = reply.bulkOperationRunQuery.bulkOperation
    return { operationId: idOf(id), createdAt }
  } catch (error) {
    if (!(error instanceof ShopifyRefused && limitCodes.has(error.code))) throw error
    return null
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
  if (bulkOperation === null) return { is: 'lost', why: 'Shopify knows it no more', hasRows: false }
  const { status, errorCode, rootObjectCount: rows, fileSize: bytes, url, partialDataUrl } = bulkOperation
  if (status === 'COMPLETED') return { is: 'complete', rows, bytes, url }
  if (status === 'CREATED' || status === 'RUNNING') return { is: 'running', rows }
  return { is: 'lost', why: errorCode ?? status, hasRows: partialDataUrl !== null }
}
