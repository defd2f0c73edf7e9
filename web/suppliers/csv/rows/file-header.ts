import { beginningOf } from '../../../platform/values/beginning-of.ts'
import type { CsvKind } from '../../store/csv-uploads.ts'
import { type CsvColumn, columnsOf, missingColumn, type SaidColumn } from '../columns.ts'
import type { FileRow } from '../file-rows.ts'

// Where the columns of a file are named: beneath a title, notes and an address, and sometimes in two rows, `Cost` above `EUR`.

export type FileHeader = {
  readonly columns: CsvColumn[]
  /** What was said of the columns, now and before. */
  readonly said: readonly SaidColumn[]
  /** The last line that names columns: rows begin below it. */
  readonly line: number
}

/** So many rows that say something are looked at. */
export const rowsAboveHeader = 30

type Given = {
  readonly kind: CsvKind
  readonly isOneSuppliers: boolean
  /** What is said of columns now, then what was said of such columns before. */
  readonly said: readonly SaidColumn[]
  readonly remembered: readonly SaidColumn[]
}

/** With the first of what stands in it. */
export type BareColumn = Pick<CsvColumn, 'header' | 'field'> & { readonly samples: readonly string[] }

/** The rows that name the most columns, of those that name enough; else why none does, and what the file has for columns. */
export function headerOf(
  rows: readonly FileRow[],
  { kind, isOneSuppliers, said, remembered }: Given,
): FileHeader | { readonly missing: string; readonly unnamed: readonly BareColumn[] } {
  let best: FileHeader | null = null
  for (const [at, { line, cells }] of rows.entries()) {
    const above = rows[at - 1]
    const named = [cells, ...(above ? [joined(above.cells, cells)] : [])]
    for (const header of named) {
      const saidOfThese = saidOf(header, said, remembered)
      const columns = columnsOf(kind, header, saidOfThese)
      if (missingColumn(kind, columns, isOneSuppliers) !== null) continue
      if (best === null || understood(columns) > understood(best.columns)) best = { columns, line, said: saidOfThese }
    }
  }
  if (best !== null) return best
  const at = likelyHeader(rows)
  const names = rows[at]?.cells ?? []
  const columns = columnsOf(kind, names, saidOf(names, said, remembered))
  return {
    missing: missingColumn(kind, columns, isOneSuppliers) ?? '',
    unnamed: columns.map(({ header, field }, place) => ({
      header,
      field,
      samples: samplesOf(rows.slice(at + 1), place),
    })),
  }
}

/** Of what was said before, what is of these columns and was not said otherwise now. */
function saidOf(
  header: readonly string[],
  said: readonly SaidColumn[],
  remembered: readonly SaidColumn[],
): readonly SaidColumn[] {
  const known = [...said]
  for (const one of remembered) {
    const isTold = known.some(({ header, field }) => header === one.header || (field !== null && field === one.field))
    if (!isTold && header.includes(one.header)) known.push(one)
  }
  return known
}

/** The first row that has nearly as many cells as any: titles and notes above it have fewer. */
function likelyHeader(rows: readonly FileRow[]): number {
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length)
  return filled.findIndex((count) => count * 3 >= Math.max(...filled) * 2)
}

const samplesShown = 3
const sampleLength = 40

function samplesOf(rows: readonly FileRow[], place: number): string[] {
  const written = rows.map(({ cells }) => (cells[place] ?? '').trim()).filter((cell) => cell !== '')
  return [...new Set(written)].slice(0, samplesShown).map((cell) => beginningOf(cell, sampleLength))
}

function understood(columns: readonly CsvColumn[]): number {
  return columns.filter(({ field, note }) => field !== null || note !== undefined).length
}

/** A name above several columns stands in the first of them. */
function joined(above: readonly string[], below: readonly string[]): string[] {
  const length = Math.max(above.length, below.length)
  return Array.from({ length }, (_, at) => `${above[at] ?? ''} ${below[at] ?? ''}`.trim())
}
