import bidiFactory from 'bidi-js'
import LineBreaker from 'linebreak'
import { hanOf, hasAll, type Typeface, typefaceOf, usual } from './typefaces.ts'

/** What is printed at one go: letters of one typeface that run in one direction. */
export type TextPiece = { readonly text: string; readonly face: Typeface }

type Letter = { readonly text: string; readonly level: number; readonly face: Typeface; readonly runsLeft: boolean }

// Node gets CommonJS of the package, and its types speak of an ES module.
const createBidi = bidiFactory as unknown as typeof bidiFactory.default
const bidi = createBidi()
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const words = new Intl.Segmenter('th', { granularity: 'word' })
/** Scripts that run from right to left. */
const runningLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** Scripts without spaces between words. */
const withoutSpaces = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const unseen = /\p{Bidi_Control}|\p{Variation_Selector}/gu
const ignorable = /\p{Default_Ignorable_Code_Point}/u

/** Whether a text is printed in the usual typeface as it stands, from left to right. */
export function isPlain(text: string): boolean {
  if (/^[\x20-\x7e]*$/.test(text)) return true
  return !/\p{Cc}|\p{Bidi_Control}/u.test(text) && !runningLeft.test(text) && hasAll(usual, text)
}

/** Whether a paragraph begins at the right. */
export function runsLeft(paragraph: string): boolean {
  return bidi.getEmbeddingLevels(paragraph, 'auto').paragraphs[0]?.level === 1
}

/** A paragraph in lines that are at most so wide, each as pieces from left to right. */
export function piecesOfLines(
  paragraph: string,
  { language, wide, widthOf }: { readonly language: string; readonly wide: number; widthOf(piece: TextPiece): number },
): TextPiece[][] {
  const text = paragraph.normalize('NFC').replace(/\p{Cc}/gu, ' ')
  const { levels } = bidi.getEmbeddingLevels(text, 'auto')
  const forHan = hanOf(text, language)
  const lettersOf = (from: number, to: number): Letter[] =>
    [...letters.segment(text.slice(from, to))].flatMap(({ segment, index }) =>
      lettersToPrint(segment, levels[from + index] ?? 0, forHan),
    )
  const measure = (from: number, to: number) =>
    inOrder(lettersOf(from, to)).reduce((sum, piece) => sum + widthOf(piece), 0)
  return linesOf(text, wide, measure).map(({ from, to }) => inOrder(lettersOf(from, to)))
}

/** A letter that no typeface has is printed as its number in Unicode: somebody can look it up, and nobody sees a box. */
function lettersToPrint(segment: string, level: number, forHan: Typeface): Letter[] {
  const text = segment.replace(unseen, '')
  const whole = text === '' ? null : typefaceOf(text, forHan)
  const said = whole === null ? [...text] : [text]
  return said.flatMap((one): Letter[] => {
    const face = whole ?? typefaceOf(one, forHan)
    if (face !== null) return [{ text: mirrored(one, level), level, face, runsLeft: runningLeft.test(one) }]
    if (ignorable.test(one)) return []
    return [{ text: numberOf(one), level: level + (level % 2), face: usual, runsLeft: false }]
  })
}

function numberOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function mirrored(text: string, level: number): string {
  return level % 2 === 1 ? (bidi.getMirroredCharacter(text) ?? text) : text
}

type Run = { readonly text: string; readonly level: number; readonly face: Typeface }

/** Rule L2 of Unicode's bidirectional algorithm: from the highest level to the lowest odd one, what is at least there turns round. */
function inOrder(line: readonly Letter[]): TextPiece[] {
  const runs = runsOf(line)
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1) {
    for (let at = 0; at < runs.length; at += 1) {
      let end = at
      while ((runs[end]?.level ?? -1) >= level) end += 1
      if (end > at) runs.splice(at, end - at, ...runs.slice(at, end).reverse())
      at = Math.max(at, end)
    }
  }
  return runs.map(({ text, face }) => ({ text, face }))
}

/** Letters of scripts that run left stay in the order in which they are read: who shapes them turns them round. */
function runsOf(line: readonly Letter[]): Run[] {
  const runs: (Run & { readonly runsLeft: boolean })[] = []
  for (const { text, level, face, runsLeft } of line) {
    const last = runs.at(-1)
    if (last && last.level === level && last.face === face && last.runsLeft === runsLeft) {
      const isTurned = level % 2 === 1 && !runsLeft
      runs[runs.length - 1] = { ...last, text: isTurned ? text + last.text : last.text + text }
    } else runs.push({ text, level, face, runsLeft })
  }
  return runs
}

type Line = { readonly from: number; readonly to: number }

/** As many words as there is room for on each line; a word that is wider than a line goes on in the next. */
function linesOf(text: string, wide: number, measure: (from: number, to: number) => number): Line[] {
  const lines: Line[] = []
  let from = 0
  let to = 0
  let used = 0
  const end = () => {
    lines.push({ from, to: from + text.slice(from, to).trimEnd().length })
    from = to
    used = 0
  }
  const add = (until: number) => {
    const bare = to + text.slice(to, until).trimEnd().length
    if (used > 0 && used + measure(to, bare) > wide) end()
    used += measure(to, until)
    to = until
  }
  for (const until of breaksOf(text)) {
    const start = to
    if (measure(start, until) <= wide) add(until)
    else for (const { segment, index } of letters.segment(text.slice(start, until))) add(start + index + segment.length)
  }
  end()
  return lines
}

/** Where a line may end. */
function breaksOf(text: string): number[] {
  const breaks = new Set<number>()
  const breaker = new LineBreaker(text)
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) breaks.add(next.position)
  if (withoutSpaces.test(text)) {
    for (const { index, segment } of words.segment(text)) {
      if (index > 0 && withoutSpaces.test(segment) && withoutSpaces.test(text.charAt(index - 1))) breaks.add(index)
    }
  }
  breaks.add(text.length)
  return [...breaks].sort((one, other) => one - other)
}
