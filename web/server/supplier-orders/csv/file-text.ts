import { isUtf8 } from 'node:buffer'

// What a file of bytes says. Spreadsheets write UTF-8 with a mark or without, UTF-16, or what Windows wrote before either,
// and part cells by commas, semicolons or tabs, as the country has it.

const utf16LittleEndian = [0xff, 0xfe]
const utf16BigEndian = [0xfe, 0xff]

/** Without its byte order mark, and without the character that no text of ours may have. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).replaceAll('\0', '')
}

function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, utf16LittleEndian)) return 'utf-16le'
  if (startsWith(bytes, utf16BigEndian)) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}

/** How many lines some bytes end, whichever of the two signs does so. */
export function countLineEnds(bytes: Uint8Array): number {
  let [feeds, returns] = [0, 0]
  for (const byte of bytes) {
    if (byte === 0x0a) feeds += 1
    else if (byte === 0x0d) returns += 1
  }
  return Math.max(feeds, returns)
}

/** Characters that are looked at for the delimiter: a file of one line would be too much for the pattern. */
const longestHeader = 100_000
const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** The sign that parts the cells of the first line: `sep=;` says so itself, else the one that is there most often. */
export function splitOff(text: string): { readonly delimiter: Delimiter; readonly rows: string } {
  const said = /^sep=(.)\r?\n/i.exec(text)
  const named = delimiters.find((delimiter) => delimiter === said?.[1])
  if (said && named) return { delimiter: named, rows: text.slice(said[0].length) }
  const beginning = text.trimStart().slice(0, longestHeader)
  const firstLine = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(beginning)?.[0] ?? ''
  const unquoted = firstLine.replace(/"(?:[^"]|"")*"/g, '')
  const counts = delimiters.map((delimiter) => unquoted.split(delimiter).length)
  const most = Math.max(...counts)
  return { delimiter: delimiters[counts.indexOf(most)] ?? ',', rows: text }
}
