import { isIPv6 } from 'node:net'
import type { RequestHandler } from 'express'
import { clock } from '../clock.ts'
import type { BodyBounds } from './read-body.ts'

/** A bucket of requests that fills again at a steady rate: `burst` at once, and `perSecond` for as long as one likes. */
export type Rate = { readonly perSecond: number; readonly burst: number }

export type Limits = {
  /** By the sender's address, before anything is known of him. */
  readonly address: Rate
  /** By the session token's shop, whoever of its staff asks. */
  readonly shop: Rate
  /** Units of cost (`app/api/costs.ts`) of a shop's expensive calls, in all processes together. */
  readonly expensive: Rate
  /** By the shop whose storefront asks: Shopify's own machines are the senders, for all shops. */
  readonly storefront: Rate
  readonly apiBodies: BodyBounds
}

/**
 * An open dashboard asks for two things every 1.5 seconds, so seventy of them fit into one shop's rate. Shopify's
 * webhooks are limited by size alone: hundreds a second are a good day. Every process counts for itself, but for what is
 * expensive: a file of 20 MB takes some 150 units to hand in and check, a document 5.
 */
export const limits: Limits = {
  address: { perSecond: 200, burst: 1_000 },
  shop: { perSecond: 100, burst: 500 },
  expensive: { perSecond: 10, burst: 3_000 },
  storefront: { perSecond: 50, burst: 250 },
  apiBodies: { longest: 256 * 1024, budget: 16 * 1024 * 1024, patienceMs: 25_000 },
}

/** More senders than this at once are not remembered: the one not heard of for longest begins anew. */
const sendersKept = 20_000

type Bucket = { left: number; at: number }

/** Answers how many seconds a sender must wait before the next request; 0 where this one may go ahead. */
export function createRateLimiter({ perSecond, burst }: Rate, now: () => number = clock.elapsed) {
  const buckets = new Map<string, Bucket>()
  return (sender: string): number => {
    const at = now()
    const before = buckets.get(sender) ?? { left: burst, at }
    const left = Math.min(burst, before.left + ((at - before.at) / 1000) * perSecond)
    const isAllowed = left >= 1
    // Put in anew, so that the first in the map is the one not heard of for longest.
    buckets.delete(sender)
    buckets.set(sender, { left: isAllowed ? left - 1 : left, at })
    const [oldest] = buckets.size > sendersKept ? buckets.keys() : []
    if (oldest !== undefined) buckets.delete(oldest)
    return isAllowed ? 0 : Math.ceil((1 - left) / perSecond)
  }
}

/** Answers 429 to a sender who asks too often, and when to come back. */
export function limitRate(rate: Rate, senderOf: Parameters<typeof nameOf>[0]): RequestHandler {
  const waitSeconds = createRateLimiter(rate)
  return (req, res, next) => {
    const seconds = waitSeconds(nameOf(senderOf, req, res))
    if (seconds === 0) {
      next()
      return
    }
    res.set('Retry-After', String(seconds))
    const wait = seconds === 1 ? 'a second' : `${seconds} seconds`
    res.status(429).json({ code: 'too-many-requests', message: `Too many requests at once. Try again in ${wait}.` })
  }
}

function nameOf(sender: 'address' | 'shop', req: Parameters<RequestHandler>[0], res: Parameters<RequestHandler>[1]) {
  return sender === 'shop' ? String(res.locals['shop'] ?? '') : networkOf(req.ip ?? '')
}

/** Of IPv6 everybody has as many addresses as he likes within his network, which is the first half of each. */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%', 1)
  if (!isIPv6(plain) || plain.includes('.')) return address
  const [front = [], back = []] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const left = plain.includes('::') ? new Array<string>(8 - front.length - back.length).fill('0') : []
  const groups = [...front, ...left, ...back].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
