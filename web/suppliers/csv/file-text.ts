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

/** Lines that are looked at for the delimiter: there may be titles and notes above the columns. */
const linesLookedAt = 40
const quotedCell = /(^|[,;\t|])\s*"(?:[^"]|"")*"\s*(?=$|[,;\t|])/g

export type PartedText = {
  /** The signs that may part the cells, the likeliest first. */
  readonly delimiters: readonly [Delimiter, ...Delimiter[]]
  readonly rows: string
}

/** What parts the cells: `sep=;` says so itself, else the likeliest is what parts the most lines into equally many. */
export function splitOff(text: string): PartedText {
  const said = /^sep=(.)\r?\n/i.exec(text)
  const named = delimiters.find((delimiter) => delimiter === said?.[1])
  if (said && named) return { delimiters: [named], rows: text.slice(said[0].length) }
  const beginning = text.trimStart().slice(0, longestHeader)
  const firstLine = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(beginning)?.[0] ?? ''
  const lines = [firstLine.replace(/[\r\n]+/g, ' '), ...beginning.slice(firstLine.length).split(/[\r\n]+/)]
  const bare = lines
    .filter((line) => line.trim() !== '')
    .slice(0, linesLookedAt)
    .map((line) => line.replace(quotedCell, '$1'))
  const evenness = new Map(
    delimiters.map((delimiter) => [delimiter, evenlyParted(bare.map((line) => line.split(delimiter).length - 1))]),
  )
  const [first = ',', ...others] = [...delimiters].sort(
    (one, other) => (evenness.get(other) ?? 0) - (evenness.get(one) ?? 0),
  )
  return { delimiters: [first, ...others], rows: text }
}

/** How many lines have as many of a sign as most have that have any; of equals the one with more in a line. */
function evenlyParted(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
  return Math.max(0, ...[...times].map(([count, lines]) => lines + Math.min(count, 999) / 1_000))
}
