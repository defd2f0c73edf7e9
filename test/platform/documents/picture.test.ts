import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPicture } from '../../../web/platform/documents/picture.ts'
import { aJpeg, aPng, aPrintersJpeg, chunk } from '../../support/pictures.ts'

const faultOf = (bytes: Uint8Array) => {
  const read = readPicture(bytes)
  return 'fault' in read ? read.fault : null
}
const keptOf = (bytes: Uint8Array) => {
  const read = readPicture(bytes)
  if ('fault' in read) throw new Error(read.fault)
  return read.picture
}
const palette = chunk('PLTE', Buffer.from([255, 0, 0, 0, 0, 255]))
const clear = chunk('tRNS', Buffer.from([0]))
const note = chunk('tEXt', Buffer.from('Author\0Philippa Quennell'))

describe('a picture that is printed', () => {
  test.each([
    ['gray', { color: 0 }],
    ['gray of two shades', { color: 0, bits: 1 }],
    ['gray of many shades', { color: 0, bits: 16 }],
    ['of colors', { color: 2 }],
    ['of a palette', { color: 3, more: [palette] }],
    ['of a palette of two', { color: 3, bits: 1, more: [palette] }],
    ['of a palette with clear points', { color: 3, more: [palette, clear] }],
    ['gray with clear points', { color: 4 }],
    ['of colors with clear points', { color: 6 }],
  ])('may be a PNG %s', (_what, said) => {
    expect(keptOf(aPng(said))).toMatchObject({ kind: 'png', width: 4, height: 3 })
  })

  test('may be a JPEG', () => {
    expect(keptOf(aJpeg)).toMatchObject({ kind: 'jpeg', width: 8, height: 8 })
  })

  test('is kept without what somebody wrote into it or behind it', () => {
    const png = keptOf(Buffer.concat([aPng({ more: [note] }), Buffer.from('behind it')]))
    expect(png.bytes).toEqual(keptOf(aPng()).bytes)
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 8]), Buffer.from('secret')])
    const jpeg = keptOf(Buffer.concat([aJpeg.subarray(0, 2), comment, aJpeg.subarray(2), Buffer.from('behind it')]))
    expect(jpeg.bytes).toEqual(keptOf(aJpeg).bytes)
    expect(Buffer.from(jpeg.bytes).includes('JFIF')).toBe(false)
  })

  test('is one still when it is read again', () => {
    for (const file of [aPng(), aPng({ color: 3, more: [palette, clear] }), aJpeg]) {
      expect(keptOf(keptOf(file).bytes)).toEqual(keptOf(file))
    }
  })
})

describe('a picture that is not printed', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a name alone', Buffer.from('logo.png')],
  ])('is %s', (_what, file) => {
    expect(faultOf(file)).toBe('no-picture')
  })

  test.each([
    ['wider than 2,000 points', aPng({ width: 2_001, points: Buffer.alloc(1) }), 'too-large'],
    [
      'of a size that nobody can unpack',
      aPng({ width: 100_000, height: 100_000, points: Buffer.alloc(1) }),
      'too-large',
    ],
    ['of no size', aPng({ width: 0 }), 'broken'],
    ['of more points than its head says', aPng({ points: Buffer.alloc(50_000_000) }), 'broken'],
    ['of fewer points than its head says', aPng({ height: 2_000, points: Buffer.alloc(10) }), 'broken'],
    ['of lines that are written in no known way', aPng({ points: Buffer.alloc(39, 9) }), 'broken'],
    ['of points that are not packed', aPng({ more: [chunk('IDAT', Buffer.from('no points'))] }), 'broken'],
    ['of a palette that is missing', aPng({ color: 3 }), 'broken'],
    ['of colors that there are not', aPng({ color: 5 }), 'broken'],
    ['of lines in turns', aPng({ interlaced: true }), 'kind-of-png'],
    ['of a small palette with clear points', aPng({ color: 3, bits: 1, more: [palette, clear] }), 'kind-of-png'],
    ['of one color that is clear', aPng({ more: [chunk('tRNS', Buffer.alloc(6))] }), 'kind-of-png'],
  ] as const)('is a PNG %s', (_what, file, fault) => {
    expect(faultOf(file)).toBe(fault)
  })

  test.each([
    ['for printers', aPrintersJpeg, 'kind-of-jpeg'],
    ['of a size that nobody can draw', withSize(aJpeg, 60_000), 'too-large'],
    ['of no size', withSize(aJpeg, 0), 'broken'],
    ['of more scans than anybody writes', manyScans(), 'broken'],
  ] as const)('is a JPEG %s', (_what, file, fault) => {
    expect(faultOf(file)).toBe(fault)
  })

  test('is one of which the end is missing, wherever it is cut off', () => {
    for (const file of [aPng(), aPng({ color: 3, more: [palette, clear] }), aJpeg]) {
      for (let length = 8; length < file.length; length += 1) {
        expect([length, faultOf(file.subarray(0, length))]).toEqual([length, 'broken'])
      }
    }
  })

  test('says so and nothing worse, whatever its bytes are', () => {
    const file = fc.constantFrom(
      aPng(),
      aPng({ color: 6 }),
      aPng({ color: 3, more: [palette, clear] }),
      aJpeg,
      aPrintersJpeg,
    )
    const change = fc.record({ at: fc.nat(2_000), byte: fc.nat(255) })
    fc.assert(
      fc.property(
        file,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.uint8Array({ maxLength: 40 }),
        (one, changes, more) => {
          const changed = Buffer.concat([one, more])
          for (const { at, byte } of changes) changed[at % changed.length] = byte
          const read = readPicture(changed)
          if ('picture' in read) expect(keptOf(read.picture.bytes)).toEqual(read.picture)
          else expect(read.fault).toMatch(/^(no-picture|too-large|broken|kind-of-png|kind-of-jpeg)$/)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

/** With another height in its head. */
function withSize(file: Buffer, height: number): Buffer {
  const other = Buffer.from(file)
  other.writeUInt16BE(height, other.indexOf(Buffer.from([0xff, 0xc0])) + 5)
  return other
}

function manyScans(): Buffer {
  const scan = aJpeg.subarray(aJpeg.indexOf(Buffer.from([0xff, 0xda])), -2)
  return Buffer.concat([aJpeg.subarray(0, -2), ...Array.from({ length: 200 }, () => scan), aJpeg.subarray(-2)])
}
