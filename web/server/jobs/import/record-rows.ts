import {
  advanceRecording,
  forgetRows,
  type ImportRow,
  keepRows,
  loadChildRows,
  loadRootRows,
  startRecording,
} from '../../db/mirror/import-rows.ts'
import { advancePart, finishPart, type ImportPart, restartPart, type ShopImport } from '../../db/mirror/imports.ts'
import { type ShopSql, withShopSql } from '../../db/with-shop.ts'
import { ShopifyBusy } from '../../errors.ts'
import type { Services } from '../../services.ts'
import { bulkGroups, readBulkRow } from '../../shopify/bulk-groups.ts'
import type { BulkQueryName } from '../../shopify/operations.ts'
import { type BulkLine, BulkRowsGone, readBulkLines } from '../../shopify/read-bulk-lines.ts'
import { importPartRows } from './import-part-rows.ts'

export type BulkPart = ImportPart & { readonly part: BulkQueryName }

/** As many rows as one transaction keeps, and as many things as one records. */
const rowsABatch = 2_000
const thingsABatch = 250
/** After so long the lane has its turn, and earlier where deliveries wait. */
const sliceMs = 1_000

/**
 * Records rows of a part from where it was left, for a while or to its end. A crash repeats one batch at most, and
 * rows that come twice change nothing. Shopify writes what belongs to a thing anywhere behind it, so the file is kept
 * in the database first, and recorded from there.
 */
export async function recordRows(services: Services, shop: string, running: ShopImport, part: BulkPart): Promise<void> {
  const { url } = part
  if (url === null) return
  const key = { importId: running.importId, part: part.part }
  if (part.position !== null) return await recordKept(services, shop, key, part)
  try {
    await keepFile(services, shop, key, part, url)
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

async function keepFile({ db, shopify }: Services, shop: string, key: Key, part: BulkPart, url: string): Promise<void> {
  const until = performance.now() + sliceMs
  let from = part.bytesDone
  let since = performance.now()
  let rows: ImportRow[] = []

  const keep = (isLast: boolean) =>
    withShopSql(db, shop, async (tx) => {
      const to = rows.at(-1)?.end ?? from
      const advanced = await advancePart(tx, shop, key, { from, to, done: 0, spentMs: performance.now() - since })
      if (advanced !== null) await keepRows(tx, shop, key, rows)
      if (advanced !== null && isLast) await startRecording(tx, shop, key)
      from = to
      since = performance.now()
      rows = []
      return advanced !== null && !advanced.isWaiting && performance.now() < until
    })

  for await (const line of readBulkLines(shopify.transport, url, from)) {
    rows.push(keptRow(line))
    if (rows.length >= rowsABatch && !(await keep(false))) return
  }
  const end = rows.at(-1)?.end ?? from
  if (part.bytes !== null && end < part.bytes) throw new ShopifyBusy('the rows ended early', { retryAfterMs: 2_000 })
  await keep(true)
}

function keptRow({ text, end }: BulkLine): ImportRow {
  const { id, __parentId: parentId = '' } = readBulkRow(text)
  return { end, id, parentId, body: text }
}

async function recordKept({ db }: Services, shop: string, key: Key, part: BulkPart): Promise<void> {
  const until = performance.now() + sliceMs
  let from = Number(part.position)
  for (;;) {
    const since = performance.now()
    const goesOn = await withShopSql(db, shop, async (tx) => {
      const roots = await loadRootRows(tx, shop, key, { after: from, limit: thingsABatch })
      const batch = { tx, shop, writtenFrom: part.operationAt ?? '' }
      const last = roots.at(-1)
      if (last === undefined) {
        await importPartRows[key.part].end({ ...batch, importId: key.importId })
        await finishPart(tx, shop, key)
        await forgetRows(tx, shop, key)
        return false
      }
      await importPartRows[key.part].record(batch, await groupsOf(tx, shop, key, roots))
      const spentMs = performance.now() - since
      const advanced = await advanceRecording(tx, shop, key, { from, to: last.end, done: roots.length, spentMs })
      from = last.end
      return advanced !== null && !advanced.isWaiting
    })
    if (!goesOn || performance.now() > until) return
  }
}

/** Two levels below a thing, as deep as our queries go. */
async function groupsOf(tx: ShopSql, shop: string, key: Key, roots: readonly ImportRow[]) {
  const children = await loadChildRows(tx, shop, key, roots.map(idOf))
  const further = key.part === 'routing' ? await loadChildRows(tx, shop, key, children.map(idOf)) : []
  return bulkGroups(roots.map(readRow), [...children, ...further].map(readRow))
}

const idOf = ({ id }: ImportRow) => id
const readRow = ({ body }: ImportRow) => readBulkRow(body)
