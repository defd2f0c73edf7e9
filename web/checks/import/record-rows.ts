import { ZodError } from 'zod'
import { setAside } from '../../mirror/store/inbox/set-aside.ts'
import { clock } from '../../platform/clock.ts'
import { isRefusal } from '../../platform/db/refusal.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { ShopifyBusy } from '../../platform/errors.ts'
import { inLine } from '../../platform/line.ts'
import type { Services } from '../../platform/services.ts'
import { bulkGroups, readBulkRow } from '../../platform/shopify/bulk/bulk-groups.ts'
import { BulkRowsGone } from '../../platform/shopify/bulk/read-bulk-lines.ts'
import { finishPart, loadRestOfPart, postponePart, restartPart } from '../store/import-parts.ts'
import {
  advanceRecording,
  forgetRowsOfPart,
  type ImportRow,
  loadChildRows,
  loadRootRows,
} from '../store/import-rows.ts'
import type { ShopImportRecord } from '../store/imports.ts'
import { type BulkPart, type BulkPartKey, keyOf, pauseAfter, writingMs } from './bulk-parts.ts'
import { importPartRows } from './import-part-rows.ts'
import { keepFile } from './keep-file.ts'
import { rowSetAside } from './unreadable-rows.ts'

/** What one transaction records, and what is held meanwhile: things, and bytes of their rows. One thing may go beyond. */
const thingsABatch = 250
const bytesABatch = 4 * 1024 * 1024
/** More than these, and it is not single rows that are damaged: the import waits and says so. */
const mostSetAside = 100

/**
 * Records rows of a part from where it was left, for a while or to its end. A crash repeats one batch at most, and
 * rows that come twice change nothing. Shopify writes what belongs to a thing anywhere behind it, so the file is kept
 * in the database first, and recorded from there. Where the file breaks off or is gone, the part waits, and longer each time.
 */
export async function recordRows(
  services: Services,
  shop: string,
  running: ShopImportRecord,
  part: BulkPart,
): Promise<void> {
  const { db, log } = services
  const { url, attempts } = part
  if (url === null) return
  const key = keyOf(running, part)
  if (part.position !== null) return await recordKept(services, shop, key, part)
  const setback = { waitMs: pauseAfter(attempts), trouble: attempts === 0 ? null : 'shopify-busy', isAttempt: true }
  try {
    await keepFile(services, shop, key, part, url)
  } catch (error) {
    if (error instanceof BulkRowsGone) {
      log.warn({ shop, part: part.part, error }, 'the rows of an import are gone: Shopify is asked again')
      return await withShopSql(db, shop, (tx) => restartPart(tx, key, setback))
    }
    if (!(error instanceof ShopifyBusy)) throw error
    log.info(
      { shop, part: part.part, err: error },
      'rows of an import could not be read; they are asked for again later',
    )
    await withShopSql(db, shop, (tx) => postponePart(tx, key, setback))
  }
}

/** A part, or a slice of one, of which the shop has nothing. */
export async function recordNothing(tx: ShopSql, running: ShopImportRecord, part: BulkPart): Promise<void> {
  await endPart(tx, keyOf(running, part))
}

/** What comes with the last rows of a part comes with those of its last slice. */
async function endPart(tx: ShopSql, key: BulkPartKey): Promise<void> {
  const { isLast, writtenFrom } = await loadRestOfPart(tx, key)
  if (isLast) {
    await importPartRows[key.part].end({ tx, importId: key.importId, writtenFrom })
    await forgetRowsOfPart(tx, key)
  }
  await finishPart(tx, key)
}

/** What is to be recorded next: single things while `singly` is above 0. `aside` counts what was set aside. */
type Place = { readonly from: number; readonly singly: number; readonly aside: number }

async function recordKept(services: Services, shop: string, key: BulkPartKey, part: BulkPart): Promise<void> {
  const until = clock.elapsed() + writingMs
  let place: Place | null = { from: Number(part.position), singly: 0, aside: part.setAside }
  do place = await recordNext(services, shop, key, part, place)
  while (place !== null && clock.elapsed() < until)
}

/**
 * Where a batch cannot be recorded, its things are recorded one by one, and the one that it was is set aside. Null where it
 * ends for now.
 */
async function recordNext(
  { db, log, imports }: Services,
  shop: string,
  key: BulkPartKey,
  part: BulkPart,
  place: Place,
): Promise<Place | null> {
  const { from, singly, aside } = place
  try {
    const limit = singly > 0 ? 1 : thingsABatch
    const recorded = await inLine(imports, () =>
      withShopSql(db, shop, (tx) => recordBatch(tx, key, part, { from, limit })),
    )
    if (recorded === null || recorded.isWaiting) return null
    return { from: recorded.to, singly: Math.max(0, singly - 1), aside }
  } catch (error) {
    if (!isOfItsRows(error)) throw error
    if (singly === 0) return { from, singly: thingsABatch, aside }
    if (aside >= mostSetAside) throw error
    // What is wrong with it may repeat what it says, so that stays in the table.
    log.error({ shop, part: part.part }, 'a row of an import cannot be recorded: it is set aside')
    const passed = await withShopSql(db, shop, (tx) => passOver(tx, key, from, error))
    return passed === null ? null : { from: passed, singly: singly - 1, aside: aside + 1 }
  }
}

function isOfItsRows(error: unknown): error is Error {
  return error instanceof ZodError || isRefusal(error)
}

type Batch = { readonly from: number; readonly limit: number }

/** Null at the end, and where another process got there first. */
async function recordBatch(tx: ShopSql, key: BulkPartKey, part: BulkPart, { from, limit }: Batch) {
  const since = clock.elapsed()
  const most = { things: limit, bytes: bytesABatch, levels: levelsBelow(key) }
  const roots = await loadRootRows(tx, key, from, most)
  const last = roots.at(-1)
  if (last === undefined) {
    await endPart(tx, key)
    return null
  }
  const batch = { tx, importId: key.importId, writtenFrom: part.operationAt ?? '' }
  await importPartRows[key.part].record(batch, await groupsOf(tx, key, roots))
  const spentMs = clock.elapsed() - since
  const step = { from, to: last.end, done: roots.length, setAside: 0, spentMs }
  const advanced = await advanceRecording(tx, key, step)
  return advanced && { to: last.end, isWaiting: advanced.isWaiting }
}

/** Sets the next thing aside; answers where the one behind it begins. */
async function passOver(tx: ShopSql, key: BulkPartKey, from: number, error: Error) {
  const [root] = await loadRootRows(tx, key, from, { things: 1, bytes: bytesABatch, levels: 0 })
  if (root === undefined) throw error
  await setAside(tx, [rowSetAside(root, error)])
  const advanced = await advanceRecording(tx, key, { from, to: root.end, done: 1, setAside: 1, spentMs: 0 })
  return advanced && root.end
}

/** As deep as our queries go. */
function levelsBelow({ part }: BulkPartKey): 1 | 2 {
  return part === 'routing' ? 2 : 1
}

async function groupsOf(tx: ShopSql, key: BulkPartKey, roots: readonly ImportRow[]) {
  const children = await loadChildRows(tx, key, roots.map(idOf))
  const further = levelsBelow(key) === 2 ? await loadChildRows(tx, key, children.map(idOf)) : []
  const inOrder = [...children, ...further].sort((one, other) => one.end - other.end)
  return bulkGroups(roots.map(readRow), inOrder.map(readRow))
}

const idOf = ({ id }: ImportRow) => id
const readRow = ({ body }: ImportRow) => readBulkRow(body)
