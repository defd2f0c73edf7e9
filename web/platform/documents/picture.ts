// Pictures that merchants hand in for documents that others open. One is known by its bytes and never by its name, taken apart,
// and what is kept is put together anew of what it takes to draw it: no metadata, nothing behind its end, and no more
// points than its head says.
import { jpegOf } from './jpeg.ts'
import type { PictureRead } from './picture-kinds.ts'
import { pngOf } from './png.ts'

export function readPicture(bytes: Uint8Array): PictureRead {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const begins = (...signature: number[]) => file.subarray(0, signature.length).equals(Buffer.from(signature))
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return pngOf(file)
  return begins(0xff, 0xd8, 0xff) ? jpegOf(file) : { fault: 'no-picture' }
}
