import type { RequestHandler } from 'express'
import type { Metrics } from '../metrics.ts'

const surfaces: ReadonlyMap<string, string> = new Map([
  ['api', 'api'],
  ['proxy', 'storefront'],
  ['webhooks', 'webhooks'],
  ['health', 'health'],
  ['metrics', 'health'],
])
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Takes the time of every request, whatever becomes of it: one whose sender goes before it is answered has the status that
 * it would have had so far, or 499 where there is none.
 */
export function measureRequests({ requests }: Pick<Metrics, 'requests'>): RequestHandler {
  return (req, res, next) => {
    const ended = requests.startTimer()
    const surface = surfaces.get(req.path.split('/', 2)[1] ?? '') ?? 'page'
    const method = methods.has(req.method) ? req.method : 'other'
    res.once('close', () => {
      const status = res.headersSent ? res.statusCode : 499
      ended({ surface, method, status })
    })
    next()
  }
}
