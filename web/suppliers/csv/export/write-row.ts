/**
 * One row of a CSV file, with its line end. A text that begins like a formula gets an apostrophe before it: a spreadsheet
 * would work it out, and what it works out was written by a supplier. https://owasp.org/www-community/attacks/CSV_Injection
 * One that a spreadsheet would take for a number or a day, and save as another, is written as a formula of that text alone:
 * `="00420"` comes back as 00420. `file-rows.ts` reads both.
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(written).join(',')}\r\n`
}

function written(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = kept(cell)
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** An apostrophe that the text itself begins with has another before it where it would be taken for such a mark. */
const formula = /^'*[=+\-@＝＋－＠\t\r\n]|^'+\d[\d.,\s]*$/

function kept(text: string): string {
  if (formula.test(text)) return `'${text}`
  return isChanged(text) ? `="${text.replaceAll('"', '""')}"` : text
}

const wholeNumber = /^(?:0|[1-9]\d*)$/
const likeNumber = /^[\d\s.,:/%()$€£¥'’+-]*\d[\d\s.,:/%()$€£¥'’+-]*$/
const notation = /^[\d.,]+e[+-]?\d+$/i
const time = /^\d{1,2}(?::\d{2})*\s*[ap]\.?m?\.?$/i
const month =
  /^(?:\d{1,4}[-/. ]*)?(?:jan|feb|f[ée]v|mar|mär|mrz|apr|avr|abr|may|ma[ijg]|jun|jui|giu|jul|lug|aug|ago|ao[uû]|sep|set|oct|okt|out|ott|nov|dec|dez|d[ée]c|dic)[\p{L}]*[-/. ]*\d{0,4}$/iu
const truth =
  /^(?:true|false|wahr|falsch|vrai|faux|vero|falso|verdadero|waar|onwaar|prawda|fałsz|sand|falsk|sant|falskt)$/i

/** What a spreadsheet shows of a number: so many characters. */
const mostShown = 11

/** Smaller ones are shown in scientific notation. */
const leastShown = 0.001

/**
 * An amount as a cell: a number where a spreadsheet shows all of it, and the text that it is otherwise. Where a comma is before
 * the decimals a spreadsheet writes the number so, and the file is read so; a code such as 0.1 would come back as another.
 */
export function amountCell(amount: string | null): string | number | null {
  const number = Number(amount)
  const isShown = amount !== null && amount.length <= mostShown && (number === 0 || Math.abs(number) >= leastShown)
  return isShown && String(number) === amount ? number : amount
}

/** Whether a spreadsheet saves a text as something else; a whole number that it shows in full it leaves as it is. */
function isChanged(text: string): boolean {
  if (text.length <= mostShown && wholeNumber.test(text)) return false
  return [likeNumber, notation, time, truth].some((shape) => shape.test(text)) || (/\d/.test(text) && month.test(text))
}
