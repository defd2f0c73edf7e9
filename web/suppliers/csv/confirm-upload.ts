import type { ShopSql } from '../../platform/db/with-shop.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { loadUpload, settleConfirmed } from '../store/csv-uploads.ts'
import { createNamedSuppliers, writeEntries, writeSuppliers } from '../store/csv-writes.ts'

const linesAtOnce = 2_000

/** Writes every row that has no problem, all or none of them, as the staff member. A file that is written already stays as it is. */
export async function confirmUpload(tx: ShopSql, uploadId: string, user: string | null): Promise<void> {
  const upload = await loadUpload(tx, uploadId, { isTaken: true })
  if (upload === null) throw new NotFound('there is no such file')
  if (upload.state === 'confirmed') return
  if (upload.state === 'open') throw new Conflict('the file was not checked yet')
  if (upload.kind === 'catalogue') await createNamedSuppliers(tx, upload)
  const write = upload.kind === 'suppliers' ? writeSuppliers : writeEntries
  let written = 0
  for (let after: number | null = 0; after !== null; ) {
    const batch: { written: number; last: number | null } = await write(tx, uploadId, {
      ...{ after, user },
      limit: linesAtOnce,
    })
    written += batch.written
    after = batch.last
  }
  await settleConfirmed(tx, uploadId, written)
}
