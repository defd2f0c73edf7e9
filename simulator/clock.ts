import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time and ids of the simulated platform, in one place, so that whoever drives it can say what they are. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Ends early, and well, where `signal` ends it. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Once, later. Answers how to call it off. */
  after(ms: number, work: () => void): () => void
  newId(): string
}

export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal && { signal }).catch(() => undefined),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  newId: () => randomUUID(),
}

/** The simulator goes by another clock: before it is started. */
export function goBy(other: Clock): void {
  Object.assign(clock, other)
}
