import { InvalidInput } from '../../platform/errors.ts'
import { beginningOf } from '../../platform/values/beginning-of.ts'
import type { CheckedRow, CsvKind } from '../store/csv-uploads.ts'
import { numberSurvey } from './cells/file-numbers.ts'
import type { DecimalSign, NumberStyle } from './cells/written-number.ts'
import { type CsvColumn, isExport, type SaidColumn } from './columns.ts'
import { decodeFile, type Encoding } from './file-encoding.ts'
import { type FileLimits, type FileRow, fileRows } from './file-rows.ts'
import { type Delimiter, type PartedText, splitOff } from './file-text.ts'
import { catalogueRows } from './rows/catalogue-rows.ts'
import { type FileHeader, headerOf, rowsAboveHeader } from './rows/file-header.ts'
import { type LeftOutCells, leftOutCounter } from './rows/left-out.ts'
import type { Lookups } from './rows/lookups.ts'
import type { MeaningsOf } from './rows/row-meaning.ts'
import { readerOf } from './rows/row-reader.ts'
import { supplierRows } from './rows/supplier-rows.ts'

/** What a person says of a file; null: it is found out. */
export type SaidOfFile = {
  readonly encoding: Encoding | null
  readonly decimalSign: DecimalSign | null
  /** Of columns of which nothing is said it is found out. */
  readonly columns: readonly SaidColumn[]
}

/** A file, and what was said of it. */
export type CsvFile = {
  readonly bytes: Uint8Array
  readonly kind: CsvKind
  readonly supplierId: string | null
  readonly newSuppliersIn: string | null
  readonly said: SaidOfFile
  readonly limits: FileLimits
}

export type CheckedFile = {
  readonly reading: FileReading
  readonly columns: readonly CsvColumn[]
  /** Null where the file does not show it. */
  readonly decimalSign: DecimalSign | null
  /** `CheckedRow`s, a thousand at a time, as the JSON that is stored: nobody else has to look into them. */
  readonly rows: readonly string[]
}

/** How a file is read, beside its columns, and what of it is left out. */
type FileReading = {
  readonly encoding: Encoding
  readonly isEncodingGuessed: boolean
  readonly said: SaidOfFile
  readonly leftOut: readonly LeftOutCells[]
}

type Text = { readonly rows: string; readonly delimiter: Delimiter }
type Survey = FileHeader & { readonly delimiter: Delimiter; readonly style: NumberStyle }

const rowsAtOnce = 1_000
/** A cell is kept to be looked at in the preview; what it means is kept in whole. */
const shownLength = 200

/** What would become of each row of a file; or why it cannot be read, in words. */
export async function checkCsvFile(
  file: CsvFile,
  lookups: Lookups,
): Promise<({ readonly ok: true } & CheckedFile) | { readonly ok: false; readonly reason: string }> {
  try {
    return { ok: true, ...(await readFile(file, lookups)) }
  } catch (error) {
    if (error instanceof InvalidInput) return { ok: false, reason: error.message }
    throw error
  }
}

async function readFile(file: CsvFile, lookups: Lookups): Promise<CheckedFile> {
  const { text: decoded, encoding, isGuessed } = decodeFile(file.bytes, file.said.encoding)
  const text = splitOff(decoded)
  const leftOut = leftOutCounter()
  const { columns, line, delimiter, style } = await survey(text, file)
  const { supplierId, newSuppliersIn } = file
  const meaningsOf = await (file.kind === 'suppliers' ? supplierRows : catalogueRows)(lookups, {
    style,
    supplierId,
    newSuppliersIn,
  })
  const rows: string[] = []
  for await (const some of batches(dataRows({ rows: text.rows, delimiter }, line, file.limits))) {
    const checked = await checkRows(some, columns, meaningsOf)
    leftOut.add(checked)
    rows.push(JSON.stringify(checked))
  }
  const reading = { encoding, isEncodingGuessed: isGuessed, said: file.said, leftOut: leftOut.most() }
  return { reading, columns, decimalSign: style.sign, rows }
}

/** What can only be told from the whole file: its columns, how it writes numbers, and that it can be read to its end. */
async function survey(text: PartedText, file: CsvFile): Promise<Survey> {
  const header = await findHeader(text, file)
  const parted = { rows: text.rows, delimiter: header.delimiter }
  const numbers = numberSurvey(header.columns)
  let rows = 0
  for await (const { cells } of dataRows(parted, header.line, file.limits)) {
    rows += 1
    numbers.add(cells)
  }
  if (rows === 0) throw noRows()
  const style = numbers.style(file.said.decimalSign)
  // An export of ours that no program of a country with commas has saved since.
  const isOurs = header.delimiter === ',' && style.sign === null && !style.isMixed && isExport(header.columns)
  return { ...header, style: isOurs ? { sign: '.', isMixed: false } : style }
}

/** Where they name columns, those cells are what the file consists of, however a title above them is punctuated. */
async function findHeader(
  { delimiters, rows }: PartedText,
  { kind, supplierId, said, limits }: CsvFile,
): Promise<FileHeader & { readonly delimiter: Delimiter }> {
  const given = { kind, isOneSuppliers: supplierId !== null, said: said.columns }
  let missing: string | null = null
  for (const delimiter of delimiters) {
    const first = await firstRows({ rows, delimiter }, limits)
    if (first.length === 0) throw noRows()
    const header = headerOf(first, given)
    if ('columns' in header) return { ...header, delimiter }
    missing ??= header.missing
  }
  throw new InvalidInput(`${missing} One of the first rows must name the columns.`)
}

async function firstRows({ rows, delimiter }: Text, limits: FileLimits): Promise<FileRow[]> {
  const first: FileRow[] = []
  for await (const row of fileRows(rows, delimiter, limits)) {
    first.push(row)
    if (first.length === rowsAboveHeader) break
  }
  return first
}

function noRows(): InvalidInput {
  return new InvalidInput('The file has no rows.')
}

async function* dataRows({ rows, delimiter }: Text, header: number, limits: FileLimits): AsyncGenerator<FileRow> {
  for await (const row of fileRows(rows, delimiter, limits)) if (row.line > header) yield row
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
    const reader = readers[at]
    const problems = reader?.problems ?? []
    const meaning = meanings[at]
    const shown = columns.map((_, place) => beginningOf(cells[place] ?? '', shownLength))
    if (meaning === undefined || !reader?.isWhole())
      return { line, cells: shown, outcome: 'problem', problems, says: null }
    return { line, cells: shown, problems, ...meaning }
  })
}
