import { type SimulatorOptions, startSimulator } from '../../simulator/start.ts'
import { aListeningApp } from './listening-app.ts'

export const SHOP = 'shop.myshopify.com'
export const secrets = { clientId: 'key', clientSecret: 'hush' }

/** A simulator and an app that listens, on free ports. */
export async function aSimulatorFloor(options: Partial<SimulatorOptions> = {}) {
  const app = await aListeningApp()
  const simulator = await startSimulator({ port: 0, appUrl: app.url, ...secrets, dataDir: null, ...options })
  return {
    app,
    simulator,
    ...drive(simulator.url),
    async close(): Promise<void> {
      await simulator.stop()
      await app.close()
    },
  }
}

export type SimulatorFloor = Awaited<ReturnType<typeof aSimulatorFloor>>

type Reply = { readonly status: number; readonly body: ReturnType<typeof JSON.parse> }

export function drive(url: string) {
  async function post(path: string, body: unknown = {}): Promise<Reply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return reply(await fetch(`${url}${path}`, { method: 'POST', body: text }))
  }
  return {
    post,
    get: async (path: string): Promise<Reply> => reply(await fetch(`${url}${path}`)),
    verb: (name: string, body?: unknown, shop = SHOP) => post(`/control/${shop}/${name}`, body),
    truth: async (shop = SHOP) => (await reply(await fetch(`${url}/control/${shop}/state`))).body,
    settle: (timeoutSeconds = 20, shop = SHOP) => post(`/control/${shop}/settle`, { timeoutSeconds }),
  }
}

async function reply(response: Response): Promise<Reply> {
  return { status: response.status, body: JSON.parse(await response.text()) }
}

/** Asks the simulator for an access token. */
export async function askForToken(url: string, wish: object): Promise<Reply> {
  const response = await fetch(`${url}/shopify/${SHOP}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  })
  return reply(response)
}
