import '../../platform/threads/beside-answers.ts'
import { readPicture } from '../../platform/documents/picture.ts'
import type { PictureRead } from '../../platform/documents/picture-kinds.ts'

export function readLogo(bytes: Uint8Array): PictureRead {
  return readPicture(bytes)
}
