import { listOpenLocations } from '../../mirror/store/stock/open-locations.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import type { InShop, ShopSql } from '../../platform/db/with-shop.ts'
import { Conflict, InvalidInput, NotFound } from '../../platform/errors.ts'
import { tasksOf } from '../../platform/threads/in-thread.ts'
import { answering } from '../../platform/threads/questions.ts'
import { findItems, loadKnownEntries, loadKnownSuppliers, loadOddCodes } from '../store/csv-lookups.ts'
import {
  type CsvUploadRecord,
  deleteRows,
  insertRows,
  loadParts,
  loadUpload,
  settleCheck,
} from '../store/csv-uploads.ts'
import { loadKnownOrders } from '../store/known-orders.ts'
import { loadSaidColumns } from '../store/said-columns.ts'
import type { CheckedFile, SaidOfFile } from './check-csv-file.ts'
import { isSaidColumn } from './columns.ts'
import type { FileLimits } from './file-rows.ts'
import { unpackRows } from './packed-rows.ts'
import type { Lookups } from './rows/lookups.ts'

const inThread = tasksOf<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url))

type Asked = { readonly uploadId: string; readonly newSuppliersIn: string | null; readonly said: SaidOfFile }

/** So often somebody may hand in another part of the file while it is read. */
const mostTries = 3

/**
 * Reads the file that was handed in, and keeps what would become of each of its rows. Nothing of the shop's is changed.
 * May be done again, with what was decided meanwhile. It is read between two transactions, and once more where it is
 * another file by then.
 */
export async function checkUpload(inShop: InShop, asked: Asked, limits: FileLimits): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const file = await inShop(async (tx) => ({
      upload: await uncheckedUpload(tx, asked.uploadId),
      bytes: await loadParts(tx, asked.uploadId),
    }))
    const { kind, supplierId } = file.upload
    const remembered = (await inShop((tx) => loadSaidColumns(tx, kind))).filter(isSaidColumn)
    const lookups: Lookups = {
      suppliers: () => inShop((tx) => loadKnownSuppliers(tx)),
      items: (by, spellings) => inShop((tx) => findItems(tx, by, spellings)),
      oddCodes: (by) => inShop((tx) => loadOddCodes(tx, by)),
      entries: (wanted) => inShop((tx) => loadKnownEntries(tx, wanted)),
      today: () => inShop(loadShopDay),
      locations: () => inShop(listOpenLocations),
      orders: (numbers) => inShop((tx) => loadKnownOrders(tx, numbers)),
    }
    const { newSuppliersIn, said } = asked
    const checked = await answering(lookups, (port) =>
      inThread('checkFile', { bytes: file.bytes, kind, supplierId, newSuppliersIn, said, remembered, limits, port }, [
        port,
      ]),
    )
    if (!checked.ok) throw new InvalidInput(checked.reason, { details: checked.details })
    if (await inShop((tx) => keepChecked(tx, file.upload, newSuppliersIn, checked))) return
  }
  throw new Conflict('parts of the file are still handed in')
}

async function uncheckedUpload(tx: ShopSql, uploadId: string, how = {}): Promise<CsvUploadRecord> {
  const upload = await loadUpload(tx, uploadId, how)
  if (upload === null) throw new NotFound('there is no such file')
  if (upload.state === 'confirmed') throw new Conflict('the file is written already')
  return upload
}

/** False where the file is another one than was read. */
async function keepChecked(
  tx: ShopSql,
  { uploadId, version }: CsvUploadRecord,
  newSuppliersIn: string | null,
  { columns, decimalSign, reading, rows }: CheckedFile,
): Promise<boolean> {
  const now = await uncheckedUpload(tx, uploadId, { isTaken: true })
  if (now.version !== version) return false
  await deleteRows(tx, uploadId)
  for (const some of rows) await insertRows(tx, uploadId, await unpackRows(some))
  await settleCheck(tx, uploadId, {
    columns: [...columns],
    decimalSign: decimalSign ?? '',
    reading,
    newSuppliersIn,
  })
  return true
}
