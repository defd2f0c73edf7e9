// Ids, as the app keeps them: plain text, `820982911946154508`, never a number, because they outgrow 2^53. Order 9 comes
// before order 10, and 9007199254740992 before 9007199254740993. Global ids exist at the edges only.

/** `gid('Order', '1001')` is `gid://shopify/Order/1001`. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`
}

/** The plain id of a global id. What follows a question mark is not part of it; a plain id is its own id. */
export function idOf(globalId: string): string {
  const end = globalId.indexOf('?')
  const path = end < 0 ? globalId : globalId.slice(0, end)
  return path.slice(path.lastIndexOf('/') + 1)
}

/**
 * Numbers where both ids are numeric, else text by code unit. That rule alone would run in a circle (9 before 10, 10
 * before 1a, 1a before 9), and then the order of input would matter. So of two ids that begin with a digit, a numeric one
 * comes before one that is not. 7 and 07 are the same number and are told apart as text.
 */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0
  if (!beginsWithDigit(a) || !beginsWithDigit(b)) return compareText(a, b)
  const isNumber = isNumeric(a)
  if (isNumber !== isNumeric(b)) return isNumber ? -1 : 1
  return (isNumber && compareNumerals(a, b)) || compareText(a, b)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Without leading zeros the longer numeral is the larger number, however long. */
function compareNumerals(a: string, b: string): number {
  const x = withoutLeadingZeros(a)
  const y = withoutLeadingZeros(b)
  return x.length - y.length || compareText(x, y)
}

function withoutLeadingZeros(numeral: string): string {
  return numeral.startsWith('0') ? numeral.replace(/^0+(?=\d)/, '') : numeral
}

function beginsWithDigit(id: string): boolean {
  return isDigit(id.charCodeAt(0))
}

function isNumeric(id: string): boolean {
  for (let at = 0; at < id.length; at++) if (!isDigit(id.charCodeAt(at))) return false
  return true
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
