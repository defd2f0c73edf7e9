import type { Meaning } from '../cells/written-number.ts'
import type { CsvColumn } from '../columns.ts'
import type { FileRow } from '../file-rows.ts'
import type { CsvField } from '../header-words.ts'

/** What a problem keeps out: the row, the cell alone, or nothing, where it only says how the cell is read. */
type LeftOut = 'row' | 'cell' | 'nothing'
type Problem = { readonly header: string | null; readonly message: string; readonly leaves: LeftOut }

/** Reads one row's cells by what they say, and collects what is wrong with them. */
export type RowReader = {
  readonly line: number
  readonly problems: Problem[]
  /** Whether nothing keeps the row out. */
  isWhole(): boolean
  column(field: CsvField): CsvColumn | null
  /** The cell as it stands; null where there is no such column, and where it says nothing. */
  cell(field: CsvField): string | null
  /** What the cell says; null where there is no such column, where it says nothing, and where it is wrong. */
  read<Value>(field: CsvField, meaning: (cell: string) => Meaning<Value>, leaves?: LeftOut): Value | null
  /** Notes what is wrong with a cell, or with the row as a whole. */
  blame(field: CsvField | null, message: string, leaves?: LeftOut): void
}

/** What people write where there is nothing to write, and spreadsheets where they found nothing. */
const nothing = new Set([
  ...['-', '--', '---', '–', '—', '−', '.', '..', '...', '…', '?', '/', '*'],
  ...[
    'n/a',
    '#n/a',
    '#nv',
    '#na',
    'n.a.',
    'n.a',
    'na',
    'n/d',
    'n.d.',
    'nd',
    'tbc',
    'tbd',
    'tba',
    't.b.c.',
    't.b.d.',
    't.b.a.',
  ],
  ...['nil', 'none', 'null', '(null)', 'nan', 'undefined', 'not available', 'unknown', 'on request', 'poa', 'p.o.a.'],
  ...[
    'k.a.',
    'k. a.',
    'keine',
    'keine angabe',
    'auf anfrage',
    'entfällt',
    'n.v.',
    'unbekannt',
    's/o',
    'sans objet',
    'néant',
  ],
  ...[
    'sur demande',
    'nc',
    'n.c.',
    's/d',
    'ninguno',
    'a consultar',
    'nessuno',
    'su richiesta',
    'n.v.t.',
    'nvt',
    'geen',
    'op aanvraag',
  ],
  ...[
    'brak',
    'b.d.',
    'nie dotyczy',
    'n/d.',
    'nenhum',
    'sob consulta',
    'ingen',
    'inget',
    'saknas',
    'なし',
    '無し',
    '未定',
    '－',
    'ー',
    '无',
    '暂无',
  ],
])
/** Of these a text may be what it looks like: a code NA, the note “none”. */
const texts: ReadonlySet<CsvField> = new Set([
  'sku',
  'barcode',
  'supplierSku',
  'supplierName',
  'contact',
  'notes',
  'itemId',
  'variantId',
  'title',
])
const noText = new Set(['-', '--', '–', '—', 'n/a', '#n/a', '#nv'])

function saysNothing(field: CsvField, cell: string): boolean {
  return cell === '' || (texts.has(field) ? noText : nothing).has(cell.toLowerCase())
}

export function readerOf(columns: readonly CsvColumn[]): (row: FileRow) => RowReader {
  const places = new Map<CsvField, number>()
  for (const [at, { field }] of columns.entries()) if (field !== null) places.set(field, at)
  const columnOf = (field: CsvField) => columns[places.get(field) ?? -1] ?? null
  return ({ line, cells }) => {
    const problems: Problem[] = []
    const blame = (field: CsvField | null, message: string, leaves: LeftOut = 'row') => {
      problems.push({ header: field === null ? null : (columnOf(field)?.header ?? null), message, leaves })
    }
    const cell = (field: CsvField) => {
      const written = cells[places.get(field) ?? -1] ?? ''
      return saysNothing(field, written) ? null : written
    }
    if (cells.slice(columns.length).some((cell) => cell !== '')) blame(null, 'has more cells than the header')
    return {
      line,
      problems,
      blame,
      column: columnOf,
      cell,
      isWhole: () => problems.every(({ leaves }) => leaves !== 'row'),
      read(field, meaning, leaves = 'cell') {
        const written = cell(field)
        if (written === null) return null
        const found = meaning(texts.has(field) ? written : written.replace(/^'/, ''))
        const note = noteOf(found, leaves)
        if (note !== null) blame(field, note.message, note.leaves)
        return 'value' in found ? found.value : null
      },
    }
  }
}

function noteOf(found: Meaning<unknown>, leaves: LeftOut): Pick<Problem, 'message' | 'leaves'> | null {
  if ('wrong' in found) return { message: found.wrong, leaves: found.isDoubtful ? 'row' : leaves }
  return found.remark === undefined ? null : { message: found.remark, leaves: 'nothing' }
}

/** Keeps a row out that has nothing left to say: all that it says beside whom it is of could not be read. */
export function refuseEmptied(row: RowReader, fields: object): void {
  const isEmptied =
    Object.values(fields).every((value) => value === null) && row.problems.some(({ leaves }) => leaves === 'cell')
  if (!isEmptied) return
  for (const [at, problem] of row.problems.entries()) {
    if (problem.leaves === 'cell') row.problems[at] = { ...problem, leaves: 'row' }
  }
}
