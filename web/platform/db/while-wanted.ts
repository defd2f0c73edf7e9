import { AsyncLocalStorage } from 'node:async_hooks'
import { GivenUp } from '../errors.ts'

const wanted = new AsyncLocalStorage<AbortSignal>()

/**
 * Does the work for somebody who may stop waiting for it: then its transactions begin no further statement, are undone and
 * give their connection back. For work that may end between any two of its transactions.
 */
export function whileWanted<T>(signal: AbortSignal | undefined, work: () => T): T {
  return signal === undefined ? work() : wanted.run(signal, work)
}

/** Throws `GivenUp` where nobody waits for the work any more. */
export function throwIfGivenUp(): void {
  if (wanted.getStore()?.aborted) throw new GivenUp()
}
