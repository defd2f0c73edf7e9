import type { Policy } from './rules/facts.ts'

/** Until a merchant can choose. */
export const policy: Policy = { queue: 'oldest-first', partialLines: true, handlingDays: 0 }
