import { clock } from '../../platform/clock.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { ShopifyBusy } from '../../platform/errors.ts'
import { inLine } from '../../platform/line.ts'
import type { Services } from '../../platform/services.ts'
import { readBulkLines } from '../../platform/shopify/bulk/read-bulk-lines.ts'
import { advancePart } from '../store/import-parts.ts'
import { type ImportRow, keepRows, startRecording } from '../store/import-rows.ts'
import { type BulkPart, type BulkPartKey, sliceMs } from './bulk-parts.ts'
import { keptRow } from './unreadable-rows.ts'

/** What one transaction keeps, and what is held meanwhile: rows, and bytes of them. One row may go beyond. */
const rowsABatch = 500
const bytesABatch = 4 * 1024 * 1024

/**
 * Keeps the rows of a part's file from where it was left, for a while or to the end of the file. Throws as `readBulkLines` does;
 * what came before is kept, so that a file that breaks off again and again comes in all the same.
 */
export async function keepFile(
  { db, shopify, imports }: Services,
  shop: string,
  key: BulkPartKey,
  { part, bytes, bytesDone }: BulkPart,
  url: string,
): Promise<void> {
  const until = clock.elapsed() + sliceMs
  let from = bytesDone
  let since = clock.elapsed()
  let rows: ImportRow[] = []

  const keep = (isLast: boolean) =>
    inLine(imports, () =>
      withShopSql(db, shop, async (tx) => {
        const to = rows.at(-1)?.end ?? from
        const advanced = await advancePart(tx, key, { from, to, spentMs: clock.elapsed() - since })
        if (advanced !== null) await keepRows(tx, key, rows)
        if (advanced !== null && isLast) await startRecording(tx, key)
        from = to
        since = clock.elapsed()
        rows = []
        return advanced !== null && !advanced.isWaiting && clock.elapsed() < until
      }),
    )

  // Whoever asks for what is behind the end is answered with an error.
  if (bytes !== null && from >= bytes) return void (await keep(true))
  try {
    for await (const line of readBulkLines(shopify.transport, url, from, bytes)) {
      rows.push(keptRow(part, line))
      const isFull = rows.length >= rowsABatch || line.end - from >= bytesABatch
      // A file may come slowly.
      if ((isFull || clock.elapsed() >= until) && !(await keep(false))) return
    }
  } catch (error) {
    if (error instanceof ShopifyBusy && rows.length > 0) await keep(false)
    throw error
  }
  await keep(true)
}
