// How the text of a file is parted: into cells by commas, semicolons or tabs, as the country has it.

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
