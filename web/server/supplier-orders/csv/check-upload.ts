import {
  type CheckedRow,
  type CsvUpload,
  deleteRows,
  insertRows,
  loadParts,
  loadUpload,
  settleCheck,
} from '../../db/suppliers/csv-uploads.ts'
import type { ShopSql } from '../../db/with-shop.ts'
import { Conflict, InvalidInput, NotFound } from '../../errors.ts'
import { catalogueRows } from './catalogue-rows.ts'
import { countSigns, type DecimalSign } from './cell-values.ts'
import { type CsvColumn, columnsOf, missingColumn } from './columns.ts'
import { type FileLimits, type FileRow, fileRows } from './file-rows.ts'
import { type Delimiter, decodeText, splitOff } from './file-text.ts'
import type { MeaningsOf } from './row-meaning.ts'
import { readerOf } from './row-reader.ts'
import { supplierRows } from './supplier-rows.ts'

type File = { readonly rows: string; readonly delimiter: Delimiter }
type Survey = { readonly columns: CsvColumn[]; readonly sign: DecimalSign }

const rowsAtOnce = 1_000
/** A cell is kept to be looked at in the preview; what it means is kept in whole. */
const shownLength = 200

/**
 * Reads the file that was handed in, and keeps what would become of each of its rows. Nothing of the shop's is changed.
 * May be done again, with what was decided meanwhile.
 */
export async function checkUpload(
  tx: ShopSql,
  shop: string,
  { uploadId, newSuppliersIn }: { readonly uploadId: string; readonly newSuppliersIn: string | null },
  limits: FileLimits,
): Promise<void> {
  const upload = await loadUpload(tx, shop, uploadId, { isTaken: true })
  if (upload === null) throw new NotFound('there is no such file')
  if (upload.state === 'confirmed') throw new Conflict('the file is written already')
  const file = splitOff(decodeText(await loadParts(tx, shop, uploadId)))
  const { columns, sign } = await survey(file, upload, limits)
  const given = { sign, supplierId: upload.supplierId, newSuppliersIn }
  const meaningsOf = await (upload.kind === 'suppliers' ? supplierRows : catalogueRows)(tx, shop, given)
  await deleteRows(tx, shop, uploadId)
  for await (const rows of batches(dataRows(file, limits))) {
    await insertRows(tx, shop, uploadId, await checkRows(rows, columns, meaningsOf))
  }
  await settleCheck(tx, shop, uploadId, { columns, decimalSign: sign, newSuppliersIn })
}

/** What can only be told from the whole file: its columns, how it writes amounts, and that it can be read to its end. */
async function survey(file: File, upload: CsvUpload, limits: FileLimits): Promise<Survey> {
  let columns: CsvColumn[] | null = null
  let rows = 0
  const signs = { points: 0, commas: 0 }
  for await (const { cells } of fileRows(file.rows, file.delimiter, limits)) {
    if (columns === null) {
      columns = readHeader(cells, upload)
      continue
    }
    rows += 1
    const found = countSigns(cells.filter((_, at) => isAmount(columns?.[at])))
    signs.points += found.points
    signs.commas += found.commas
  }
  if (columns === null || rows === 0) throw new InvalidInput('The file has no rows.')
  const usual = file.delimiter === ';' ? ',' : '.'
  const most = signs.commas > signs.points ? ',' : '.'
  return { columns, sign: signs.commas === signs.points ? usual : most }
}

function readHeader(cells: readonly string[], { kind, supplierId }: CsvUpload): CsvColumn[] {
  const columns = columnsOf(kind, cells)
  const missing = missingColumn(kind, columns, supplierId !== null)
  if (missing !== null) throw new InvalidInput(`${missing} The first row must name the columns.`)
  return columns
}

function isAmount(column: CsvColumn | undefined): boolean {
  return column?.field === 'cost' || column?.field === 'minimumValue'
}

async function* dataRows({ rows, delimiter }: File, limits: FileLimits): AsyncGenerator<FileRow> {
  let isHeader = true
  for await (const row of fileRows(rows, delimiter, limits)) {
    if (!isHeader) yield row
    isHeader = false
  }
}

async function* batches(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < rowsAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function checkRows(
  rows: readonly FileRow[],
  columns: readonly CsvColumn[],
  meaningsOf: MeaningsOf,
): Promise<CheckedRow[]> {
  const readers = rows.map(readerOf(columns))
  const meanings = await meaningsOf(readers)
  return rows.map(({ line, cells }, at) => {
    const problems = readers[at]?.problems ?? []
    const meaning = meanings[at]
    const shown = columns.map((_, place) => (cells[place] ?? '').slice(0, shownLength))
    if (meaning === undefined || problems.length > 0)
      return { line, cells: shown, outcome: 'problem', problems, says: null }
    return { line, cells: shown, problems, ...meaning }
  })
}
