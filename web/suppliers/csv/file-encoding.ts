import { isUtf8 } from 'node:buffer'
import { detectAll } from 'jschardet'

// Which letters a file's bytes stand for. Spreadsheets write UTF-8 with a mark or without, UTF-16, or what programs of a
// country wrote before either; of those nothing in the file says which.

/** What is guessed, the likeliest first where several read alike; then what only a person can say. */
const guessed = [
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'koi8-r',
  'macintosh',
  'shift_jis',
  'gb18030',
] as const
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | (typeof guessed)[number] | 'big5' | 'euc-jp' | 'euc-kr'

type Decoded = {
  readonly text: string
  readonly encoding: Encoding
  /** Whether nothing in the file says so. */
  readonly isGuessed: boolean
}

/** As the library calls what we know by another name. */
const libraryNames: Record<string, (typeof guessed)[number]> = {
  'windows-1250': 'windows-1250',
  'iso-8859-2': 'iso-8859-2',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-15': 'windows-1252',
  'iso-8859-15': 'windows-1252',
  'windows-1253': 'windows-1253',
  'iso-8859-7': 'windows-1253',
  'windows-1254': 'windows-1254',
  'koi8-r': 'koi8-r',
  'iso-8859-9': 'windows-1254',
  macroman: 'macintosh',
  cp932: 'shift_jis',
  shift_jis: 'shift_jis',
  gb18030: 'gb18030',
  gb2312: 'gb18030',
}

/** So much of what is not plain English is looked at. */
const sampleBytes = 64 * 1024

/** Without its byte order mark, and without the character that no text of ours may have. `said` by a person is not doubted. */
export function decodeFile(bytes: Uint8Array, said: Encoding | null = null): Decoded {
  const { encoding, isGuessed } = said === null ? encodingOf(bytes) : { encoding: said, isGuessed: false }
  return { text: decoded(bytes, encoding).replaceAll('\0', ''), encoding, isGuessed }
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

function encodingOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly isGuessed: boolean } {
  const certain = unicodeOf(bytes)
  if (certain !== null) return { encoding: certain, isGuessed: false }
  const sample = foreignLines(bytes)
  if (isBrokenUtf8(sample)) return { encoding: 'utf-8', isGuessed: true }
  return { encoding: legacyOf(sample), isGuessed: true }
}

function unicodeOf(bytes: Uint8Array): Encoding | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return unmarkedUtf16(bytes.subarray(0, sampleBytes)) ?? (isUtf8(bytes) ? 'utf-8' : null)
}

/** Every separator and line end of such a file has a zero beside it, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  let [before, behind] = [0, 0]
  for (const [at, byte] of bytes.entries()) {
    if (byte === 0) at % 2 === 0 ? before++ : behind++
  }
  if (before + behind < bytes.length / 50 || before + behind < 2) return null
  if (behind > 4 * before) return 'utf-16le'
  return before > 4 * behind ? 'utf-16be' : null
}

/** The lines that have something else than plain English letters: a file may have thousands of others before them. */
function foreignLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = []
  let [size, begin, isForeign] = [0, 0, false]
  for (let at = 0; at <= bytes.length && size < sampleBytes; at += 1) {
    const byte = bytes[at] ?? 0x0a
    if (byte >= 0x80) isForeign = true
    if (byte !== 0x0a && byte !== 0x0d && at - begin < sampleBytes) continue
    if (isForeign) {
      lines.push(bytes.subarray(begin, at + 1))
      size += at + 1 - begin
    }
    begin = at + 1
    isForeign = false
  }
  return Buffer.concat(lines)
}

/** Most of what is no English letter reads as UTF-8: some program cut or pasted into it. */
function isBrokenUtf8(sample: Uint8Array): boolean {
  const text = decoded(sample, 'utf-8')
  const broken = text.split('\uFFFD').length - 1
  const whole = [...text].filter((letter) => letter > '\u007f' && letter !== '\uFFFD').length
  return whole > broken
}

/** Signs that steer a terminal: where a guess finds one, the byte stands for a letter of another encoding. */
const control = /[\u0080-\u009f]/

function legacyOf(sample: Uint8Array): (typeof guessed)[number] {
  const known = detectAll(sample).flatMap(({ encoding }) => libraryNames[(encoding ?? '').toLowerCase()] ?? [])
  const likeliest = known.find((encoding) => !control.test(decoded(sample, encoding))) ?? 'windows-1252'
  const text = decoded(sample, likeliest)
  return guessed.find((encoding) => decoded(sample, encoding) === text) ?? likeliest
}
