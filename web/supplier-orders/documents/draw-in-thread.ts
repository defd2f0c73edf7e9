import { tasksOf } from '../../platform/threads/in-thread.ts'
import type { OrderDocument } from './order-document.ts'

const inThread = tasksOf<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url))

/** The order as PDF, drawn in a thread of its own. */
export function drawInThread(order: OrderDocument): Promise<Uint8Array> {
  return inThread('drawOrder', order)
}
