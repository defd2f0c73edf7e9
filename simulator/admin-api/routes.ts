import { json, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { clock } from '../clock.ts'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import { adminCalls } from './admin-calls.ts'
import { type AdminFault, drawAdminFault } from './admin-faults.ts'
import type { BulkContext } from './bulk/bulk-query.ts'
import { type AdminReply, executeAdmin } from './execute-admin.ts'
import { type LeakyBucket, leakyBucket } from './leaky-bucket.ts'
import { preparedDocuments } from './prepared-documents.ts'
import { adminVersion } from './schema.ts'

const address = '/shopify/:shop/admin/api/:version/graphql.json'
const wrongToken = '[API] Invalid API key or access token (unrecognized login or wrong password)'
const largestBody = '2mb'
const longestSilenceMs = 60_000

const body = z.object({
  query: z.string(),
  variables: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((variables) => variables ?? {}),
  operationName: z
    .string()
    .nullish()
    .transform((name) => name ?? null),
})

/** Shopify's Admin API, and `GET /control/{shop}/admin-calls`, which tells what apps asked of it. */
export function adminApiRoutes(world: World, contextOf: (shop: ShopState) => BulkContext, pointsTimes = 1): Router {
  const buckets = new Map<string, LeakyBucket>()
  const calls = adminCalls()
  const prepare = preparedDocuments()
  const router = Router()
  const bucketOf = (shop: string): LeakyBucket => {
    const bucket = buckets.get(shop) ?? leakyBucket(clock.now, pointsTimes)
    buckets.set(shop, bucket)
    return bucket
  }

  router.post(address, json({ limit: largestBody }), async (req: Request, res: Response) => {
    const state = world.findShop(String(req.params['shop']))
    if (!state || req.params['version'] !== adminVersion) return void res.status(404).json({ errors: 'Not Found' })
    if (!mayCall(world, state, req)) return void res.status(401).json({ errors: wrongToken })
    const read = body.safeParse(req.body)
    if (!read.success) return void res.status(400).json({ errors: { query: 'Required parameter missing or invalid' } })

    await latency(state)
    const { fault, random } = drawAdminFault(state.faults)
    state.faults = { ...state.faults, random }
    if (answersInstead(fault, res)) return

    const { query, operationName } = read.data
    const bucket = fault === 'throttle' ? emptied(bucketOf(state.shop)) : bucketOf(state.shop)
    const reply = executeAdmin(contextOf(state), bucket, prepare(query), read.data)
    calls.record(state.shop, callOf(query, operationName, reply, clock.now()))
    if (fault === 'timeout') leaveWaiting(res)
    else res.set({ 'X-Shopify-API-Version': adminVersion, 'Cache-Control': 'no-store' }).json(reply)
  })

  router.get('/control/:shop/admin-calls', (req, res) => {
    res.json(calls.of(String(req.params['shop'])))
  })
  return router
}

function mayCall(world: World, { shop, faults }: ShopState, req: Request): boolean {
  return !faults.admin.unauthorized && world.tokens.allows(shop, req.get('X-Shopify-Access-Token') ?? '')
}

async function latency({ faults }: ShopState): Promise<void> {
  if (faults.admin.latencyMs > 0) await clock.sleep(faults.admin.latencyMs)
}

/** Answers in the place of the API; false when the call goes on, with a fault that shows later or with none. */
function answersInstead(fault: AdminFault | null, res: Response): boolean {
  if (fault === 'status500') res.status(500).json({ errors: 'Internal Server Error' })
  else if (fault === 'html') res.type('html').send('<!doctype html><title>Something went wrong</title>')
  return res.headersSent
}

/** The call took effect, but nobody is told. */
function leaveWaiting(res: Response): void {
  const patience = setTimeout(() => res.destroy(), longestSilenceMs)
  res.once('close', () => clearTimeout(patience))
}

function emptied(bucket: LeakyBucket): LeakyBucket {
  return { ...bucket, status: (plan) => ({ ...bucket.status(plan), currentlyAvailable: 0 }) }
}

function callOf(query: string, operationName: string | null, reply: AdminReply, at: number) {
  const cost = reply.extensions?.cost
  return {
    operation: operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? 'unnamed',
    requested: cost?.requestedQueryCost ?? 0,
    actual: cost?.actualQueryCost ?? 0,
    throttled: cost !== undefined && cost.actualQueryCost === null,
    at: new Date(at).toISOString(),
  }
}
