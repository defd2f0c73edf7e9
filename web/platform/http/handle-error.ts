import type { ErrorRequestHandler } from 'express'
import { isDatabaseAway } from '../db/database-away.ts'
import { AppError, DatabaseAway, TooBusy } from '../errors.ts'
import { type Tellers, tellDatabaseAway } from './tell-database-away.ts'

const statuses: Readonly<Record<string, number>> = {
  'invalid-input': 400,
  'access-lost': 403,
  'not-found': 404,
  conflict: 409,
  'too-busy': 429,
  'shopify-busy': 503,
  'database-away': 503,
}

export const busyWords = 'Backline has too much else to do. Nothing was changed: try again in a moment.'

/** The last word on every request that failed. Says what the sender can act on, and nothing about our insides. */
export function handleError(tellers: Tellers): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    const error = isDatabaseAway(thrown) ? new DatabaseAway({ cause: thrown }) : thrown
    const status = statusOf(error)
    // Express itself ends a response that has begun.
    if (res.headersSent) {
      next(error)
      return
    }
    const where = { method: req.method, path: req.path }
    if (error instanceof DatabaseAway) tellDatabaseAway(tellers, error, where)
    else if (status >= 500) tellers.log.error({ err: error, ...where }, 'a request failed')
    if (status === 503) res.set('Retry-After', '1')
    if (status === 429) res.set('Retry-After', '5')
    res.status(status).json({ code: codeOf(error, status), ...(error instanceof TooBusy && { message: busyWords }) })
  }
}

function statusOf(error: unknown): number {
  if (error instanceof AppError) return statuses[error.code] ?? 500
  // What Express and its body parsers throw has the status the sender deserves: too large, malformed, cut short.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500 ? status : 500
}

function codeOf(error: unknown, status: number): string {
  if (error instanceof AppError) return error.code
  if (status === 413) return 'too-large'
  return status < 500 ? 'bad-request' : 'failed'
}
