import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServices } from '../../../web/app/create-services.ts'
import { createApp } from '../../../web/app/http/app.ts'
import { createInbox } from '../../../web/mirror/store/inbox/inbox.ts'
import { type Limits, limits } from '../../../web/platform/http/limits.ts'
import type { Services } from '../../../web/platform/services.ts'
import { aConfig } from '../shopify/app-parts.ts'
import { sessionToken } from '../shopify/session-tokens.ts'

/** As often as a test likes. */
export const unhurried = { perSecond: 1_000_000, burst: 1_000_000 }

/** Everything the app answers over HTTP, for shops that gave it a token when they opened it. No worker, no Shopify. */
export async function aWebApp(
  databaseUrl: string,
  { parts, ...given }: { limits?: Partial<Limits>; dist?: string; parts?: Partial<Services> } = {},
) {
  const services = { ...createServices({ ...aConfig(), logLevel: 'silent' }, databaseUrl), ...parts }
  const access = {
    ...{ has: async () => true, isRefused: async () => false },
    ...{ exchange: never, token: never, wasReplaced: never, tellLost: never },
  }
  const inbox = createInbox(services.db.appUrl, { patienceMs: 20_000 })
  const app = createApp({ ...services, access }, inbox, {
    ...given,
    limits: { ...limits, address: unhurried, shop: unhurried, ...given.limits },
  })
  const server = createServer(app)
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  const tokens = new Map<string, { token: Promise<string>; until: number }>()
  function tokenOf(shop: string): Promise<string> {
    const known = tokens.get(shop)
    if (known && performance.now() < known.until) return known.token
    const token = sessionToken(shop)
    tokens.set(shop, { token, until: performance.now() + 20_000 })
    return token
  }
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    server,
    services,
    /** A call to the API with the shop's session token. */
    async ask(
      shop: string,
      path: string,
      request: RequestInit = {},
    ): Promise<{ status: number; text: string; headers: Headers }> {
      const headers = { ...request.headers, authorization: `Bearer ${await tokenOf(shop)}` }
      const reply = await fetch(`${url}${path}`, { ...request, headers })
      return { status: reply.status, text: await reply.text(), headers: reply.headers }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await inbox.close()
      await services.db.close()
    },
  }
}

async function never(): Promise<never> {
  throw new Error('a request called Shopify')
}
