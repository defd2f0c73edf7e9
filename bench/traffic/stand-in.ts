import { createServer, type Server } from 'node:http'
import express from 'express'
import { signSessionToken } from '../../simulator/auth/session-token.ts'
import type { KnownShop } from '../shop/known-shop.ts'
import { createBulkFiles } from './bulk-files.ts'

/** The limits of a shop on Plus: at 500 webhooks a second nobody has less. */
const bucket = { maximumAvailable: 20_000, restoreRate: 1_000 }

export type AppKeys = { readonly clientId: string; readonly clientSecret: string }
type Found = { readonly shop: KnownShop; readonly points: ReturnType<typeof createPoints> }
export type StandIn = {
  readonly port: number
  pointAt(appUrl: string): void
  /** Of these shops nothing is answered any more. */
  silence(shops: readonly string[]): void
  stop(): void
}

/**
 * The little of Shopify that shops with one location need: an access token, readings, a session token, and the truth.
 * The simulator executes real GraphQL and keeps a journal; on two cores it would be what is measured. The addresses are
 * the simulator's, so that what reads one reads the other.
 */
export async function startStandIn(shops: readonly KnownShop[], keys: AppKeys): Promise<StandIn> {
  let appUrl = ''
  const known = new Map(shops.map((shop) => [shop.seed.shop, { shop, points: createPoints() }] as const))
  const silent = new Set<string>()
  const app = express().disable('x-powered-by')
  const bulk = createBulkFiles()
  bulk.serve(app)
  app.param('shop', (_req, res, next, name: string) => {
    const found = known.get(name)
    if (found === undefined) return void res.sendStatus(404)
    res.locals = found
    next()
  })
  app.post('/shopify/:shop/admin/oauth/access_token', (_req, res) => {
    res.json({
      access_token: 'a-token-of-the-bench',
      scope: 'read_orders,write_products',
      expires_in: 3_600,
      refresh_token: 'shprt_bench',
      refresh_token_expires_in: 86_400,
    })
  })
  app.post('/shopify/:shop/admin/api/:version/graphql.json', express.json({ limit: '4mb' }), (req, res) => {
    const { shop, points } = res.locals as Found
    if (silent.has(shop.seed.shop)) return
    const { query, variables } = req.body
    const cost = points.spend(1)
    if (query.includes('bulkOperationRunQuery')) {
      return void res.json({ data: bulk.run(shop.seed, variables.query), extensions: { cost } })
    }
    if (query.includes('bulkOperation(')) {
      return void res.json({ data: bulk.read(variables.id, `http://${req.headers.host}`), extensions: { cost } })
    }
    const operation = fileNameOf(query)
    const ids: string[] = variables.ids ?? []
    res.json({ data: shop.answer(operation, ids), extensions: { cost: points.spend(costOf(operation, ids.length)) } })
  })
  app.get('/control/:shop/session-token', async (req, res) => {
    res.json({ token: await signSessionToken(keys, req.params.shop), app: appUrl })
  })
  app.get('/control/:shop/state', (_req, res) => {
    res.json((res.locals as Found).shop.truth())
  })
  const server = createServer(app)
  return {
    port: await listen(server),
    pointAt(url) {
      appUrl = url
    },
    silence(names) {
      for (const name of names) silent.add(name)
    },
    stop() {
      bulk.remove()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** `query ReadStock(…)` is in `read-stock.graphql`. */
function fileNameOf(query: string): string {
  const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? ''
  return name.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase()
}

/** An item with one level costs four points, a page of locations a point each. */
function costOf(operation: string, ids: number): number {
  if (operation === 'write-promises' || operation === 'remove-promises') return 10
  return operation === 'read-stock' ? 4 * ids : 100
}

function createPoints() {
  let available = bucket.maximumAvailable
  let at = Date.now()
  return {
    spend(points: number) {
      const restored = ((Date.now() - at) / 1_000) * bucket.restoreRate
      available = Math.min(bucket.maximumAvailable, available + restored) - points
      at = Date.now()
      const throttleStatus = { ...bucket, currentlyAvailable: Math.floor(available) }
      return { requestedQueryCost: points, actualQueryCost: points, throttleStatus }
    },
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
