// One key for what people and programs write in several ways and mean as one: SKUs, barcodes, names of suppliers.

/** `="00420"` and `'00420` keep a spreadsheet from taking a code for a number. */
function withoutMarks(text: string): string {
  return (/^="(.*)"$/s.exec(text)?.[1] ?? text).replace(/^'/, '')
}

/** Most codes: letters and signs of every keyboard, without spaces and without what may be a mark. */
const plain = /^[!#-&(-<>-~]+$/

/** Capitals, spaces of any width, invisible signs, kinds of dashes and the way accents are built make no difference. */
export function codeKey(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return withoutMarks(text.trim())
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .normalize('NFC')
}

/** As `codeKey`, for what people are called: an apostrophe before a name is a part of it. */
export function nameKey(name: string): string {
  return codeKey(`x${name.trim()}`).slice(1).trim()
}

/** Shorter numbers are codes of the shop's own. */
const fewestDigits = 7

/** A trade item number without its leading zeros, spaces and hyphens: UPC, EAN, ISBN-13 and GTIN-14; null for what is none. */
export function gtinOf(text: string): string | null {
  const digits = codeKey(text).replace(/[ -]/g, '')
  if (!/^\d{7,14}$/.test(digits)) return null
  const bare = digits.replace(/^0+/, '')
  return bare.length >= fewestDigits && isChecked(bare) ? bare : null
}

/** The last digit is worked out from the others. https://www.gs1.org/services/how-calculate-check-digit-manually */
function isChecked(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

/** What a spreadsheet makes of a code that is a number: `00420` becomes 420. Null where it makes nothing of it. */
export function bareNumber(text: string): string | null {
  const digits = codeKey(text)
  return /^\d{1,15}$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : null
}

/** How a code may be written where it is looked up: a trade item number with as many leading zeros as such have. */
export function spellingsOf(code: string, isRounded: boolean): string[] {
  const number = gtinOf(code) ?? (isRounded ? bareNumber(code) : null)
  const padded =
    number === null ? [] : Array.from({ length: 15 - number.length }, (_, zeros) => '0'.repeat(zeros) + number)
  return [
    ...new Set([code, code.toLowerCase(), code.toUpperCase(), codeKey(code), codeKey(code).toUpperCase(), ...padded]),
  ]
}
