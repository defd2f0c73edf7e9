import { json, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import { adminCalls } from './admin-calls.ts'
import type { BulkContext } from './bulk/bulk-query.ts'
import { type AdminReply, executeAdmin } from './execute-admin.ts'
import { type LeakyBucket, leakyBucket } from './leaky-bucket.ts'
import { preparedDocuments } from './prepared-documents.ts'
import { adminVersion } from './schema.ts'

const address = '/shopify/:shop/admin/api/:version/graphql.json'
const wrongToken = '[API] Invalid API key or access token (unrecognized login or wrong password)'
const largestBody = '2mb'

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

/** Shopify's Admin API, and `GET /control/{shop}/admin-calls`, which tells what apps asked of it. */
export function adminApiRoutes(
  world: World,
  contextOf: (shop: ShopState) => BulkContext,
  now: () => number = Date.now,
): Router {
  const buckets = new Map<string, LeakyBucket>()
  const calls = adminCalls()
  const prepare = preparedDocuments()
  const router = Router()

  router.post(address, json({ limit: largestBody }), (req: Request, res: Response) => {
    const state = world.findShop(String(req.params['shop']))
    if (!state || req.params['version'] !== adminVersion) return void res.status(404).json({ errors: 'Not Found' })
    const token = req.get('X-Shopify-Access-Token') ?? ''
    if (!world.tokens.allows(state.shop, token)) return void res.status(401).json({ errors: wrongToken })
    const read = body.safeParse(req.body)
    if (!read.success) return void res.status(400).json({ errors: { query: 'Required parameter missing or invalid' } })

    const { query, variables, operationName } = read.data
    const bucket = buckets.get(state.shop) ?? leakyBucket(now)
    buckets.set(state.shop, bucket)
    const request = { variables: variables ?? {}, operationName: operationName ?? null }
    const reply = executeAdmin(contextOf(state), bucket, prepare(query), request)
    calls.record(state.shop, callOf(query, operationName, reply, now()))
    res.set({ 'X-Shopify-API-Version': adminVersion, 'Cache-Control': 'no-store' }).json(reply)
  })

  router.get('/control/:shop/admin-calls', (req, res) => {
    res.json(calls.of(String(req.params['shop'])))
  })
  return router
}

function callOf(query: string, operationName: string | null | undefined, reply: AdminReply, at: number) {
  const cost = reply.extensions?.cost
  return {
    operation: operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? 'unnamed',
    requested: cost?.requestedQueryCost ?? 0,
    actual: cost?.actualQueryCost ?? 0,
    throttled: cost !== undefined && cost.actualQueryCost === null,
    at: new Date(at).toISOString(),
  }
}
