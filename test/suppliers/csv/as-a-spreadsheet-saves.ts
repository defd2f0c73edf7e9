import { parse } from 'csv-parse/sync'

const months = /^(?:\d{1,4}[-/. ]*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/. ]*\d{1,4}$/i

/**
 * A CSV file opened in a spreadsheet program and saved again: codes that look like numbers become numbers, of which eleven
 * characters are shown, some become days, and formulas are worked out.
 */
export function asASpreadsheetSaves(file: string, sign: '.' | ','): string {
  const delimiter = sign === '.' ? ',' : ';'
  const rows: string[][] = parse(file, { bom: true, relax_column_count: true })
  return `\uFEFF${rows.map((cells) => cells.map((cell) => quoted(saved(cell, sign), delimiter)).join(delimiter)).join('\r\n')}\r\n`
}

function saved(cell: string, sign: '.' | ','): string {
  const text = /^="((?:[^"]|"")*)"$/s.exec(cell)?.[1]
  if (text !== undefined) return text.replaceAll('""', '"')
  if (/^[=+\-@]/.test(cell)) return '#NAME?'
  if (/^(?:true|false)$/i.test(cell)) return cell.toUpperCase()
  if (/^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/.test(cell) && !/^\d+\.\d+$/.test(cell)) return '02.01.2026'
  if (months.test(cell)) return '01. Mrz'
  if (/^\d{1,2}:\d{2}/.test(cell)) return `${cell}:00`
  const digits = cell
    .trim()
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/[$€£%\s]/g, '')
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits) ? shown(Number(digits)).replace('.', sign) : cell
}

function shown(number: number): string {
  if (number !== 0 && (Math.abs(number) >= 1e11 || Math.abs(number) < 1e-4)) {
    return number
      .toExponential(5)
      .replace(/\.?0*e/, 'E')
      .replace(/E([+-])(\d)$/, 'E$10$2')
  }
  const whole = String(Math.trunc(Math.abs(number))).length
  return String(Number(number.toFixed(Math.max(0, 10 - whole))))
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
}
