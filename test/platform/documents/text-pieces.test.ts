import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlain, piecesOfLines, type TextPiece } from '../../../web/platform/documents/text-pieces.ts'
import { hasAll } from '../../../web/platform/documents/typefaces.ts'

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** As if each letter were one point wide. */
const widthOf = ({ text }: TextPiece) => [...letters.segment(text)].length
const linesOf = (text: string, { language = 'en', wide = 1_000 } = {}) =>
  piecesOfLines(text, { language, wide, widthOf })
const said = (text: string, given = {}) => linesOf(text, given).map((line) => line.map((piece) => piece.text))
const facesOf = (text: string, language = 'en') =>
  linesOf(text, { language })
    .flat()
    .map(({ face }) => face.name)

describe('a text on a document', () => {
  test('is printed in typefaces that have its letters', () => {
    expect(facesOf('Kubek żółty')).toEqual(['usual'])
    expect(facesOf('赤いマグ')).toEqual(['japanese'])
    expect(facesOf('红色马克杯')).toEqual(['chinese'])
    expect(facesOf('빨간 머그컵')).toEqual(['korean', 'usual', 'korean'])
    expect(facesOf('แก้ว')).toEqual(['thai'])
    expect(facesOf('मग')).toEqual(['devanagari'])
    expect(facesOf('كوب')).toEqual(['arabic'])
    expect(facesOf('ספל')).toEqual(['hebrew'])
    expect(facesOf('￥2,813')).toEqual(['japanese', 'usual'])
  })

  test('has the letters that are shared by several languages as the text’s own language writes them', () => {
    expect(facesOf('直径', 'ja')).toEqual(['japanese'])
    expect(facesOf('直径', 'zh-CN')).toEqual(['chinese'])
    expect(facesOf('直通', 'ko')).toEqual(['korean'])
    expect(facesOf('直径のカップ', 'en')).toEqual(['japanese'])
  })

  test('has its number in Unicode for a letter that no typeface has', () => {
    expect(said('₿ 5')).toEqual([['U+20BF 5']])
    expect(said('ABC \u{1F381}\u{FE0F}')).toEqual([['ABC U+1F381']])
  })

  test('of a script that runs left is read from the right, numbers and names in it from the left', () => {
    expect(said('ספל ABC-1 (גדול)')).toEqual([['(', 'גדול', ') ', 'ABC-1', ' ', 'ספל']])
    expect(said('كوب 350 ml')).toEqual([['ml', ' ', '350', ' ', 'كوب']])
    expect(said('Mug ספל גדול, red')).toEqual([['Mug ', 'גדול', ' ', 'ספל', ', red']])
  })

  test('ends its lines where its language does, and a word that is too long anywhere', () => {
    const lines = (text: string, wide: number) => said(text, { wide }).map((line) => line.join(''))
    expect(lines('one two three', 8)).toEqual(['one two', 'three'])
    expect(lines('マグカップ、赤いもの', 5)).toEqual(['マグカッ', 'プ、赤いも', 'の'])
    expect(lines('กาแฟสำหรับร้าน', 8)).toEqual(['กาแฟสำหรับ', 'ร้าน'])
    expect(lines('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ'])
    expect(lines('ใหญ่ ABCDEFGH', 4)).toEqual(['ใหญ่', 'ABCD', 'EFGH'])
    expect(lines('', 4)).toEqual([''])
  })

  test('never has a box for a letter, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('en', 'ja', 'zh'), (text, language) => {
        for (const { face, text: printed } of linesOf(text, { language }).flat())
          expect(hasAll(face, printed)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('is in lines that are as wide as they may be at most, and loses none of its letters', () => {
    const word = fc.constantFrom('mug', 'マグカップ', 'ספל', 'كوب', 'แก้วกาแฟ', '350', '(', ')', 'भाषा', '红色')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 3, max: 12 }), (words, wide) => {
        const lines = linesOf(words.join(' '), { wide })
        for (const line of lines) expect(line.reduce((sum, piece) => sum + widthOf(piece), 0)).toBeLessThanOrEqual(wide)
        const printed = lines.flat().flatMap(({ text }) => [...text])
        const bare = (all: readonly string[]) => all.filter((letter) => /[^\s()]/.test(letter)).sort()
        expect(bare(printed)).toEqual(bare([...words.join('')]))
      }),
      { numRuns: 100 },
    )
  })

  test('that the usual typeface has whole needs none of that', () => {
    expect(isPlain('Töpferei Łódź · Ποτήρι')).toBe(true)
    expect(isPlain('ספל')).toBe(false)
    expect(isPlain('two\nlines')).toBe(false)
    expect(isPlain('赤')).toBe(false)
  })
})
