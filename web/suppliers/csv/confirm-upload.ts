import type { ShopSql } from '../../platform/db/with-shop.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { type CsvUploadRecord, countWritten, loadUpload, settleConfirmed } from '../store/csv-uploads.ts'
import { createNamedSuppliers, writeEntries, writeSuppliers } from '../store/csv-writes.ts'
import { keepSaidColumns } from '../store/said-columns.ts'

const linesAtOnce = 2_000

/** Writes every row that has no problem, all or none of them, as the staff member. A file that is written already stays as it is. */
export async function confirmUpload(tx: ShopSql, uploadId: string, user: string | null): Promise<void> {
  const upload = await unwrittenUpload(tx, uploadId)
  if (upload === null) return
  if (upload.kind === 'catalogue') await createNamedSuppliers(tx, upload)
  const write = upload.kind === 'suppliers' ? writeSuppliers : writeEntries
  for (let after: number | null = 0; after !== null; ) {
    const batch: { written: number; last: number | null } = await write(tx, uploadId, {
      ...{ after, user },
      limit: linesAtOnce,
    })
    await countWritten(tx, uploadId, batch.written)
    after = batch.last
  }
  await settleUpload(tx, uploadId)
}

/** A file that was checked, taken until the transaction ends; null: it is written already. */
export async function unwrittenUpload(tx: ShopSql, uploadId: string): Promise<CsvUploadRecord | null> {
  const upload = await loadUpload(tx, uploadId, { isTaken: true })
  if (upload === null) throw new NotFound('there is no such file')
  if (upload.state === 'open') throw new Conflict('the file was not checked yet')
  return upload.state === 'confirmed' ? null : upload
}

/** It is written. */
export async function settleUpload(tx: ShopSql, uploadId: string): Promise<void> {
  await keepSaidColumns(tx, uploadId)
  await settleConfirmed(tx, uploadId)
}
