import type { CsvFieldName, CsvRow, CsvUpload, RowOutcome } from '../../../../suppliers/contract/csv-uploads.ts'
import { counted, number } from '../../format/counted.ts'
import { fieldWords } from './csv-field-words.ts'

export const csvWords = {
  title: 'Import a CSV file',
  subtitle: 'You see what every row would do before anything is written.',
  backToSuppliers: 'Suppliers',
  backToCatalogue: 'Catalogue',
  kindLabel: 'What does the file list?',
  kinds: {
    suppliers: { text: 'Suppliers', hint: 'One row for each: name, contact, email, currency, lead time and so on.' },
    catalogue: {
      text: 'What suppliers sell',
      hint: 'One row for each item and supplier: SKU, cost, minimum, pack size.',
    },
    'supplier-orders': {
      text: 'Purchase orders',
      hint: 'One row for each item of an order: PO number, supplier, SKU, ordered, received, expected date. What is still on its way becomes supplier orders.',
    },
  },
  fileLabel: 'CSV file',
  fileAction: 'Choose a file',
  fileHint: 'or drop it here. Exports of Stocky and of spreadsheets are understood as they are.',
  formatTitle: 'What a file may look like',
  formatText:
    'The first row names the columns, in any order. Commas, semicolons or tabs between them; a decimal point or a decimal comma. Columns that are not understood are left out, and rows with a problem too: the others are written all the same.',
  formatColumns: 'Columns that are understood',
  uploading: 'Handing in the file',
  reading: 'Reading the file',
  tooLarge: 'This file is too large. Split it into files of at most 20 MB and 100,000 rows.',
  empty: 'This file is empty.',
  trouble: 'That did not work: Backline does not answer. Nothing was written.',
  previewTitle: 'Look before you import',
  loading: 'Loading the preview',
  failed: 'The preview cannot be shown right now',
  failedText: 'Backline does not answer. Nothing was written.',
  gone: 'There is no such file',
  goneText: 'It was thrown away or is too old. Hand it in once more.',
  again: 'Import another file',
  retry: 'Try again',
  tabsLabel: 'Rows by what becomes of them',
  tableLabel: 'Rows of the file',
  line: 'Row',
  outcome: 'Becomes',
  problem: 'Problem',
  leftOut: 'Not understood, left out',
  nothingWritten: 'left out',
  cellsLeftOut: 'Only these cells are left out, the rest of their rows is written:',
  list: { previous: 'Previous rows', next: 'Further rows' },
  emptyTitle: 'No row is like that',
  emptyText: 'Look at the other rows.',
  cancel: 'Throw away',
  cancelTitle: 'Throw this file away?',
  cancelText: 'Nothing of it was written, and nothing will be.',
  keep: 'Keep',
  readingTitle: 'How the file was read',
  encodingLabel: 'Letters',
  decimalLabel: 'Sign before the decimals',
  dayOrderLabel: 'Dates such as 3/4/2026',
  locationNone: 'Select a location',
  locationLabel: 'Ship to, where the file says no location',
  columnsOpen: 'Say what the columns are',
  columnsClose: 'Hide the columns',
  namelessColumn: 'Without a name',
  nameTitle: 'What are the columns of this file?',
  nameText:
    'Say it for the columns that matter, the others are left out. It is remembered for the next file with these columns.',
  nameRead: 'Read the file',
  nameOther: 'Choose another file',
  newTitle: 'New suppliers',
  newCurrency: 'Currency of new suppliers',
  newNone: 'Leave their rows out',
  doneTitle: 'The file was imported',
  toImported: {
    suppliers: 'To the suppliers',
    catalogue: 'To what was imported',
    'supplier-orders': 'View supplier orders',
  },
} as const

export const outcomeTabs = ['all', 'create', 'update', 'same', 'problem'] as const
export type OutcomeTab = (typeof outcomeTabs)[number]

export const rowOutcomeWords: Record<OutcomeTab, string> = {
  all: 'All rows',
  create: 'New',
  update: 'Changed',
  same: 'Same as now',
  problem: 'Problems',
}

type Tone = 'success' | 'info' | 'neutral' | 'critical'
export const outcomeBadges: Record<RowOutcome, { text: string; tone: Tone }> = {
  create: { text: 'New', tone: 'success' },
  update: { text: 'Changed', tone: 'info' },
  same: { text: 'Same', tone: 'neutral' },
  problem: { text: 'Left out', tone: 'critical' },
}

export function countWords({ counts }: CsvUpload, tab: OutcomeTab): string {
  return number(tab === 'all' ? counts.rows : counts[tab])
}

/** `120 rows: 100 new, 15 changed, 3 same as now, 2 left out` */
export function summaryWords({ kind, counts, fileName }: CsvUpload): string {
  const parts = [
    ...(counts.create > 0 ? [`${number(counts.create)} new`] : []),
    ...(counts.update > 0 ? [`${number(counts.update)} changed`] : []),
    ...(counts.same > 0 ? [`${number(counts.same)} same as now`] : []),
    ...(counts.problem > 0
      ? [`${number(counts.problem)} ${kind === 'supplier-orders' ? 'left out' : 'with a problem, left out'}`]
      : []),
  ]
  const rows = counted(counts.rows, 'row')
  return `${fileName}: ${parts.length === 0 ? rows : `${rows}, ${parts.join(', ')}`}.`
}

export const writtenRows = ({ counts }: CsvUpload): number => counts.create + counts.update

export function confirmWords(upload: CsvUpload): string {
  return `Import ${counted(writtenRows(upload), 'row')}`
}

export function nothingWords({ counts }: CsvUpload): string {
  if (counts.rows === 0) return 'The file has no rows beneath its header.'
  return counts.problem > 0
    ? 'No row can be imported as it is. The problems say why.'
    : 'Everything the file says is known already: there is nothing to write.'
}

/** What was written of what was shown. */
export function doneWords({ kind, counts }: CsvUpload, rows: number | null): string {
  if (rows === null) return `${counted(counts.create + counts.update, 'row')} of the file were new or changed.`
  const lost = counts.create + counts.update - rows
  const late = lost > 0 ? ` ${counted(lost, 'row')} could not be, as something changed since the preview.` : ''
  const left =
    counts.problem > 0
      ? ` ${counted(counts.problem, 'row')} ${kind === 'supplier-orders' ? 'stayed out' : 'had a problem and stayed out'}.`
      : ''
  return `${counted(rows, 'row')} ${rows === 1 ? 'was' : 'were'} written.${late}${left}`
}

/** Whether a currency for suppliers that the import creates is to be chosen. */
export function asksForCurrency({ kind, supplierId, columns, newSuppliersIn, counts, leftOut }: CsvUpload): boolean {
  if (newSuppliersIn !== null) return true
  if (counts.problem === 0) return false
  // Most of what stays out of a list of orders is what has come.
  if (kind === 'supplier-orders') return leftOut.some(({ message }) => message === 'is no supplier of this shop')
  return kind === 'catalogue' ? supplierId === null : columns.every(({ field }) => field !== 'currency')
}

export function newSuppliersWords({ kind, newSuppliers, newSupplierCount, newSuppliersIn }: CsvUpload): string {
  if (newSuppliersIn === null) {
    return kind !== 'suppliers'
      ? 'Rows of suppliers that are not known yet stay out. Choose a currency to create those suppliers with the import.'
      : 'The file names no currencies. Choose one to create its suppliers with.'
  }
  if (newSupplierCount === 0) return 'No supplier is created by this import.'
  const names = newSuppliers.slice(0, 5).join(', ')
  const more = newSupplierCount > 5 ? ` and ${number(newSupplierCount - 5)} more` : ''
  return `${names}${more} will be created with the import.`
}

export function problemsWords({ problems }: CsvRow): string {
  return problems
    .map(({ header, message, leaves }) => {
      const said = header === null ? message : `${header}: ${message}`
      return leaves === 'cell' ? `${said} (only this is left out)` : said
    })
    .join('; ')
}

/** A cell as it stands, and what would be written of it: `1,000 → 1000`. */
export function cellWords(
  cell: string,
  { problems }: CsvRow,
  column: CsvUpload['columns'][number] | undefined,
  meaning: string | null,
): string {
  if (meaning !== null) return `${cell} → ${meaning}`
  const isLeftOut = problems.some(({ header, leaves }) => leaves === 'cell' && header === column?.header)
  return isLeftOut ? `${cell} → ${csvWords.nothingWritten}` : cell
}

/** What a column says, or why it says nothing. */
export function columnWords(field: CsvFieldName | null, note: string | null): string {
  if (note !== null) return `Left out: ${note}`
  return field === null ? csvWords.leftOut : fieldWords[field]
}

export function totalRows(total: number): string {
  return counted(total, 'row')
}
