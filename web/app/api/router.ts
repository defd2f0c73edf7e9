import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError, onError } from '@orpc/server'
import { Router } from 'express'
import { callBody } from '../../platform/api/call-body.ts'
import { inWords } from '../../platform/api/input-faults.ts'
import { isDatabaseAway } from '../../platform/db/database-away.ts'
import { whileWanted } from '../../platform/db/while-wanted.ts'
import { GivenUp, ThreadLost, TooBusy } from '../../platform/errors.ts'
import type { Gates } from '../../platform/http/gate.ts'
import { busyWords } from '../../platform/http/handle-error.ts'
import { type Limits, limits as usual } from '../../platform/http/limits.ts'
import { createBodyReader } from '../../platform/http/read-body.ts'
import { type Tellers, tellDatabaseAway } from '../../platform/http/tell-database-away.ts'
import { tollGates } from '../../platform/http/toll.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { authenticate } from '../../shop/http/authenticate.ts'
import type { ConnectParts } from '../../shop/http/connect-shop.ts'
import { csvExports } from '../../suppliers/api/csv-exports.ts'
import { callCostOf, exportCost } from './costs.ts'
import { openApiDocument } from './openapi-document.ts'
import { procedures } from './procedures.ts'

type Parts = ConnectParts &
  Tellers & {
    readonly limits?: Limits
    readonly mailer?: { readonly isMailed: boolean }
    readonly metrics?: Metrics
    readonly gates: Gates
  }

const retryAfterSeconds: Readonly<Record<number, string>> = { 429: '5', 503: '1' }
const lostWords = 'This took more memory than one task may have. Nothing was changed.'

/** Everything under /api. What it answers is of the session token's shop; only its own description is for everyone. */
export function apiRouter(parts: Parts): Router {
  const { db, limits = usual, gates } = parts
  const throughGate = tollGates({ db, gates, rate: limits.expensive, metrics: parts.metrics?.gate })
  const readBody = createBodyReader(limits.apiBodies, { surface: 'api', metrics: parts.metrics?.bodies })
  const handler = new OpenAPIHandler(procedures, {
    rootInterceptors: [
      ({ next, ...call }) => next({ ...call, request: { ...call.request, body: call.context.body.read } }),
      async ({ next }) => {
        const result = await next()
        const seconds = retryAfterSeconds[result.response?.status ?? 200]
        if (result.response && seconds) result.response.headers['retry-after'] = seconds
        return result
      },
    ],
    clientInterceptors: [
      onError((error) => {
        if (error instanceof TooBusy) throw new ORPCError('TOO_MANY_REQUESTS', { message: busyWords, cause: error })
        if (error instanceof GivenUp) throw new ORPCError('CLIENT_CLOSED_REQUEST', { cause: error })
        if (isDatabaseAway(error)) {
          tellDatabaseAway(parts, error)
          throw new ORPCError('SERVICE_UNAVAILABLE', { message: 'The database is away. Try again in a moment.' })
        }
        if (error instanceof ThreadLost) {
          parts.log.error({ err: error }, 'a thread was lost')
          throw new ORPCError('INTERNAL_SERVER_ERROR', { message: lostWords, cause: error })
        }
        if (!(error instanceof ORPCError)) parts.log.error({ err: error }, 'an API request failed')
        throw inWords(error)
      }),
      ({ path, next }) => measured(parts.metrics, path, next),
      ({ path, context, signal, next }) => {
        const { shop, body } = context
        const cost = callCostOf(path)
        const gate = cost === null ? gates.plain : throughGate(cost)
        const work = () => {
          body.begin()
          return next()
        }
        return gate(shop, work, { signal: firstOf(signal, body.crowdedOut) })
      },
      ({ signal, next }) => whileWanted(signal, next),
    ],
  })
  const document = openApiDocument()
  const router = Router()

  router.get('/openapi.json', async (_req, res) => {
    res.json(await document)
  })
  router.use(authenticate({ ...parts, rate: limits.shop }))
  router.use('/csv-exports', csvExports({ ...parts, gate: throughGate(exportCost) }))
  router.use(async (req, res) => {
    res.set('Cache-Control', 'no-store')
    const isMailed = parts.mailer?.isMailed ?? false
    const { shop, user } = res.locals
    const context = { db: parts.db, shop, user, isMailed, body: callBody(readBody, shop, req, res) }
    const { matched } = await handler.handle(req, res, { prefix: `/${req.baseUrl.replace(/^\//, '')}`, context })
    if (!matched) res.status(404).json({ code: 'NOT_FOUND', message: 'There is nothing at this address.' })
  })
  return router
}

/** Aborted as the first of them is. */
function firstOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const [one, ...others] = signals.filter((signal) => signal !== undefined)
  return one && others.length > 0 ? AbortSignal.any([one, ...others]) : one
}

/** Whoever was refused something was answered: only what is a fault of ours is an error. */
async function measured<T>(metrics: Metrics | undefined, path: readonly string[], work: () => Promise<T>): Promise<T> {
  const ended = metrics?.procedures.startTimer({ procedure: path.join('.') })
  try {
    const answer = await work()
    ended?.({ outcome: 'answered' })
    return answer
  } catch (error) {
    const isRefused = error instanceof GivenUp || (error instanceof ORPCError && error.status < 500)
    ended?.({ outcome: isRefused ? 'refused' : 'failed' })
    throw error
  }
}
