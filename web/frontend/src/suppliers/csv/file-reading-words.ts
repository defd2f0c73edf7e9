import type { CsvEncoding, CsvFieldName, CsvKind, CsvUpload } from '../../../../suppliers/contract/csv-uploads.ts'
import { counted } from '../../format/counted.ts'
import { fieldsOf, fieldWords } from './csv-field-words.ts'

/** As programs that save such files call them, and where they are used. */
const encodingNames: Record<CsvEncoding, string> = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
  'windows-1252': 'Western European (Windows-1252)',
  'windows-1250': 'Central European (Windows-1250)',
  'iso-8859-2': 'Central European (ISO 8859-2)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1254': 'Turkish (Windows-1254)',
  macintosh: 'Macintosh (Mac Roman)',
  shift_jis: 'Japanese (Shift_JIS)',
  'euc-jp': 'Japanese (EUC-JP)',
  gb18030: 'Chinese, simplified (GB18030)',
  big5: 'Chinese, traditional (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
}
const encodings = Object.keys(encodingNames) as CsvEncoding[]

/** The empty one: what the file shows. */
export function encodingChoices({ encoding, said }: CsvUpload): { value: CsvEncoding | ''; text: string }[] {
  const found = said.encoding === null ? `As found: ${encodingNames[encoding]}` : 'As the file shows'
  return [{ value: '', text: found }, ...encodings.map((value) => ({ value, text: encodingNames[value] }))]
}

export function encodingHint({ isEncodingGuessed }: CsvUpload): string {
  return isEncodingGuessed
    ? 'Nothing in the file says its encoding, so this is a guess. If names look wrong below, choose another.'
    : 'If names look wrong below, choose another.'
}

export const decimalChoices = [
  { value: '', text: 'As the file shows' },
  { value: '.', text: 'A point: 1,234.50' },
  { value: ',', text: 'A comma: 1.234,50' },
] as const

/** Whether somebody has to say, or has said, which sign is before the decimals. */
export function asksForSign({ said, leftOut }: CsvUpload): boolean {
  return (
    said.decimalSign !== null ||
    leftOut.some(({ message }) => /^could be [\d.,]+ or [\d.,]+:|other numbers/.test(message))
  )
}

export const dayOrderChoices = [
  { value: '', text: 'As the file shows' },
  { value: 'day-first', text: 'The day first: 3 April' },
  { value: 'month-first', text: 'The month first: March 4' },
] as const

/** Whether somebody has to say, or has said, what comes first in its dates. */
export function asksForDayOrder({ said, leftOut, columns }: CsvUpload): boolean {
  const days = columns.filter(({ field }) => field === 'due' || field === 'orderedOn').map(({ header }) => header)
  const isDoubtful = leftOut.some(
    ({ header, message }) => header !== null && days.includes(header) && /^could be|other dates/.test(message),
  )
  return said.dayOrder !== null || isDoubtful
}

/** Whether it matters where orders go that name no location. */
export function asksForLocation({ kind, said, columns, leftOut }: CsvUpload): boolean {
  if (kind !== 'supplier-orders') return false
  if (said.locationId !== null || columns.every(({ field }) => field !== 'location')) return true
  return leftOut.some(({ message }) => message.startsWith('is missing: say where'))
}

/** Why no cost is read, where columns say one. */
export function questionWords({ kind, columns }: CsvUpload): string | null {
  const asked = columns.filter(({ note }) => note !== null)
  const isAnswered = kind === 'suppliers' || columns.some(({ field }) => field === 'cost')
  return isAnswered || asked.length === 0 ? null : asked.map(({ header, note }) => `“${header}” ${note}.`).join(' ')
}

/** `3 rows are left out; one can have several problems:`; null where none is. */
export function rowsLeftOutWords({ counts, leftOut }: CsvUpload): string | null {
  if (counts.problem === 0) return null
  const named = leftOut.filter(({ leaves }) => leaves === 'row').reduce((sum, { count }) => sum + count, 0)
  const said = `${counted(counts.problem, 'row')} ${counts.problem === 1 ? 'is' : 'are'} left out`
  if (named <= counts.problem) return `${said}:`
  return counts.problem === 1 ? `${said}, for several reasons:` : `${said}; one can have several problems:`
}

/** `“Cost” is empty: 2 rows` */
export function reasonsForRows({ leftOut }: CsvUpload): string[] {
  return leftOut
    .filter(({ leaves }) => leaves === 'row')
    .map((one) => `${reasonWords(one)}: ${counted(one.count, 'row')}`)
}

/** `“MOQ” is not a whole number of 1 or more: 12 cells` */
export function reasonsForCells({ leftOut }: CsvUpload): string[] {
  return leftOut
    .filter(({ leaves }) => leaves === 'cell')
    .map((one) => `${reasonWords(one)}: ${counted(one.count, 'cell')}`)
}

function reasonWords({ header, message }: CsvUpload['leftOut'][number]): string {
  return header === null ? message : `“${header}” ${message}`
}

const furtherFields: Record<CsvKind, readonly CsvFieldName[]> = {
  suppliers: ['supplierId'],
  catalogue: ['supplierId', 'itemId', 'variantId', 'currency', 'title'],
  'supplier-orders': ['supplierId', 'itemId', 'variantId', 'currency', 'title', 'priceUnit'],
}

/** The empty one: the column is left out. */
export function columnChoices(kind: CsvKind): { value: CsvFieldName | ''; text: string }[] {
  const fields = [...fieldsOf[kind], ...furtherFields[kind]]
  return [{ value: '', text: 'Left out' }, ...fields.map((value) => ({ value, text: fieldWords[value] }))]
}

/** With what was said before of the other columns. */
export function saidOfColumn(
  { said }: CsvUpload,
  header: string,
  field: CsvFieldName | null,
): CsvUpload['said']['columns'] {
  const others = said.columns.filter((one) => one.header !== header && (field === null || one.field !== field))
  return [...others, { header, field }]
}
