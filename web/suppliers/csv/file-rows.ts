import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { InvalidInput } from '../../platform/errors.ts'
import type { Delimiter } from './file-text.ts'

/** As spreadsheets count: the first row of the file is 1, empty ones count, and a cell may have several lines. */
export type FileRow = { readonly line: number; readonly cells: string[] }

/** Characters handed to the parser at once. */
const sliceLength = 64 * 1024

export type FileLimits = {
  /** Below the header; empty ones count. */
  readonly rows: number
}

/** Of one row: what a shop's own export has beside what we ask for, descriptions among it, and no more. */
const cellsAtMost = 100
const longestCell = 100_000
const longestRow = 1_000_000

/**
 * Rows that say something, with the spaces around their cells taken off. Refuses a file at the row that goes beyond a limit,
 * so that nothing behind it costs anything.
 */
export async function* fileRows(text: string, delimiter: Delimiter, limits: FileLimits): AsyncGenerator<FileRow> {
  const parser = Readable.from(slices(text)).pipe(
    parse({
      delimiter,
      // A header of one program's may stand above rows of another's: each line may end its own way.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRow,
    }),
  )
  let line = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line += 1
      if (line > limits.rows + 1) throw tooManyRows(limits)
      refuseLargeRow(record, line)
      const cells = record.map(plainCell)
      if (cells.some((cell) => cell !== '')) yield { line, cells }
    }
  } catch (error) {
    throw isCsvError(error) ? new InvalidInput(inWords(error), { cause: error }) : error
  }
}

function tooManyRows({ rows }: FileLimits): InvalidInput {
  return new InvalidInput(`The file has more than ${rows} rows, empty ones included: hand it in in parts.`)
}

function refuseLargeRow(cells: readonly string[], line: number): void {
  if (cells.length > cellsAtMost) throw new InvalidInput(`Row ${line} has more than ${cellsAtMost} columns.`)
  if (cells.some(({ length }) => length > longestCell)) {
    throw new InvalidInput(`A cell of row ${line} has more than ${longestCell} characters.`)
  }
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += sliceLength) yield text.slice(at, at + sliceLength)
}

/**
 * An apostrophe keeps spreadsheets from taking a text for a formula or a number, and so does `="…"`; neither is a part of
 * the text.
 */
function plainCell(cell: string): string {
  const text = cell.trim()
  if (text.startsWith("'")) return text.replace(/^'(?='*(?:[=+\-@＝＋－＠\t\r\n]|\d[\d.,\s]*$))/, '')
  return /^="((?:[^"]|"")*)"$/.exec(text)?.[1]?.replaceAll('""', '"') ?? text
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}

function inWords(error: CsvError): string {
  const line = 'lines' in error ? ` near line ${String(error['lines'])}` : ''
  if (error.code === 'CSV_MAX_RECORD_SIZE') return `A row${line} has more than ${longestRow} characters.`
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `A quotation mark${line} is never closed.`
  return `The file cannot be read${line}: ${error.message}.`
}
