import type { AddressInfo } from 'node:net'
import express from 'express'
import { apiRouter } from '../../web/app/api/router.ts'
import { createDatabase } from '../../web/platform/db/client.ts'
import { createGates, type Gates } from '../../web/platform/http/gate.ts'
import { handleError } from '../../web/platform/http/handle-error.ts'
import { type Limits, limits } from '../../web/platform/http/limits.ts'
import type { Metrics } from '../../web/platform/metrics.ts'
import { createShopify } from '../../web/platform/shopify/api.ts'
import { asOwner, freshDatabase } from './database/database.ts'
import { unhurried } from './running/web-app.ts'
import { aConfig, quiet } from './shopify/app-parts.ts'
import { sessionToken } from './shopify/session-tokens.ts'

export const shop = 'mugs.myshopify.com'
export const otherShop = 'lamps.myshopify.com'

export type Answer<Body> = { readonly status: number; readonly body: Body; readonly headers: Headers }

type Given = { readonly gates?: Partial<Gates>; readonly limits?: Partial<Limits>; readonly metrics?: Metrics }

/** The API on a database of its own, with two installed shops. */
export async function anApi({ limits: own = {}, ...given }: Given = {}) {
  const database = await freshDatabase()
  const db = createDatabase(database.url)
  const shopify = createShopify(aConfig(), quiet)
  // Both shops gave a token when the app was opened first; this API never calls Shopify.
  const access = {
    ...{ has: async () => true, isRefused: never },
    ...{ exchange: never, token: never, wasReplaced: never, tellLost: never },
  }
  await asOwner(database.url, 'insert into shop (shop_id) select unnest($1::text[])', [[shop, otherShop]])

  const app = express()
  const gates = { ...createGates(), ...given.gates }
  const allowed = { ...limits, shop: unhurried, ...own }
  app.use('/api', apiRouter({ db, shopify, access, log: quiet, limits: allowed, ...given, gates }))
  app.use(handleError({ log: quiet }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo

  async function send<Body>(
    method: string,
    path: string,
    said: unknown,
    as: string | null = shop,
  ): Promise<Answer<Body>> {
    const headers = {
      'content-type': 'application/json',
      ...(as === null ? {} : { authorization: `Bearer ${await sessionToken(as)}` }),
    }
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body: JSON.stringify(said) })
    return { status: reply.status, body: (await reply.json()) as Body, headers: reply.headers }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    databaseUrl: database.url,
    db,
    /** Asks as the shop; with null as nobody. */
    async get<Body>(path: string, as: string | null = shop): Promise<Answer<Body>> {
      const headers = as === null ? {} : { authorization: `Bearer ${await sessionToken(as)}` }
      const reply = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
      return { status: reply.status, body: (await reply.json()) as Body, headers: reply.headers }
    },
    post<Body>(path: string, said: unknown, as: string | null = shop): Promise<Answer<Body>> {
      return send<Body>('POST', path, said, as)
    },
    send,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await db.close()
      await database.drop()
    },
  }
}

async function never(): Promise<never> {
  throw new Error('the API called Shopify')
}
