import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { isNameTaken } from '../../platform/api/name-taken.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { type InShop, type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { Conflict, InvalidInput, NotFound } from '../../platform/errors.ts'
import { gid } from '../../platform/values/ids.ts'
import { csvUploadRoutes } from '../contract/csv-upload-routes.ts'
import {
  type CsvRow,
  csvField,
  csvFileBytes,
  csvLinesAtMost,
  csvRowsAtMost,
  csvUpload,
  type CsvUpload as UploadRow,
} from '../contract/csv-uploads.ts'
import { meaningOf } from '../csv/cells/cell-meaning.ts'
import { checkUpload } from '../csv/check-upload.ts'
import { confirmUpload } from '../csv/confirm-upload.ts'
import { countLineEnds } from '../csv/file-text.ts'
import {
  type CsvUploadRecord,
  deleteUpload,
  type FileSize,
  insertUpload,
  type ListedRow,
  listRows,
  loadUpload,
  putPart,
} from '../store/csv-uploads.ts'
import { loadSupplier } from '../store/suppliers.ts'

const api = implement(csvUploadRoutes).$context<ApiContext>()

const limits = { rows: csvRowsAtMost }
/** What was kept of how a file was read; one that was checked before this was kept says nothing. */
const keptReading = csvUpload
  .pick({ encoding: true, isEncodingGuessed: true, said: true, leftOut: true })
  .partial()
  .transform(
    ({
      encoding = 'utf-8',
      isEncodingGuessed = false,
      said = { encoding: null, decimalSign: null, dayOrder: null, locationId: null, columns: [] },
      leftOut = [],
    }) => ({
      ...{ encoding, isEncodingGuessed, said, leftOut },
    }),
  )
const namesShown = 50
const namesMoved = 'Suppliers were renamed since the file was checked. Check it again.'

/** CSV files: handed in, checked, looked at, and written or thrown away. `writeOrders`: those of supplier orders. */
export const csvUploads = (writeOrders: (inShop: InShop, uploadId: string) => Promise<void>) =>
  api.router({
    begin: api.begin.handler(({ input, context: { db, shop } }) =>
      withShopSql(db, shop, async (tx) => {
        if (input.supplierId !== null && (await loadSupplier(tx, input.supplierId)) === null) {
          throw new ORPCError('NOT_FOUND', { message: 'There is no such supplier.' })
        }
        return contractUpload(await uploadOf(tx, await insertUpload(tx, input)))
      }),
    ),
    add: api.add.handler(({ input: { uploadId, part, bytes: base64 }, context: { db, shop } }) => {
      const bytes = Buffer.from(base64, 'base64')
      const lineEnds = countLineEnds(bytes)
      return withShopSql(db, shop, async (tx) => {
        const { state } = await uploadOf(tx, uploadId, { isTaken: true })
        if (state === 'confirmed') throw written()
        refuseTooLarge(await putPart(tx, uploadId, part, { bytes, lineEnds }))
        return contractUpload(await uploadOf(tx, uploadId))
      })
    }),
    check: api.check.handler(({ input, context: { db, shop } }) =>
      refused(async () => {
        const { uploadId, newSuppliersIn, ...said } = input
        await checkUpload((work) => withShopSql(db, shop, work), { uploadId, newSuppliersIn, said }, limits)
        return contractUpload(await withShopSql(db, shop, (tx) => uploadOf(tx, input.uploadId)))
      }),
    ),
    rows: api.rows.handler(({ input: { uploadId, outcome = null, cursor, limit }, context: { db, shop } }) =>
      withShopSql(db, shop, async (tx) => {
        const upload = contractUpload(await uploadOf(tx, uploadId))
        const page = await listRows(tx, { uploadId, outcome }, cursor ?? null, limit)
        return {
          upload,
          rows: page.rows.map((row) => contractRow(row, upload)),
          total: upload.counts[outcome ?? 'rows'],
          next: page.next && formatSequence(page.next),
          previous: page.previous && formatSequence(page.previous),
        }
      }),
    ),
    confirm: api.confirm.handler(({ input: { uploadId }, context: { db, shop, user } }) =>
      refused(async () => {
        const inShop: InShop = (work) => withShopSql(db, shop, work)
        const { kind } = await inShop((tx) => uploadOf(tx, uploadId))
        if (kind === 'supplier-orders') await writeOrders(inShop, uploadId)
        else await inShop((tx) => confirmUpload(tx, uploadId, user))
        const upload = await inShop((tx) => uploadOf(tx, uploadId))
        return { upload: contractUpload(upload), written: upload.written }
      }),
    ),
    cancel: api.cancel.handler(({ input: { uploadId }, context: { db, shop } }) =>
      withShopSql(db, shop, async (tx) => {
        const { state } = await uploadOf(tx, uploadId, { isTaken: true })
        if (state === 'confirmed') throw written()
        await deleteUpload(tx, uploadId)
        return { uploadId }
      }),
    ),
  })

async function uploadOf(tx: ShopSql, uploadId: string, how: { isTaken?: boolean } = {}): Promise<CsvUploadRecord> {
  const found = await loadUpload(tx, uploadId, how)
  if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such file.' })
  return found
}

/** Thrown before the part is kept, so that the file stays as it was. */
function refuseTooLarge({ bytes, lines }: FileSize): void {
  const tooLarge =
    bytes > csvFileBytes
      ? `is larger than ${csvFileBytes / 1_000_000} MB`
      : lines !== null && lines > csvLinesAtMost && `has more than ${csvLinesAtMost} lines, empty ones included`
  if (!tooLarge) return
  throw new ORPCError('UNPROCESSABLE_CONTENT', { message: `The file ${tooLarge}: hand it in in parts.` })
}

function written() {
  return new ORPCError('CONFLICT', { message: 'This file is written already.' })
}

/** What the use cases refuse, as the API says it. */
async function refused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotFound) throw new ORPCError('NOT_FOUND', { message: 'There is no such file.', cause: error })
    if (error instanceof Conflict)
      throw new ORPCError('CONFLICT', { message: `Not now: ${error.message}.`, cause: error })
    if (error instanceof InvalidInput)
      throw new ORPCError('UNPROCESSABLE_CONTENT', { message: error.message, data: error.details, cause: error })
    if (isNameTaken(error)) throw new ORPCError('CONFLICT', { message: namesMoved, cause: error })
    throw error
  }
}

function saidToRead(reading: object) {
  const kept = keptReading.parse(reading)
  const { locationId } = kept.said
  return { ...kept, said: { ...kept.said, locationId: locationId && gid('Location', locationId) } }
}

function contractUpload(upload: CsvUploadRecord): UploadRow {
  const {
    columns,
    newSuppliers,
    reading,
    creates,
    updates,
    sames,
    problems,
    written: _,
    version: _version,
    ...rest
  } = upload
  return {
    ...rest,
    ...saidToRead(reading),
    columns: columns.map(({ header, field, note = null }) => ({
      header,
      field: csvField.safeParse(field).data ?? null,
      note,
    })),
    newSuppliers: newSuppliers.slice(0, namesShown),
    newSupplierCount: newSuppliers.length,
    counts: {
      rows: creates + updates + sames + problems,
      create: creates,
      update: updates,
      same: sames,
      problem: problems,
    },
  }
}

function contractRow({ line, cells, outcome, problems, says }: ListedRow, { columns }: UploadRow): CsvRow {
  const told = problems.map(({ leaves = 'row', ...problem }) => ({ ...problem, leaves }))
  const meanings = columns.map(({ field }, at) => meaningOf(field, says, cells[at] ?? ''))
  return { line, cells: [...cells], meanings, outcome, problems: told }
}
