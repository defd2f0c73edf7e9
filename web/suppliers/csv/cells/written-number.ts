// What digits and separators may say. A program writes all numbers of a file one way, so that a number which can only be
// read one way tells how the others are read: beside 0.125, 1.250 is one and a quarter.

export type DecimalSign = '.' | ','

/**
 * What a cell means, or what is wrong with it. `remark`: how it was read, where nobody would guess it. `isDoubtful`: it can
 * be read, but not relied on, and then nor can the rest of its row.
 */
export type Meaning<Value> =
  | { readonly value: Value; readonly remark?: string }
  | { readonly wrong: string; readonly isDoubtful?: boolean }

/** `4.00638E+12` has lost its last digits. */
export const notation = 'is in scientific notation: a spreadsheet has rounded it, write it in full'

export function isNotation(cell: string): boolean {
  return /^\s*[+-]?\d+(?:[.,]\d+)?e[+-]?\d+\s*$/i.test(cell)
}

/** A number as it stands in a cell, taken apart: `kr. 1.234,50 /Stk`. */
export type WrittenNumber = { readonly before: string; readonly digits: string; readonly after: string }

/** How the numbers of a file are written, as far as they show it. */
export type NumberStyle = {
  /** Null where no number shows it, or as many show the one as the other. */
  readonly sign: DecimalSign | null
  /** Whether some show the one, and some the other: then none that could be both is read. */
  readonly isMixed: boolean
}

/** By the sign before the decimals; one without separators is the same both ways. */
type Readings = Record<DecimalSign, string | null>

const isPlain = /^[!-~]+$/

/** Null where a text has no digits. */
export function takeApart(cell: string): WrittenNumber | null {
  const text = isPlain.test(cell)
    ? cell
    : cell
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .trim()
  // A full stop before the digits belongs to what is before them: Rs.99. One that nothing is before is a decimal sign.
  const parts = /^(\D*?)((?:(?<!\p{L})[.,])?\d(?:[\d.,'’´ ]*\d)?)(.*)$/su.exec(text)
  if (parts === null) return null
  const [, before = '', digits = '', after = ''] = parts
  return { before, digits, after }
}

/** Groups of three, of which the first does not begin with 0; in India the groups before the last are of two. */
function shapeOf(sign: DecimalSign): RegExp {
  const [group, point] = sign === '.' ? [',', '\\.'] : ['\\.', ',']
  return new RegExp(
    `^(?:[1-9]\\d{0,2}(?:${group}\\d{3})+|[1-9]\\d?(?:${group}\\d{2})+${group}\\d{3}|\\d+(?=${point}|$)|(?=${point}))(?:${point}(\\d+))?$`,
  )
}

const shapes: Record<DecimalSign, RegExp> = { '.': shapeOf('.'), ',': shapeOf(',') }
const spacedGroups = /^[1-9]\d{0,2}(?:[ '’´]\d{3})+(?:[.,]\d+)?$/

/** What the digits say with either sign before the decimals; null where that is no number. */
function readingsOf(digits: string): Readings {
  const isSpaced = /[ '’´]/.test(digits)
  if (isSpaced && !spacedGroups.test(digits)) return { '.': null, ',': null }
  const plain = digits.replace(/[ '’´]/g, '')
  // Where spaces part the thousands, what is left parts the decimals.
  const read = (sign: DecimalSign) =>
    isSpaced && plain.includes(sign === '.' ? ',' : '.') ? null : decimal(plain, sign)
  return { '.': read('.'), ',': read(',') }
}

function decimal(digits: string, sign: DecimalSign): string | null {
  const parts = shapes[sign].exec(digits)
  if (parts === null) return null
  const [whole = '', fraction] = digits.split(sign)
  const units = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0'
  return fraction === undefined ? units : `${units}.${fraction}`
}

/** The sign that a number shows, where it can only be read with that. */
export function shownSign(cell: string): DecimalSign | null {
  const number = takeApart(cell)
  if (number === null) return null
  const { '.': point, ',': comma } = readingsOf(number.digits)
  if (point === comma || (point !== null && comma !== null)) return null
  return point === null ? ',' : '.'
}

/** Of counted signs; `said` by somebody counts for all. */
export function styleOf(
  { points, commas }: { readonly points: number; readonly commas: number },
  said: DecimalSign | null,
): NumberStyle {
  if (said !== null) return { sign: said, isMixed: false }
  const isMixed = points > 0 && commas > 0
  if (points === commas) return { sign: null, isMixed }
  return { sign: points > commas ? '.' : ',', isMixed }
}

/** The number as decimal text, or why it is none that can be relied on. */
export function numberIn(digits: string, { sign, isMixed }: NumberStyle): Meaning<string> {
  const { '.': point, ',': comma } = readingsOf(digits)
  const either = point ?? comma
  if (either === null) return { wrong: 'is not a number' }
  if (point === comma) return { value: either }
  if (point !== null && comma !== null) {
    if (sign === null || isMixed)
      return { wrong: `could be ${point} or ${comma}: the file does not show which`, isDoubtful: true }
    return { value: sign === '.' ? point : comma }
  }
  if (sign !== null && (point === null) === (sign === '.')) {
    return { wrong: `is not written as the file’s other numbers, with “${sign}” before the decimals`, isDoubtful: true }
  }
  return { value: either }
}
