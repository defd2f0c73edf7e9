import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServices } from '../../../web/app/create-services.ts'
import { createApp } from '../../../web/app/http/app.ts'
import { createInbox } from '../../../web/mirror/store/inbox/inbox.ts'
import { type Config, readConfig } from '../../../web/platform/config.ts'
import type { Services } from '../../../web/platform/services.ts'

export const secrets = ['the-current-client-secret', 'the-client-secret-before-it'] as const

/** The app's web half on a free port. No worker: what is stored stays as it was stored. */
export type WebProcess = { readonly url: string; readonly services: Services; stop(): Promise<void> }

export async function startWebProcess(
  databaseUrl: string,
  overrides: Partial<Config> = {},
  patienceMs = 20_000,
): Promise<WebProcess> {
  const config = readConfig({ LOG_LEVEL: 'silent', SHOPIFY_API_SECRET: secrets.join() })
  const services = createServices({ ...config, ...overrides }, databaseUrl)
  const inbox = createInbox(services.db.appUrl, {
    patienceMs,
    watchPool: (pool) => services.metrics.watchPool('inbox', pool),
  })
  const server = createServer(createApp(services, inbox))
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    services,
    stop: async () => {
      await new Promise((closed) => {
        server.close(closed)
        server.closeAllConnections()
      })
      await inbox.close()
      await services.db.close()
    },
  }
}

type Wish = {
  readonly body?: string | Buffer
  readonly secret?: string
  readonly topic?: string
  readonly shop?: string
  readonly webhookId?: string
  /** Sent beside, or instead of, what Shopify sends; null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>
}

/** Sends a delivery as Shopify would. */
export function deliver(url: string, wish: Wish = {}): Promise<Response> {
  const { body = '{}', secret = secrets[0], topic = 'orders/create' } = wish
  const { shop = 'mugs.myshopify.com', webhookId = randomUUID(), headers = {} } = wish
  const sent = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': shop,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': webhookId,
    'x-shopify-triggered-at': '2026-11-22T09:00:00.123456789Z',
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    ...headers,
  }
  const kept = Object.entries(sent).filter((header): header is [string, string] => header[1] !== null)
  return fetch(`${url}/webhooks`, {
    method: 'POST',
    headers: kept,
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
}
