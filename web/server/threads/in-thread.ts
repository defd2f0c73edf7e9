import { availableParallelism } from 'node:os'
import type { Transferable } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { ThreadLost } from '../errors.ts'

type Tasks = typeof import('./tasks.ts')
type Given<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0]
type Made<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>

type InThread = <Name extends keyof Tasks>(
  name: Name,
  given: Given<Name>,
  transferList?: Transferable[],
) => Promise<Made<Name>>

/** A core is left to the thread that answers. */
const threadsAtMost = Math.max(1, Math.min(2, availableParallelism() - 1))
/** What a task may hold; one that wants more ends, and its thread with it. */
const megabytes = 256
/** An idle thread gives its memory back. */
const idleMs = 10_000

/**
 * Computes something in a thread of its own, so that nobody who only wants an answer waits for it. Throws `ThreadLost` where
 * the thread ended without an answer; the next task has another.
 */
export const inThread = createThreads(megabytes)

/** Threads begin with the first task, and end when they have nothing to do. */
export function createThreads(maxOldGenerationSizeMb: number): InThread {
  let threads: Piscina | null = null
  const pool = (): Piscina => {
    if (threads !== null) return threads
    threads = new Piscina({
      filename: new URL('./tasks.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: threadsAtMost,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 32 },
    })
    // The task that a thread was lost with tells of it.
    threads.on('error', () => undefined)
    return threads
  }
  return async (name, given, transferList = []) => {
    try {
      return await pool().run(given, { name, transferList })
    } catch (error) {
      throw isLoss(error) ? new ThreadLost(`the thread of ${name} ended`, { cause: error }) : error
    }
  }
}

function isLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') || error.message.startsWith('worker exited')
}
