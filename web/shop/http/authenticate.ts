import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { ShopifyBusy } from '../../platform/errors.ts'
import { goneOf } from '../../platform/http/gone.ts'
import { limitRate, type Rate } from '../../platform/http/limits.ts'
import { type SessionTokenCheck, verifySessionToken } from '../../platform/shopify/access/session-token.ts'
import { type Connection, type ConnectParts, connectShop } from './connect-shop.ts'

/**
 * Lets through who carries a valid session token of a shop that has the app, and says which shop in
 * `res.locals.shop`, and which staff member in `res.locals.user`. Nothing else in a request may name the shop. What a shop asks too often is
 * turned away by what its token says, before the database is asked anything.
 */
export function authenticate(parts: Parts): RequestHandler[] {
  return [trustToken(parts), limitRate(parts.rate, 'shop'), letIn(parts)]
}

type Parts = ConnectParts & { readonly log: Logger; readonly rate: Rate }

function trustToken({ shopify }: Pick<Parts, 'shopify'>): RequestHandler {
  return async (req, res, next) => {
    const [, token] = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '') ?? []
    const check = await verifySessionToken(shopify, token)
    if (!check.ok) {
      refuse(res, { kind: 'untrusted', reason: check.reason })
      return
    }
    res.locals['shop'] = check.shop
    res.locals['check'] = check
    next()
  }
}

function letIn(parts: Parts): RequestHandler {
  return async (_req, res, next) => {
    const check: SessionTokenCheck = res.locals['check']
    const connection = await connectShop(parts, { occasion: 'call', check, signal: goneOf(res) })
    if (connection.kind === 'without-token') {
      parts.log.warn({ shop: connection.shop, err: connection.error }, 'no offline token for the shop')
    }
    const caller = allowedCaller(connection)
    if (caller === null) {
      refuse(res, connection)
      return
    }
    res.locals['shop'] = caller.shop
    res.locals['user'] = caller.user
    next()
  }
}

// What an installed shop's dashboard shows is in our own tables, so it can be seen without a token for Shopify.
function allowedCaller(connection: Connection): { readonly shop: string; readonly user: string | null } | null {
  if (connection.kind === 'connected') return connection
  return connection.kind === 'without-token' && connection.isInstalled ? connection : null
}

function refuse(res: Response, connection: Connection): void {
  if (connection.kind === 'being-erased') {
    const message = 'What the app kept of this shop is being erased. Open it again in a few minutes.'
    res.set('Retry-After', '60').status(503).json({ code: 'being-erased', message })
    return
  }
  if (connection.kind === 'without-token') {
    const { error } = connection
    if (error instanceof ShopifyBusy) {
      res.set('Retry-After', String(Math.ceil(error.retryAfterMs / 1000)))
      res.status(503).json({ code: error.code, message: 'Shopify is busy. Try again in a moment.' })
      return
    }
    res.status(403).json({ code: 'not-installed', message: 'The app has no access to this shop.' })
    return
  }
  // App Bridge answers to this header by asking Shopify for a newer token and trying again, once.
  const isStale = connection.kind === 'untrusted' && connection.reason === 'stale'
  if (isStale) res.set('X-Shopify-Retry-Invalid-Session-Request', '1')
  res.status(401).json({ code: 'unauthorized', message: 'A valid session token is needed.' })
}
