import { availableParallelism } from 'node:os'
import type { Transferable } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { ThreadLost } from '../errors.ts'

type Task = (given: never) => unknown
type Given<One> = One extends (given: infer Given) => unknown ? Given : never
type Made<One> = One extends (given: never) => infer Made ? Awaited<Made> : never

/** Computes something by the task of this name. */
type InThread<Tasks> = <Name extends keyof Tasks & string>(
  name: Name,
  given: Given<Tasks[Name]>,
  transferList?: Transferable[],
) => Promise<Made<Tasks[Name]>>

/** A core is left to the thread that answers. */
const threadsAtMost = Math.max(1, Math.min(2, availableParallelism() - 1))
/** What a task may hold; one that wants more ends, and its thread with it. */
const megabytes = 256
/** An idle thread gives its memory back. */
const idleMs = 10_000

/**
 * The tasks of a file, each in a thread of its own, so that nobody who only wants an answer waits for them. Throws `ThreadLost`
 * where the thread ended without an answer; the next task has another.
 */
export const tasksOf = createThreads(megabytes)

/** Threads begin with the first task, whichever file it is of, and end when they have nothing to do. */
export function createThreads(maxOldGenerationSizeMb: number) {
  let threads: Piscina | null = null
  const pool = (): Piscina => {
    if (threads !== null) return threads
    threads = new Piscina({
      minThreads: 0,
      maxThreads: threadsAtMost,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 32 },
    })
    // The task that a thread was lost with tells of it.
    threads.on('error', () => undefined)
    return threads
  }
  return <Tasks extends Record<keyof Tasks, Task>>(file: URL): InThread<Tasks> => {
    return async (name, given, transferList = []) => {
      try {
        return await pool().run(given, { filename: file.href, name, transferList })
      } catch (error) {
        throw isLoss(error) ? new ThreadLost(`the thread of ${name} ended`, { cause: error }) : error
      }
    }
  }
}

function isLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') || error.message.startsWith('worker exited')
}
