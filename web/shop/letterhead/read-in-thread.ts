import type { PictureRead } from '../../platform/documents/picture-kinds.ts'
import { tasksOf } from '../../platform/threads/in-thread.ts'

const inThread = tasksOf<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url))

/** A picture that was handed in, unpacked in a thread of its own. */
export function readLogoInThread(bytes: Uint8Array): Promise<PictureRead> {
  return inThread('readLogo', bytes)
}
