import type { Logger } from 'pino'
import { whyDatabaseAway } from '../db/database-away.ts'
import type { Metrics } from '../metrics.ts'

export type Tellers = { readonly log: Logger; readonly metrics?: Pick<Metrics, 'databaseAway'> }

/** One line, without a stack: where the database is away, every request says the same. */
export function tellDatabaseAway({ log, metrics }: Tellers, error: unknown, where: Record<string, unknown> = {}): void {
  const reason = whyDatabaseAway(error) ?? 'unreachable'
  metrics?.databaseAway.inc({ reason })
  log.warn({ reason, said: lastWords(error), ...where }, 'a request was answered 503 because of the database')
}

function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return error.cause instanceof Error ? lastWords(error.cause) : (error.message.trim().split('\n').at(-1) ?? '')
}
