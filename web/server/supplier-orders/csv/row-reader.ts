import type { Meaning } from './cell-values.ts'
import type { CsvColumn, CsvField } from './columns.ts'
import type { FileRow } from './file-rows.ts'

type Problem = { readonly header: string | null; readonly message: string }

/** Reads one row's cells by what they say, and collects what is wrong with them. */
export type RowReader = {
  readonly line: number
  readonly problems: Problem[]
  /** What the cell says; null where there is no such column, where it is empty, and where it is wrong. */
  read<Value>(field: CsvField, meaning: (cell: string) => Meaning<Value>): Value | null
  /** Notes what is wrong with a cell, or with the row as a whole. */
  blame(field: CsvField | null, message: string): void
}

export function readerOf(columns: readonly CsvColumn[]): (row: FileRow) => RowReader {
  const places = new Map(columns.flatMap(({ field }, at) => (field === null ? [] : [[field, at] as const])))
  return ({ line, cells }) => {
    const problems: Problem[] = []
    const blame = (field: CsvField | null, message: string) => {
      const at = field === null ? undefined : places.get(field)
      problems.push({ header: at === undefined ? null : (columns[at]?.header ?? null), message })
    }
    if (cells.slice(columns.length).some((cell) => cell !== '')) blame(null, 'has more cells than the header')
    return {
      line,
      problems,
      blame,
      read(field, meaning) {
        const cell = cells[places.get(field) ?? -1] ?? ''
        if (cell === '') return null
        const found = meaning(cell)
        if ('value' in found) return found.value
        blame(field, found.wrong)
        return null
      },
    }
  }
}
