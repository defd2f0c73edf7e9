import { advancePart, finishPart, type ImportPart, restartPart, type ShopImport } from '../../db/mirror/imports.ts'
import { type ShopSql, withShopSql } from '../../db/with-shop.ts'
import { ShopifyBusy } from '../../errors.ts'
import type { Services } from '../../services.ts'
import { type BulkGroup, bulkGroups } from '../../shopify/bulk-groups.ts'
import type { BulkQueryName } from '../../shopify/operations.ts'
import { BulkRowsGone, readBulkLines } from '../../shopify/read-bulk-lines.ts'
import { importPartRows } from './import-part-rows.ts'

export type BulkPart = ImportPart & { readonly part: BulkQueryName }

/** As many rows as one transaction takes, together with how far that brings the part. */
const rowsABatch = 500
/** After so long the lane has its turn, and earlier where deliveries wait. */
const sliceMs = 1_000

/**
 * Records rows of a part from where it was left, for a while or to its end. A crash repeats one batch at most, and
 * rows that come twice change nothing.
 */
export async function recordRows(services: Services, shop: string, running: ShopImport, part: BulkPart): Promise<void> {
  const { url } = part
  if (url === null) return
  const key = { importId: running.importId, part: part.part }
  try {
    await recordSlice(services, shop, key, part, url)
  } catch (error) {
    if (!(error instanceof BulkRowsGone)) throw error
    services.log.warn({ shop, part: part.part, error }, 'the rows of an import are gone: Shopify is asked again')
    await withShopSql(services.db, shop, (tx) => restartPart(tx, shop, key))
  }
}

/** A part of which the shop has nothing. */
export async function recordNothing(tx: ShopSql, shop: string, importId: string, part: BulkPart): Promise<void> {
  await importPartRows[part.part].end({ tx, shop, importId, writtenFrom: part.operationAt ?? '' })
  await finishPart(tx, shop, { importId, part: part.part })
}

type Key = { readonly importId: string; readonly part: BulkQueryName }

async function recordSlice({ db, shopify }: Services, shop: string, key: Key, part: BulkPart, url: string) {
  const until = performance.now() + sliceMs
  let from = part.bytesDone
  let since = performance.now()
  let groups: BulkGroup[] = []
  let rows = 0

  const write = (isLast: boolean) =>
    withShopSql(db, shop, async (tx) => {
      const to = groups.at(-1)?.end ?? from
      const batch = { tx, shop, writtenFrom: part.operationAt ?? '' }
      await importPartRows[key.part].record(batch, groups)
      const spentMs = performance.now() - since
      const advanced = await advancePart(tx, shop, key, { from, to, done: groups.length, spentMs })
      if (advanced !== null && isLast) {
        await importPartRows[key.part].end({ ...batch, importId: key.importId })
        await finishPart(tx, shop, key)
      }
      from = to
      since = performance.now()
      groups = []
      rows = 0
      return advanced !== null && !advanced.isWaiting && performance.now() < until
    })

  for await (const group of bulkGroups(readBulkLines(shopify.transport, url, from))) {
    groups.push(group)
    rows += 1 + group.rows.length
    if (rows >= rowsABatch && !(await write(false))) return
  }
  const end = groups.at(-1)?.end ?? from
  if (part.bytes !== null && end < part.bytes) throw new ShopifyBusy('the rows ended early', { retryAfterMs: 2_000 })
  await write(true)
}
