import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { createBulkOperations } from './admin-api/bulk/bulk-operations.ts'
import type { BulkContext } from './admin-api/bulk/bulk-query.ts'
import { bulkAddress, bulkRoutes } from './admin-api/bulk/routes.ts'
import { oldestReadableOrder } from './admin-api/oldest-readable-order.ts'
import { adminApiRoutes } from './admin-api/routes.ts'
import { adminShellRoutes } from './admin-shell/routes.ts'
import { createAccessTokens, TOKENS } from './auth/access-tokens.ts'
import { createGrants } from './auth/grants.ts'
import { authRoutes } from './auth/routes.ts'
import { clock } from './clock.ts'
import { createShop } from './control/create-shop.ts'
import { installApp } from './control/install.ts'
import { controlRoutes } from './control/routes.ts'
import { controlPageRoutes } from './control-page/routes.ts'
import { forgetful, openJournal } from './journal/journal.ts'
import { loadShop } from './journal/keep-shop.ts'
import { readManifest } from './manifest.ts'
import { adjustQuantities } from './store/items/adjust-quantities.ts'
import { defineMetafield } from './store/metafield-definitions.ts'
import { deleteMetafields, setMetafields } from './store/metafields.ts'
import type { ShopKind, ShopState } from './store/state.ts'
import { storefrontRoutes } from './storefront/routes.ts'
import { createDeliveries, DELIVERIES } from './webhooks/deliveries.ts'
import { createWorld } from './world.ts'

const BULK_TAKES_MS = 300
const HOST = '127.0.0.1'

export type SimulatorOptions = {
  /** 0 takes a free one. */
  readonly port: number
  readonly appUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where shops and undelivered webhooks are kept; null keeps nothing. */
  readonly dataDir: string | null
  readonly quiet?: boolean
  /** How long a bulk operation takes at least. */
  readonly bulkTakesMs?: number
  /** The optional scopes that merchants grant until they change it; all that the manifest names but `read_all_orders` when left out. */
  readonly scopes?: readonly string[]
  /** Shops give so many times the points for Admin calls that their plan does. */
  readonly pointsTimes?: number
  /** How many webhooks are sent at once; 32 when left out. */
  readonly connections?: number
  /** How long a webhook is on its way at least. */
  readonly sendsAfterMs?: number
}

export type Simulator = {
  readonly url: string
  /** The app has another address from now on. */
  pointAt(appUrl: string): void
  createShop(wish: { shop: string; kind: ShopKind; plan?: ShopState['plan']; install?: boolean }): Promise<void>
  /** Resolves when no webhook is being sent; some may be on their way. */
  quiet(): Promise<void>
  /** How many webhooks of the shop are on their way. */
  pending(shop: string): number
  /** Ends cleanly: all is kept. */
  stop(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  let appUrl = options.appUrl
  let url = ''
  const journal = options.dataDir === null ? forgetful : openJournal(options.dataDir)
  const manifest = readManifest(new URL('../shopify.app.toml', import.meta.url))
  const shops = new Map<string, ShopState>()
  const grants = createGrants(manifest, options.scopes)
  const scopeOf = (name: string) => {
    const shop = shops.get(name)
    return shop ? grants.of(shop).join(',') : ''
  }
  const tokens = createAccessTokens(scopeOf, journal, clock.now)
  const deliveries = createDeliveries({
    manifest,
    secret: options.clientSecret,
    journal,
    appUrl: () => appUrl,
    findShop: (name) => shops.get(name),
    scopesOf: (shop) => grants.of(shop),
    connections: options.connections,
    sendsAfterMs: options.sendsAfterMs,
  })
  const kept = Map.groupBy(journal.rows(), (row) => row.space)
  for (const [space, rows] of kept) {
    const shop = loadShop(space, rows)
    if (shop) shops.set(space, shop)
  }
  tokens.load(kept.get(TOKENS) ?? [])

  const world = createWorld({
    app: { clientId: options.clientId, clientSecret: options.clientSecret },
    manifest,
    grants,
    tokens,
    deliveries,
    journal,
    shops,
    clock: clock.now,
    appUrl: () => appUrl,
    url: () => url,
  })
  const ending = new AbortController()
  const ordersSince = (shop: ShopState) => oldestReadableOrder(grants.of(shop), clock.now())
  const contextOf = (shop: ShopState): BulkContext => ({
    state: shop,
    scopes: grants.of(shop),
    ordersSince: ordersSince(shop),
    hidesOldRouting: shop.faults.admin.hidesOldRouting,
    startBulk: (query, isGrouped) => bulkOperations.start(shop, query, isGrouped),
    bulkAddress: (operation) => bulkAddress(url, shop.shop, operation),
    adjustQuantities: (wish) => world.change(shop, (change) => adjustQuantities(change, wish)),
    defineMetafield: (wish) => world.change(shop, (change) => defineMetafield(change, wish)),
    setMetafields: (wishes) => world.change(shop, (change) => setMetafields(change, wishes, ordersSince(shop))),
    deleteMetafields: (wishes) => world.change(shop, (change) => deleteMetafields(change, wishes, ordersSince(shop))),
  })
  const bulkOperations = createBulkOperations({
    world,
    folder: options.dataDir === null ? mkdtempSync(join(tmpdir(), 'simulator-bulk-')) : join(options.dataDir, 'bulk'),
    takesMs: options.bulkTakesMs ?? BULK_TAKES_MS,
    contextOf,
    signal: ending.signal,
  })
  const server = createServer(
    express()
      .disable('x-powered-by')
      .disable('etag')
      .use(authRoutes(world))
      .use(adminApiRoutes(world, contextOf, options.pointsTimes))
      .use(bulkRoutes(world, bulkOperations))
      .use(adminShellRoutes(world))
      .use(storefrontRoutes(world))
      .use(controlPageRoutes(world))
      .use(controlRoutes(world, ending.signal)),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, HOST, resolve)
  })
  url = `http://${HOST}:${(server.address() as AddressInfo).port}`
  deliveries.load(kept.get(DELIVERIES) ?? [])
  bulkOperations.resume()
  for (const shop of shops.values()) if (!shop.uninstalled) void installApp(world, shop, ending.signal)

  return {
    url,
    pointAt(address) {
      appUrl = address
      deliveries.wake()
    },
    async createShop(wish) {
      await createShop(world, wish, ending.signal)
    },
    quiet: deliveries.quiet,
    pending: deliveries.pending,
    async stop() {
      ending.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await deliveries.stop()
      journal.close()
      if (options.dataDir === null) bulkOperations.removeFiles()
    },
  }
}
