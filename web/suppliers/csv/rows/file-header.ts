import type { CsvKind } from '../../store/csv-uploads.ts'
import { type CsvColumn, columnsOf, missingColumn, type SaidColumn } from '../columns.ts'
import type { FileRow } from '../file-rows.ts'

// Where the columns of a file are named: beneath a title, notes and an address, and sometimes in two rows, `Cost` above `EUR`.

export type FileHeader = {
  readonly columns: CsvColumn[]
  /** The last line that names columns: rows begin below it. */
  readonly line: number
}

/** So many rows that say something are looked at. */
export const rowsAboveHeader = 30

type Given = { readonly kind: CsvKind; readonly isOneSuppliers: boolean; readonly said: readonly SaidColumn[] }

/** The rows that name the most columns, of those that name enough; else why the first names too few. */
export function headerOf(
  rows: readonly FileRow[],
  { kind, isOneSuppliers, said }: Given,
): FileHeader | { readonly missing: string } {
  let best: FileHeader | null = null
  for (const [at, { line, cells }] of rows.entries()) {
    const above = rows[at - 1]
    const named = [cells, ...(above ? [joined(above.cells, cells)] : [])]
    for (const header of named) {
      const columns = columnsOf(kind, header, said)
      if (missingColumn(kind, columns, isOneSuppliers) !== null) continue
      if (best === null || understood(columns) > understood(best.columns)) best = { columns, line }
    }
  }
  const first = columnsOf(kind, rows[0]?.cells ?? [], said)
  return best ?? { missing: missingColumn(kind, first, isOneSuppliers) ?? '' }
}

function understood(columns: readonly CsvColumn[]): number {
  return columns.filter(({ field, note }) => field !== null || note !== undefined).length
}

/** A name above several columns stands in the first of them. */
function joined(above: readonly string[], below: readonly string[]): string[] {
  const length = Math.max(above.length, below.length)
  return Array.from({ length }, (_, at) => `${above[at] ?? ''} ${below[at] ?? ''}`.trim())
}
