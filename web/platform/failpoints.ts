/** The steps that a receipt passes while it is posted. */
export const receiptFailpoints = ['before-adjust', 'after-adjust', 'after-receipt'] as const

/** The steps that a promise passes on its way to the storefront. */
export const promiseFailpoints = ['before-wish-commit', 'after-promises'] as const

/** The steps of a promise that moves to another place: it is in both before the last. */
export const moveFailpoints = ['before-removal', 'after-promises'] as const

/** The steps at which a process can be made to die, in the order in which a delivery passes them. */
export const failpoints = [
  'after-accept',
  'before-record-commit',
  'after-record',
  'after-import',
  ...receiptFailpoints,
  'after-variants',
  'after-orders',
  'after-routing',
  'after-stock',
  'before-plan-commit',
  'after-plan',
  'after-mail',
  'before-removal',
  ...promiseFailpoints,
] as const

export type Failpoint = (typeof failpoints)[number]

/**
 * Ends the process as a crash would, where `chosen` is reached: for tests of what survives that. Configuration refuses
 * one in production, so there this is a function that does nothing.
 */
export function createFailpoint(chosen: Failpoint | null): (reached: Failpoint) => void {
  if (chosen === null) return () => undefined
  return (reached) => {
    if (reached === chosen) process.kill(process.pid, 'SIGKILL')
  }
}
