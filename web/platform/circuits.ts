import { clock } from './clock.ts'
/** Whether somebody who did not answer is to be asked: kept by this process alone, as what it saw itself. */
export type Circuits = {
  /** Milliseconds until `who` may be asked. Where it is 0 again after a failure, that is for one call: others wait for what comes of it. */
  waitMs(who: string): number
  /** Whether the last call failed. */
  isBroken(who: string): boolean
  /** A call failed. Answers for how many milliseconds nobody asks: twice as long each time. */
  fail(who: string): number
  /** A call was answered. */
  succeed(who: string): void
}

type Broken = { readonly failures: number; readonly untilMs: number }

const firstMs = 2_000
const longestMs = 60_000
/** As long as the one call that tries again may take. */
const tryingMs = 10_000

export function createCircuits(now: () => number = clock.elapsed): Circuits {
  const broken = new Map<string, Broken>()
  return {
    waitMs(who) {
      const known = broken.get(who)
      if (known === undefined) return 0
      const waitMs = Math.ceil(known.untilMs - now())
      if (waitMs > 0) return waitMs
      broken.set(who, { ...known, untilMs: now() + tryingMs })
      return 0
    },
    isBroken: (who) => broken.has(who),
    fail(who) {
      const failures = (broken.get(who)?.failures ?? 0) + 1
      const waitMs = Math.min(firstMs * 2 ** (failures - 1), longestMs)
      broken.set(who, { failures, untilMs: now() + waitMs })
      return waitMs
    },
    succeed: (who) => void broken.delete(who),
  }
}
