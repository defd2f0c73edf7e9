import type { CsvEncoding, CsvFieldName, CsvKind, CsvUpload } from '../../../../suppliers/contract/csv-uploads.ts'
import { counted, number } from '../../format/counted.ts'
import { fieldsOf, fieldWords } from './csv-words.ts'

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
  return said.decimalSign !== null || leftOut.some(({ message }) => /^could be|other numbers/.test(message))
}

/** Why no cost is read, where columns say one. */
export function questionWords({ kind, columns }: CsvUpload): string | null {
  const asked = columns.filter(({ note }) => note !== null)
  const isAnswered = kind === 'suppliers' || columns.some(({ field }) => field === 'cost')
  return isAnswered || asked.length === 0 ? null : asked.map(({ header, note }) => `“${header}” ${note}.`).join(' ')
}

/** `12 cells of “MOQ” are left out: is not a whole number of 1 or more` */
export function reasonsLeftOut({ leftOut }: CsvUpload): string[] {
  return leftOut.map(({ header, message, leaves, count }) => {
    const said = header === null ? message : `“${header}” ${message}`
    if (leaves === 'row') return `${counted(count, 'row')} left out: ${said}`
    return `${number(count)} ${count === 1 ? 'cell' : 'cells'} left out, and the rest of the row written: ${said}`
  })
}

const furtherFields: Record<CsvKind, readonly CsvFieldName[]> = {
  suppliers: ['supplierId'],
  catalogue: ['supplierId', 'itemId', 'variantId', 'currency', 'title'],
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
