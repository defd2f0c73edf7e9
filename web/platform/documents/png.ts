// https://www.w3.org/TR/png-3/
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { isTooLarge, type PictureRead } from './picture-kinds.ts'

type Chunk = { readonly name: string; readonly data: Buffer }
type Head = { readonly width: number; readonly height: number; readonly bits: number; readonly color: number }

/** By the number that a PNG has for its colors: values for a point, and how many bits each may have. */
const colors: Readonly<Record<number, { readonly values: number; readonly bits: readonly number[] }>> = {
  0: { values: 1, bits: [1, 2, 4, 8, 16] },
  2: { values: 3, bits: [8, 16] },
  3: { values: 1, bits: [1, 2, 4, 8] },
  4: { values: 2, bits: [8, 16] },
  6: { values: 4, bits: [8, 16] },
}
const ofPalette = 3
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function pngOf(file: Buffer): PictureRead {
  const chunks = chunksOf(file)
  const [first, ...others] = chunks ?? []
  if (first?.name !== 'IHDR' || first.data.length !== 13 || others.at(-1)?.name !== 'IEND') return { fault: 'broken' }
  const head = headOf(first.data)
  const known = colors[head.color]
  if (head.width < 1 || head.height < 1 || !known?.bits.includes(head.bits)) return { fault: 'broken' }
  if (isTooLarge(head.width, head.height)) return { fault: 'too-large' }
  const found = (name: string) => others.filter((chunk) => chunk.name === name).map(({ data }) => data)
  const [palette, clear] = [found('PLTE'), found('tRNS')]
  if (!isDrawn(head, first.data, clear.length > 0)) return { fault: 'kind-of-png' }
  if (head.color === ofPalette && !isPalette(palette, clear)) return { fault: 'broken' }
  const points = pointsOf(Buffer.concat(found('IDAT')), head, known.values)
  if (points === null) return { fault: 'broken' }
  const kept = head.color === ofPalette ? [...palette.map(named('PLTE')), ...clear.map(named('tRNS'))] : []
  const bytes = written([first, ...kept, { name: 'IDAT', data: deflateSync(points) }, { name: 'IEND', data: noData }])
  return { picture: { kind: 'png', width: head.width, height: head.height, bytes } }
}

const noData = Buffer.alloc(0)
const named = (name: string) => (data: Buffer) => ({ name, data })

function headOf(data: Buffer): Head {
  return {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    bits: data.readUInt8(8),
    color: data.readUInt8(9),
  }
}

/** What PDFKit draws as it is meant: no lines in turns, and clear points of a palette only where a byte names each point. */
function isDrawn({ bits, color }: Head, head: Buffer, hasClear: boolean): boolean {
  const isInTurns = head.readUInt8(12) !== 0
  return !isInTurns && (!hasClear || color > ofPalette || (color === ofPalette && bits === 8))
}

function isPalette([palette, ...more]: readonly Buffer[], clear: readonly Buffer[]): boolean {
  const isRight = palette !== undefined && palette.length > 0 && palette.length % 3 === 0 && palette.length <= 768
  return isRight && more.length === 0 && clear.length < 2 && clear.every(({ length }) => length <= palette.length / 3)
}

/** Null where they are other than the head says, in number or in how their lines are written. */
function pointsOf(data: Buffer, { width, height, bits }: Head, values: number): Buffer | null {
  const lineBytes = 1 + Math.ceil((width * bits * values) / 8)
  const expected = lineBytes * height
  let points: Buffer
  try {
    // What would be more is not unpacked.
    points = inflateSync(data, { maxOutputLength: expected })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
  if (points.length !== expected) return null
  for (let at = 0; at < points.length; at += lineBytes) if (points.readUInt8(at) > 4) return null
  return points
}

/** Null where they are not whole, or not as their check says. */
function chunksOf(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = []
  for (let at = signature.length; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at)
    const end = at + 8 + length
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null
    chunks.push({ name: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, end) })
    if (chunks.at(-1)?.name === 'IEND') return chunks
    at = end + 4
  }
  return null
}

function written(chunks: readonly Chunk[]): Buffer {
  return Buffer.concat([
    signature,
    ...chunks.flatMap(({ name, data }) => {
      const said = Buffer.concat([Buffer.from(name, 'latin1'), data])
      return [uint32(data.length), said, uint32(crc32(said))]
    }),
  ])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
