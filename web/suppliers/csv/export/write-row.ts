/**
 * One row of a CSV file, with its line end. A text that begins like a formula gets an apostrophe before it: a spreadsheet
 * would work it out, and what it works out was written by a supplier. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(written).join(',')}\r\n`
}

function written(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
