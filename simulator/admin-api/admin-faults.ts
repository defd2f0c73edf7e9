// What can go wrong on Shopify's side of an Admin call, decided by a seed as webhooks' mischief is.

import { createChance } from '../chance.ts'

/**
 * Probabilities, 0 to 1; `unauthorized` refuses every token while it is true. Every answer takes `latencyMs`; a query costs
 * `costTimes` what it does. `unreadable`: gids of records of which nothing can be told beyond their own plain fields. `failsWhole`: a
 * query that fails at one of them fails as a whole, and does not say at what.
 * `hidesOldRouting` shows no fulfillment order of an order that the app may not read.
 */
type AdminFaults = {
  readonly status500: number
  readonly html: number
  readonly timeout: number
  readonly throttle: number
  readonly unauthorized: boolean
  readonly latencyMs: number
  readonly costTimes: number
  readonly unreadable: readonly string[]
  readonly failsWhole: boolean
  readonly hidesOldRouting: boolean
}

/** How a bulk operation that fails half way ends. */
export const bulkEnds = ['INTERNAL_SERVER_ERROR', 'ACCESS_DENIED', 'TIMEOUT', 'CANCELED'] as const

/**
 * `takesMs`: how long a bulk operation takes, null for as long as ever. `isHeld`: none goes on before that ends. `fail`,
 * `cut`: probabilities. `timeoutBeyond`: one that finds more records than this times out there. `only`: the name of the query
 * whose operations fail and time out, null for all. `damaged`: gids of records whose lines cannot be read.
 */
type BulkFaults = {
  readonly takesMs: number | null
  readonly isHeld: boolean
  readonly fail: number
  readonly failAs: (typeof bulkEnds)[number]
  readonly timeoutBeyond: number | null
  readonly only: string | null
  readonly damaged: readonly string[]
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
    failsWhole: false,
    hidesOldRouting: false,
  },
  bulk: {
    takesMs: null,
    isHeld: false,
    fail: 0,
    failAs: 'INTERNAL_SERVER_ERROR',
    timeoutBeyond: null,
    only: null,
    damaged: [],
    cut: 0,
  },
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

/** How a bulk operation ends before its end, and after how many of the records that it finds. */
export type BulkEnd = {
  readonly after: number
  readonly status: 'FAILED' | 'CANCELED'
  readonly errorCode: 'INTERNAL_SERVER_ERROR' | 'ACCESS_DENIED' | 'TIMEOUT' | null
}

/** The end that a bulk operation of this query meets, null where it completes, and the state of chance after it. */
export function drawBulkEnd(faults: Faults, query: string, found: number): { end: BulkEnd | null; random: number } {
  const { isHit, random } = drawBulkFault(faults, 'fail')
  const { failAs, timeoutBeyond, only } = faults.bulk
  if (only !== null && /query\s+(\w+)/.exec(query)?.[1] !== only) return { end: null, random }
  if (timeoutBeyond !== null && found > timeoutBeyond) {
    return { end: { after: timeoutBeyond, status: 'FAILED', errorCode: 'TIMEOUT' }, random }
  }
  if (!isHit) return { end: null, random }
  if (failAs === 'CANCELED') return { end: { after: 0, status: 'CANCELED', errorCode: null }, random }
  // Who may not read something is told so before anything is read.
  const after = failAs === 'ACCESS_DENIED' ? 0 : Math.ceil(found / 2)
  return { end: { after, status: 'FAILED', errorCode: failAs }, random }
}

export function drawBulkFault({ bulk, random }: Faults, kind: 'fail' | 'cut'): { isHit: boolean; random: number } {
  const chance = createChance(random)
  return { isHit: chance.next() < bulk[kind], random: chance.state() }
}
