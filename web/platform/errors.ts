/** `once`: a bug may be a race, so it is tried a second time before it is parked. */
export type Retry = 'never' | 'once' | { readonly afterMs: number }

type Details = Readonly<Record<string, unknown>>
type Facts = { readonly details?: Details; readonly cause?: unknown }

/** An exception of ours. Messages are for logs: the dashboard's words file makes sentences from `code`. */
export class AppError extends Error {
  readonly code: string
  readonly retry: Retry
  readonly details: Details

  constructor(message: string, { code, retry, details = {}, cause }: Facts & { code: string; retry: Retry }) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.retry = retry
    this.details = details
  }
}

/** What keeps the app from starting, all of it at once: each fault is a sentence that says what to do. */
export class StartFaults extends Error {
  readonly faults: readonly string[]

  constructor(subject: string, faults: readonly string[]) {
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
    super(`${subject} has ${count}:\n- ${faults.join('\n- ')}`)
    this.name = new.target.name
    this.faults = faults
  }
}

/** A request or payload that is not what its schema says. */
export class InvalidInput extends AppError {
  constructor(message: string, facts: Facts = {}) {
    super(message, { ...facts, code: 'invalid-input', retry: 'never' })
  }
}

export class NotFound extends AppError {
  constructor(message: string, facts: Facts = {}) {
    super(message, { ...facts, code: 'not-found', retry: 'never' })
  }
}

/** Somebody else changed it meanwhile. */
export class Conflict extends AppError {
  constructor(message: string, facts: Facts = {}) {
    super(message, { ...facts, code: 'conflict', retry: 'never' })
  }
}

/** A shop asks for more expensive work at once than is done for it. Nothing was done: the same call may be made again. */
export class TooBusy extends AppError {
  constructor(message: string, facts: Facts = {}) {
    super(message, { ...facts, code: 'too-busy', retry: { afterMs: 5_000 } })
  }
}

/** A thread that computed something ended before it was done, mostly for want of memory. */
export class ThreadLost extends AppError {
  constructor(message: string, facts: Facts = {}) {
    super(message, { ...facts, code: 'thread-lost', retry: 'never' })
  }
}

/** Throttled, slow or failing on Shopify's side: the same call may work later. */
export class ShopifyBusy extends AppError {
  readonly retryAfterMs: number

  constructor(message: string, facts: Facts & { readonly retryAfterMs: number }) {
    super(message, { ...facts, code: 'shopify-busy', retry: { afterMs: facts.retryAfterMs } })
    this.retryAfterMs = facts.retryAfterMs
  }
}

/** Shopify understood and said no. `code` is Shopify's own (`MAX_COST_EXCEEDED`, a user error's code, …). */
export class ShopifyRefused extends AppError {
  constructor(message: string, facts: Facts & { readonly code: string }) {
    super(message, { ...facts, retry: 'never' })
  }
}

/**
 * The shop no longer lets us in, or never did: only its merchant can mend that, by opening the app; or, where it is `passing`, by
 * paying Shopify, after which the same token works again.
 */
export class AccessLost extends AppError {
  readonly isPassing: boolean

  constructor(message: string, { isPassing = false, ...facts }: Facts & { readonly isPassing?: boolean } = {}) {
    super(message, { ...facts, code: 'access-lost', retry: 'never' })
    this.isPassing = isPassing
  }
}

class BrokenInvariant extends AppError {
  constructor(message: string, facts: Facts = {}) {
    super(message, { ...facts, code: 'bug', retry: 'once' })
  }
}

export function invariant(condition: unknown, message: string, details: Details = {}): asserts condition {
  if (!condition) throw new BrokenInvariant(message, { details })
}

/** Whoever asked has hung up. Nothing was done. */
export class GivenUp extends AppError {
  constructor() {
    super('Nobody waits for the answer any more', { code: 'given-up', retry: 'never' })
  }
}

/** The database would show more than one shop's rows: it is not used. The message says why, in words for an operator. */
export class DatabaseUnprotected extends AppError {
  constructor(reason: string, facts: Facts = {}) {
    super(reason, { ...facts, code: 'database-unprotected', retry: { afterMs: 1_000 } })
  }
}

/** The database does not answer, or not in time. Who sent us something is to send it again. */
export class DatabaseAway extends AppError {
  constructor(facts: Facts = {}) {
    super('The database is away', { ...facts, code: 'database-away', retry: { afterMs: 1_000 } })
  }
}
