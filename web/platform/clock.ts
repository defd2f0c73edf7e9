import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time, timers and ids. Nothing else of the server asks the machine for them, so that a simulation can say what they are. */
export type Clock = {
  /** Milliseconds since 1970. It may jump: what is told of to others is dated by the database. */
  now(): number
  /** Milliseconds since some moment. Never goes back: for how long something takes. */
  elapsed(): number
  /** For what is done next. Rejects where `signal` ends it. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Once. Also for how long somebody else is waited for. */
  after(ms: number, work: () => void): NodeJS.Timeout
  /** Again and again. */
  every(ms: number, work: () => void): NodeJS.Timeout
  /** A UUID that nobody had before. */
  newId(): string
}

export const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal && { signal }),
  after: (ms, work) => setTimeout(work, ms),
  every: (ms, work) => setInterval(work, ms),
  newId: () => randomUUID(),
}

/** The process goes by another clock: for simulations, before anything else begins. */
export function goBy(other: Clock): void {
  Object.assign(clock, other)
}
