/** Text as programs of a country wrote it before Unicode. Throws where a letter is none of theirs. */
export function written(text: string, encoding: string): Buffer {
  const bytes = bytesOf(encoding)
  return Buffer.from(
    [...text].flatMap((letter) => {
      const found = letter < '\u0080' ? [letter.charCodeAt(0)] : bytes.get(letter)
      if (found === undefined) throw new Error(`${letter} is no letter of ${encoding}`)
      return found
    }),
  )
}

const known = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** What a decoder makes of each byte and each pair of bytes, the other way round. */
function bytesOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const found = known.get(encoding)
  if (found) return found
  const decoder = new TextDecoder(encoding)
  const bytes = new Map<string, readonly number[]>()
  const add = (...some: number[]) => {
    const letter = decoder.decode(Uint8Array.from(some))
    if ([...letter].length === 1 && letter !== '\uFFFD' && !bytes.has(letter)) bytes.set(letter, some)
  }
  for (let one = 0x80; one <= 0xff; one += 1) add(one)
  for (let one = 0x81; one <= 0xfe; one += 1) for (let other = 0x40; other <= 0xfe; other += 1) add(one, other)
  known.set(encoding, bytes)
  return bytes
}
