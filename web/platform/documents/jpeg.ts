// https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
import { isTooLarge, type PictureFault, type PictureRead } from './picture-kinds.ts'

const begin = 0xd8
const end = 0xd9
const scan = 0xda
/** Baseline, extended and progressive: what everybody draws. */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** Tables, how often they begin anew, and how Adobe's programs say which colors are meant. */
const kept = new Set([0xc4, 0xdb, 0xdd, 0xee])
/** Of the numbers of frames, those that say something else: tables, and what nobody uses. */
const noFrames = new Set([0xc4, 0xc8, 0xcc])
/** More than programs write; each makes whoever opens it go through all points once more. */
const mostScans = 100

type Segment = { readonly mark: number; readonly bytes: Buffer }

/** Only what it takes to draw it stays: where it was taken, and with what, is nobody's business. */
export function jpegOf(file: Buffer): PictureRead {
  const segments = segmentsOf(file)
  const [frame, ...more] = segments?.filter(({ mark }) => isFrame(mark)) ?? []
  const scans = segments?.filter(({ mark }) => mark === scan).length ?? 0
  if (!segments || frame === undefined || more.length > 0 || scans === 0 || scans > mostScans)
    return { fault: 'broken' }
  const fault = faultOf(frame)
  if (fault !== null) return { fault }
  const drawn = segments.filter(({ mark }) => kept.has(mark) || mark === scan || isFrame(mark))
  const bytes = Buffer.concat([
    Buffer.from([0xff, begin]),
    ...drawn.map((segment) => segment.bytes),
    Buffer.from([0xff, end]),
  ])
  return { picture: { kind: 'jpeg', ...sizeOf(frame), bytes } }
}

/** A scan with its points. Null where they are not whole, or the end is missing. */
function segmentsOf(file: Buffer): Segment[] | null {
  const segments: Segment[] = []
  for (let at = 2; ; ) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1
    if (file[at] !== 0xff) return null
    if (file[at + 1] === end) return segments
    const segment = segmentAt(file, at)
    if (segment === null) return null
    segments.push(segment)
    at += segment.bytes.length
  }
}

function segmentAt(file: Buffer, at: number): Segment | null {
  if (at + 4 > file.length) return null
  const mark = file.readUInt8(at + 1)
  const length = file.readUInt16BE(at + 2)
  const head = at + 2 + length
  if (mark < 0xc0 || mark === begin || isRestart(mark) || length < 2 || head > file.length) return null
  return { mark, bytes: file.subarray(at, mark === scan ? endOfScan(file, head) : head) }
}

function isFrame(mark: number): boolean {
  return mark >= 0xc0 && mark <= 0xcf && !noFrames.has(mark)
}

function isRestart(mark: number): boolean {
  return mark >= 0xd0 && mark <= 0xd7
}

/** Of three colors or of gray: what is written in four, for printers, comes out otherwise from one viewer to the next. */
function faultOf(frame: Segment): PictureFault | null {
  const { mark, bytes } = frame
  const colors = bytes[9] ?? 0
  if (bytes.length < 10 || bytes.length !== 10 + colors * 3) return 'broken'
  if (!frames.has(mark) || bytes[4] !== 8 || (colors !== 1 && colors !== 3)) return 'kind-of-jpeg'
  const { width, height } = sizeOf(frame)
  if (height === 0 || width === 0) return 'broken'
  return isTooLarge(width, height) ? 'too-large' : null
}

function sizeOf({ bytes }: Segment): { width: number; height: number } {
  return { height: bytes.readUInt16BE(5), width: bytes.readUInt16BE(7) }
}

/** Where the next mark is; none: the end of the file, where one is missing. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at + 1 < file.length; at += 1) {
    const next = file.readUInt8(at + 1)
    if (file[at] === 0xff && next !== 0 && next !== 0xff && !isRestart(next)) return at
  }
  return file.length
}
