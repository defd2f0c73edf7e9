import type { Logger } from 'pino'
import { createCircuits } from '../circuits.ts'
import { clock } from '../clock.ts'
import { AccessLost, invariant, ShopifyBusy, ShopifyRefused } from '../errors.ts'
import type { OfflineAccess } from './access/offline-access.ts'
import type { AdminReply, GraphqlError } from './admin-reply.ts'
import type { Shopify } from './api.ts'
import { type CostBuckets, costliness } from './cost-bucket.ts'
import { loadOperations, type OperationName } from './operations.ts'
import { createPageSizes, type PageSizes } from './page-sizes.ts'
import { type Patience, usualPatience } from './patience.ts'
import { postOperation } from './post-operation.ts'
import { createSuspects, type Suspects } from './suspects.ts'

const attemptLimit = 5
/** Of a call that fails at some of what it asks for. */
const attemptsAtThings = 3

/** What has time leaves half of the points to what others wait for. */
export type Pace = 'at once' | 'behind others'
/** What it leaves of a full bucket, and how much of a call's patience it has: what waits long holds up others' jobs. */
const paces: Readonly<Record<Pace, { readonly leaving: number; readonly share: number }>> = {
  'at once': { leaving: 0, share: 1 },
  'behind others': { leaving: 0.5, share: 0.1 },
}

export type AdminClient = {
  /**
   * The operation's `data`, never beside an error or a user error.
   * Throws `ShopifyBusy` (try later), `ShopifyRefused` (its `code` is Shopify's; `MAX_COST_EXCEEDED` asks for smaller
   * pages) or `AccessLost`. A call that failed is repeated as it is, so a mutation has its idempotency key in `variables`.
   */
  run(shop: string, operation: OperationName, variables: object, pace?: Pace): Promise<unknown>
  /** How much to ask for at once, learned from the answers of all shops. */
  readonly pages: PageSizes
  readonly suspects: Suspects
}

type Parts = {
  readonly shopify: Pick<Shopify, 'transport' | 'apiVersion'>
  readonly access: OfflineAccess
  readonly buckets: CostBuckets
  readonly log: Logger
  /** Tells the dashboard why the shop needs its merchant. */
  readonly onAccessLost: (shop: string, reason: string) => Promise<void>
  /** Told of every answer: what came of the call, and the points it cost. */
  readonly onReply?: (operation: OperationName, outcome: AdminReply['kind'], points: number) => void
  readonly patience?: Patience
  readonly now?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** An attempt that did not decide the call: why, and how long to wait at least before the next one. */
type Setback = {
  readonly why: string
  readonly waitMs: number
  readonly all?: readonly GraphqlError[] | undefined
  readonly isAway?: boolean
  readonly isSilent?: boolean | undefined
}

/**
 * The one way to the Admin API. It counts costs per shop and waits before a call rather than being turned away. A shop whose
 * Admin API is away is left alone for a while, longer each time, and then tried by one call.
 */
export function createAdminClient(parts: Parts): AdminClient {
  const { shopify, access, buckets, log, onAccessLost, onReply, patience = usualPatience } = parts
  const { now = clock.elapsed, sleep = clock.sleep } = parts
  const operations = loadOperations()
  const pages = createPageSizes()
  const circuits = createCircuits(now)

  return {
    pages,
    suspects: createSuspects(),
    async run(shop, operation, variables, pace = 'at once') {
      const query = operations.get(operation)
      invariant(query, 'an operation must be one of operations/', { operation })
      const call = { shop, operation }
      const leftAloneMs = circuits.waitMs(shop)
      if (leftAloneMs > 0) throw notDone(call, { why: 'Shopify did not answer of late', waitMs: 0 }, leftAloneMs)
      const isTrial = circuits.isBroken(shop)
      return await tryUntilDone(call, { query, variables, isTrial, ...paces[pace] })
    },
  }

  async function tryUntilDone(
    call: Call,
    { query, variables, isTrial, leaving, share }: Asked & { isTrial: boolean; leaving: number; share: number },
  ): Promise<unknown> {
    const { shop, operation } = call
    const cost = costliness(operation, variables)
    let setback: Setback = { why: 'the shop has too few points left', waitMs: 0 }
    let waitedMs = 0

    for (let attempt = 1; attempt <= attemptsAfter(setback, isTrial); attempt += 1) {
      const waitMs = Math.max(setback.waitMs, buckets.waitMs(shop, cost, leaving))
      waitedMs += waitMs
      if (waitedMs > patience.call * share) throw notDone(call, setback, waitMs)
      if (waitMs > 0) await sleep(waitMs)

      const token = await tokenOf(shop)
      const reply = await ask(call, { token, query, variables, cost })
      if (reply.kind === 'data') return reply.data
      setback = await setbackOf(reply, { shop, operation, token, attempt })
      log.warn({ shop, operation, attempt, why: setback.why }, 'Admin API call did not go through')
    }
    throw notDone(call, setback, setback.isAway ? circuits.fail(shop) : patience.call)
  }

  async function ask(
    call: Call,
    { token, query, variables, cost }: Asked & { token: string; cost: string },
  ): Promise<AdminReply> {
    const { shop, operation } = call
    buckets.spend(shop, cost)
    const reply = await postOperation(shopify, { shop, token, query, variables })
    onReply?.(operation, reply.kind, reply.cost?.actualQueryCost ?? 0)
    learn(reply, call, variables, cost)
    if (!isAway(reply)) circuits.succeed(shop)
    return reply
  }

  function learn(reply: AdminReply, { shop, operation }: Call, variables: object, cost: string): void {
    if (reply.cost) buckets.learn(shop, cost, reply.cost)
    if (reply.cost && reply.kind === 'data') pages.learn(operation, variables, reply.cost.requestedQueryCost)
    if (reply.kind === 'refused' && reply.code === 'MAX_COST_EXCEEDED') pages.halve(operation, variables)
  }

  async function tokenOf(shop: string): Promise<string> {
    try {
      return await access.token(shop)
    } catch (error) {
      if (error instanceof AccessLost) return await lostToken(shop, error.message)
      throw error
    }
  }

  async function lostToken(shop: string, reason: string, kept?: { token: string; isPassing: boolean }): Promise<never> {
    const isLost = await access.tellLost(shop, () => onAccessLost(shop, reason), kept?.token)
    if (!isLost) throw new ShopifyBusy('a token came meanwhile', { retryAfterMs: 0, details: { shop } })
    throw new AccessLost(reason, { isPassing: kept?.isPassing ?? false, details: { shop } })
  }

  async function setbackOf(
    reply: Exclude<AdminReply, { kind: 'data' }>,
    { shop, operation, token, attempt }: { shop: string; operation: OperationName; token: string; attempt: number },
  ): Promise<Setback> {
    switch (reply.kind) {
      case 'throttled':
        return { why: 'throttled', waitMs: Math.max(reply.waitMs, patience.throttled) }
      case 'failed':
        return {
          ...{ why: reply.why, waitMs: patience.firstBackoff * 2 ** (attempt - 1), all: reply.all },
          ...{ isAway: isAway(reply), isSilent: reply.isSilent },
        }
      case 'unauthorized':
        if (await access.wasReplaced(shop, token)) return { why: 'the token was replaced meanwhile', waitMs: 0 }
        return lostToken(shop, 'Shopify does not accept the token')
      case 'lost':
        return lostToken(shop, reply.why, { token, isPassing: reply.isPassing })
      case 'refused':
        throw new ShopifyRefused(reply.message, { code: reply.code, details: { shop, operation, errors: reply.all } })
    }
  }
}

type Call = { readonly shop: string; readonly operation: OperationName }
type Asked = { readonly query: string; readonly variables: object }

/** Whatever answered was not the Admin API, or nobody did. */
function isAway(reply: AdminReply): boolean {
  return reply.kind === 'failed' && reply.all === undefined
}

/** Who says nothing holds the caller up as long as he has patience, so he is not asked again at once. */
function attemptsAfter({ all, isAway, isSilent }: Setback, isTrial: boolean): number {
  if (isAway && (isTrial || isSilent)) return 1
  return all === undefined ? attemptLimit : attemptsAtThings
}

/**
 * What fails time and again at the same things is no busy Shopify: it will not tell of them. Where it does not say at which,
 * it may be either.
 */
function notDone(call: Call, { why, all: errors }: Setback, retryAfterMs: number): ShopifyBusy | ShopifyRefused {
  if (errors === undefined) return new ShopifyBusy(why, { retryAfterMs, details: call })
  const details = { ...call, errors }
  if (errors.some(({ path }) => path === undefined)) return new ShopifyBusy(why, { retryAfterMs, details })
  return new ShopifyRefused(why, { code: 'INTERNAL_SERVER_ERROR', details })
}
