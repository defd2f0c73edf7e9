/** How long PostgreSQL bears with a transaction, in milliseconds, before it ends it. */
export type WorkLimits = {
  /** For one statement, waiting for locks included. */
  readonly statementMs: number
  /** For one lock. */
  readonly lockMs: number
  /** Between two statements. */
  readonly idleMs: number
}

/** Somebody waits for the answer. The longest honest statements, writes of a file of 50,000 rows, take a second or two. */
export const requestLimits: WorkLimits = { statementMs: 20_000, lockMs: 8_000, idleMs: 20_000 }

/** Nobody waits, and an import or the erasure of a large shop takes its time. */
export const laneLimits: WorkLimits = { statementMs: 120_000, lockMs: 30_000, idleMs: 60_000 }

/** For what is asked across shops, outside of a shop's transaction. */
export const otherLimits: WorkLimits = { statementMs: 60_000, lockMs: 5_000, idleMs: 30_000 }

/** The limits by PostgreSQL's names for them. */
export function settingsOf({ statementMs, lockMs, idleMs }: WorkLimits): Readonly<Record<string, number>> {
  return { statement_timeout: statementMs, lock_timeout: lockMs, idle_in_transaction_session_timeout: idleMs }
}
