import type { RequestHandler } from 'express'
import type { Services } from '../services.ts'

/** Once: with PROXIES at 0 all that a proxy passes on counts as its own, and shares one limit. */
export function warnOfProxies({ config, log }: Pick<Services, 'config' | 'log'>): RequestHandler {
  let isTold = config.proxies > 0
  return (req, _res, next) => {
    if (!isTold && req.headers['x-forwarded-for'] !== undefined) {
      isTold = true
      log.warn(
        'a request came through a proxy, and PROXIES is 0: all requests count as the proxy’s and share its limit',
      )
    }
    next()
  }
}
