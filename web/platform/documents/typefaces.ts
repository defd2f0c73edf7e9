import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Font, openSync } from 'fontkit'

/** Letters that a document may have to print, in two weights. Files are opened when a document needs them. */
export type Typeface = {
  readonly name: string
  readonly regular: string
  readonly bold: string
  /** What is written in it first of all; other letters where no other typeface has them. */
  readonly scripts: RegExp
}

const require = createRequire(import.meta.url)

/** Of a package that exports nothing but its index, whose file this is. */
function typefaceBeside(index: string, name: string, scripts: RegExp, fileOf: (weight: string) => string): Typeface {
  const files = join(dirname(index), '../fonts')
  return { name, scripts, regular: join(files, fileOf('Regular')), bold: join(files, fileOf('Bold')) }
}

/** Of one script, in the folder that this package's file is in. */
function notoOf(packageFile: string, script: string, scripts: RegExp): Typeface {
  const fileOf = (weight: number) =>
    join(dirname(packageFile), `files/noto-sans-${script}-${script}-${weight}-normal.woff`)
  return { name: script, scripts, regular: fileOf(400), bold: fileOf(700) }
}

/** For Europe's alphabets: PDF's own typefaces know western Europe only. */
export const usual: Typeface = {
  name: 'usual',
  scripts: /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u,
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
}

const japanese = typefaceBeside(
  require.resolve('@embedpdf/fonts-jp'),
  'japanese',
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  (weight) => `NotoSansJP-${weight}.otf`,
)
const chinese = typefaceBeside(
  require.resolve('@embedpdf/fonts-sc'),
  'chinese',
  /[\p{Script=Han}\p{Script=Bopomofo}]/u,
  (weight) => `NotoSansHans-${weight}.otf`,
)
const korean = typefaceBeside(
  require.resolve('@embedpdf/fonts-kr'),
  'korean',
  /\p{Script=Hangul}/u,
  (weight) => `NotoSansKR-${weight}.otf`,
)
const arabic = typefaceBeside(
  require.resolve('@embedpdf/fonts-arabic'),
  'arabic',
  /\p{Script=Arabic}/u,
  (weight) => `NotoNaskhArabic-${weight}.ttf`,
)
const hebrew = typefaceBeside(
  require.resolve('@embedpdf/fonts-hebrew'),
  'hebrew',
  /\p{Script=Hebrew}/u,
  (weight) => `NotoSansHebrew-${weight}.ttf`,
)

export const typefaces: readonly Typeface[] = [
  ...[usual, japanese, chinese, korean, arabic, hebrew],
  notoOf(require.resolve('@fontsource/noto-sans-thai/package.json'), 'thai', /\p{Script=Thai}/u),
  notoOf(require.resolve('@fontsource/noto-sans-devanagari/package.json'), 'devanagari', /\p{Script=Devanagari}/u),
  notoOf(require.resolve('@fontsource/noto-sans-bengali/package.json'), 'bengali', /\p{Script=Bengali}/u),
  notoOf(require.resolve('@fontsource/noto-sans-tamil/package.json'), 'tamil', /\p{Script=Tamil}/u),
]

const han = /\p{Script=Han}/u
const opened = new Map<string, Font>()
/** More than any document has. */
const lettersKept = 20_000

function has(face: Typeface, codePoint: number): boolean {
  let font = opened.get(face.name)
  if (font === undefined) {
    const file = openSync(face.regular)
    // The files are of one typeface each, no collections.
    font = file as Font
    opened.set(face.name, font)
  }
  return font.hasGlyphForCodePoint(codePoint)
}

/** Whether the typeface has all of a text's letters. */
export function hasAll(face: Typeface, text: string): boolean {
  for (const letter of text) if (!has(face, letter.codePointAt(0) ?? 0)) return false
  return true
}

/** Chinese, Japanese and Korean write some letters otherwise that have one number in Unicode: the text, or else its language, says whose they are. */
export function hanOf(text: string, language: string): Typeface {
  if (japanese.scripts.test(text)) return japanese
  if (korean.scripts.test(text)) return korean
  return { ja: japanese, ko: korean }[language.slice(0, 2).toLowerCase()] ?? chinese
}

const found = new Map<string, Typeface | null>()

/** The typeface that a letter with its marks is printed in; null where none has it. */
export function typefaceOf(letter: string, forHan: Typeface): Typeface | null {
  const key = `${forHan.name} ${letter}`
  const known = found.get(key)
  if (known !== undefined) return known
  const own = han.test(letter) ? forHan : typefaces.find(({ scripts }) => scripts.test(letter))
  const face = [...(own ? [own] : []), ...typefaces].find((one) => hasAll(one, letter)) ?? null
  if (found.size < lettersKept) found.set(key, face)
  return face
}
