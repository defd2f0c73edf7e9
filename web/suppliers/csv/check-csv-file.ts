import { InvalidInput } from '../../platform/errors.ts'
import { beginningOf } from '../../platform/values/beginning-of.ts'
import type { CheckedRow, CsvKind } from '../store/csv-uploads.ts'
import { type DayOrder, type DayStyle, daySurvey } from './cells/calendar-days.ts'
import { numberSurvey } from './cells/file-numbers.ts'
import type { DecimalSign, NumberStyle } from './cells/written-number.ts'
import { type CsvColumn, isExport, type SaidColumn } from './columns.ts'
import { decodeFile, type Encoding } from './file-encoding.ts'
import { type FileLimits, type FileRow, fileRows } from './file-rows.ts'
import { type Delimiter, type PartedText, splitOff } from './file-text.ts'
import { packRows } from './packed-rows.ts'
import { catalogueRows } from './rows/catalogue-rows.ts'
import { type BareColumn, type FileHeader, headerOf, rowsAboveHeader } from './rows/file-header.ts'
import { type LeftOutCells, leftOutCounter } from './rows/left-out.ts'
import type { Lookups } from './rows/lookups.ts'
import { orderRows } from './rows/order-rows.ts'
import type { MeaningsOf } from './rows/row-meaning.ts'
import { readerOf } from './rows/row-reader.ts'
import { supplierRows } from './rows/supplier-rows.ts'

/** What a person says of a file; null: it is found out. */
export type SaidOfFile = {
  readonly encoding: Encoding | null
  readonly decimalSign: DecimalSign | null
  readonly dayOrder: DayOrder | null
  /** Where supplier orders go that name no location. */
  readonly locationId: string | null
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
  /** What was said of columns of the shop's files before, the latest first. */
  readonly remembered: readonly SaidColumn[]
  readonly limits: FileLimits
}

export type CheckedFile = {
  readonly reading: FileReading
  readonly columns: readonly CsvColumn[]
  /** Null where the file does not show it. */
  readonly decimalSign: DecimalSign | null
  /** `CheckedRow`s, packed a thousand at a time: nobody has to look into them before they are kept. */
  readonly rows: readonly Uint8Array[]
}

/** How a file is read, beside its columns, and what of it is left out. */
type FileReading = {
  readonly encoding: Encoding
  readonly isEncodingGuessed: boolean
  readonly said: SaidOfFile
  readonly leftOut: readonly LeftOutCells[]
}

type Text = { readonly rows: string; readonly delimiter: Delimiter }
type Survey = FileHeader & { readonly delimiter: Delimiter; readonly style: NumberStyle; readonly days: DayStyle }

const rowsAtOnce = 1_000
/** So many letters say whether it is one. */
const lettersOfText = 10_000
/** A file that is no list at all can have any number of them. */
const mostUnnamed = 100
/** A cell is kept to be looked at in the preview; what it means is kept in whole. */
const shownLength = 200

type UnreadableFile = { readonly ok: false; readonly reason: string; readonly details: InvalidInput['details'] }

/** What would become of each row of a file; or why it cannot be read, in words. */
export async function checkCsvFile(
  file: CsvFile,
  lookups: Lookups,
): Promise<({ readonly ok: true } & CheckedFile) | UnreadableFile> {
  try {
    return { ok: true, ...(await readFile(file, lookups)) }
  } catch (error) {
    if (error instanceof InvalidInput) return { ok: false, reason: error.message, details: error.details }
    throw error
  }
}

async function readFile(file: CsvFile, lookups: Lookups): Promise<CheckedFile> {
  const { text: decoded, encoding, isGuessed } = decodeFile(file.bytes, file.said.encoding)
  const text = splitOff(decoded)
  const leftOut = leftOutCounter()
  const { columns, said, line, delimiter, style, days } = await survey(text, file)
  const { supplierId, newSuppliersIn } = file
  const { locationId } = file.said
  const meaningsOf = await rowsOf[file.kind](lookups, { style, days, supplierId, newSuppliersIn, locationId })
  const rows: Uint8Array[] = []
  for await (const some of batches(dataRows({ rows: text.rows, delimiter }, line, file.limits))) {
    const checked = await checkRows(some, columns, meaningsOf)
    leftOut.add(checked)
    rows.push(await packRows(checked))
  }
  const reading = {
    encoding,
    isEncodingGuessed: isGuessed,
    said: { ...file.said, columns: said },
    leftOut: leftOut.most(),
  }
  return { reading, columns, decimalSign: style.sign, rows }
}

const rowsOf = { suppliers: supplierRows, catalogue: catalogueRows, 'supplier-orders': orderRows }

/** What can only be told from the whole file: its columns, how it writes numbers and dates, and that it can be read to its end. */
async function survey(text: PartedText, file: CsvFile): Promise<Survey> {
  const header = await findHeader(text, file)
  const parted = { rows: text.rows, delimiter: header.delimiter }
  const numbers = numberSurvey(header.columns)
  const dates = daySurvey(header.columns)
  let rows = 0
  for await (const { cells } of dataRows(parted, header.line, file.limits)) {
    rows += 1
    numbers.add(cells)
    dates.add(cells)
  }
  if (rows === 0) throw noRows()
  const style = numbers.style(file.said.decimalSign)
  // An export of ours that no program of a country with commas has saved since.
  const isOurs = header.delimiter === ',' && style.sign === null && !style.isMixed && isExport(header.columns)
  return {
    ...header,
    style: isOurs ? { sign: '.', isMixed: false } : style,
    days: dates.style(file.said.dayOrder),
  }
}

/** Where they name columns, those cells are what the file consists of, however a title above them is punctuated. */
async function findHeader(
  { delimiters, rows }: PartedText,
  { kind, supplierId, said, remembered, limits }: CsvFile,
): Promise<FileHeader & { readonly delimiter: Delimiter }> {
  const given = { kind, isOneSuppliers: supplierId !== null, said: said.columns, remembered }
  let unread: { missing: string; unnamed: readonly BareColumn[] } | null = null
  for (const delimiter of delimiters) {
    const first = await firstRows({ rows, delimiter }, limits)
    if (first.length === 0) throw noRows()
    const header = headerOf(first, given)
    if ('columns' in header) return { ...header, delimiter }
    if (unread === null || header.unnamed.length > unread.unnamed.length) unread = header
  }
  // Pictures and spreadsheets are full of them.
  if (/(?!\s)\p{Cc}/u.test(rows.slice(0, lettersOfText)))
    throw new InvalidInput('This is no CSV file: it has bytes that no text has.')
  throw new InvalidInput(`${unread?.missing} One of the first rows must name the columns.`, {
    details: { unnamedColumns: unread?.unnamed.slice(0, mostUnnamed) },
  })
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
