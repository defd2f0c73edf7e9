// What can go wrong on Shopify's side of an Admin call, decided by a seed as webhooks' mischief is.

import { createChance } from '../chance.ts'

/**
 * Probabilities, 0 to 1; `unauthorized` refuses every token while it is true. Every answer takes `latencyMs`; a query costs
 * `costTimes` what it does. `unreadable`: gids of records of which nothing can be told beyond their own plain fields.
 * `hidesOldRouting` shows no fulfillment order of an order that the app may not read.
 */
export type AdminFaults = {
  readonly status500: number
  readonly html: number
  readonly timeout: number
  readonly throttle: number
  readonly unauthorized: boolean
  readonly latencyMs: number
  readonly costTimes: number
  readonly unreadable: readonly string[]
  readonly hidesOldRouting: boolean
}

/**
 * `takesMs`: how long a bulk operation takes, null for as long as ever. `isHeld`: none goes on before that ends. `fail`,
 * `cut`: probabilities.
 */
export type BulkFaults = {
  readonly takesMs: number | null
  readonly isHeld: boolean
  readonly fail: number
  readonly cut: number
}

export type Faults = { readonly admin: AdminFaults; readonly bulk: BulkFaults; readonly random: number }

export const faultless: Faults = {
  admin: {
    status500: 0,
    html: 0,
    timeout: 0,
    throttle: 0,
    unauthorized: false,
    latencyMs: 0,
    costTimes: 1,
    unreadable: [],
    hidesOldRouting: false,
  },
  bulk: { takesMs: null, isHeld: false, fail: 0, cut: 0 },
  random: 0,
}

const kinds = ['status500', 'html', 'timeout', 'throttle'] as const

export type AdminFault = (typeof kinds)[number]

/** The fault that one call meets, and the state of chance after it. */
export function drawAdminFault({ admin, random }: Faults): { fault: AdminFault | null; random: number } {
  const chance = createChance(random)
  const drawn = kinds.map((kind) => ({ kind, isHit: chance.next() < admin[kind] }))
  return { fault: drawn.find(({ isHit }) => isHit)?.kind ?? null, random: chance.state() }
}

export function drawBulkFault({ bulk, random }: Faults, kind: 'fail' | 'cut'): { isHit: boolean; random: number } {
  const chance = createChance(random)
  return { isHit: chance.next() < bulk[kind], random: chance.state() }
}
