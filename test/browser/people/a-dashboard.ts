import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { apiRouter } from '../../../web/app/api/router.ts'
import { adminPage } from '../../../web/app/http/admin-page.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { createGates } from '../../../web/platform/http/gate.ts'
import { createShopify } from '../../../web/platform/shopify/api.ts'
import { aConfig, quiet } from '../../support/shopify/app-parts.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'

/** What App Bridge gives the dashboard, without the admin around it. */
const appBridge = `window.shopify = { idToken: async () => (await fetch('/token')).text() }`
const appBridgeOfThemes = `${appBridge}
  window.shopify.app = { extensions: async () => (await fetch('/extensions')).json() }
  window.shopify.config = { apiKey: 'key' }`

type Blocks = Readonly<Record<string, 'active' | 'available' | 'unavailable'>>
type Weather = 'fair' | 'slow' | 'down'

type Served = {
  readonly db: Database
  readonly dist: string
  readonly shop: string
  /** How the app's blocks are in the theme; without it the admin does not tell. */
  readonly blocks?: Blocks
}

/** The built dashboard, with its own headers, before a real API. */
export async function serveDashboard({ db, dist, shop, ...told }: Served) {
  const app = express()
  const server: Server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const config = aConfig({ appBridgeUrl: `${url}/app-bridge.js`, adminOrigin: url })
  const access = {
    ...{ has: async () => true, isRefused: never },
    ...{ exchange: never, token: never, wasReplaced: never, tellLost: never },
  }
  const parts = { db, dist, config, shopify: createShopify(config, quiet), access, gates: createGates(), log: quiet }
  let weather: Weather = 'fair'
  let held: (() => void)[] = []

  let { blocks } = told

  app.get('/app-bridge.js', (_req, res) => void res.type('js').send(blocks ? appBridgeOfThemes : appBridge))
  app.get('/extensions', (_req, res) => {
    const activations = Object.entries(blocks ?? {}).map(([handle, status]) => ({ handle, status, activations: [] }))
    res.json([{ handle: 'backorder-promise', type: 'theme_app_extension', activations }])
  })
  app.get('/token', async (_req, res) => void res.type('text').send(await sessionToken(shop)))
  app.use('/api', (_req, res, next) => {
    if (weather === 'down') return void res.status(503).json({ code: 'UNAVAILABLE', message: 'down' })
    if (weather === 'slow') return void held.push(next)
    next()
  })
  app.use('/api', apiRouter(parts))
  app.use(adminPage(parts))

  return {
    url,
    /** `slow` holds every answer back until the weather is fair again. */
    setWeather(to: Weather) {
      weather = to
      for (const go of held) go()
      held = []
    },
    setBlocks(to: Blocks) {
      blocks = to
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function never(): Promise<never> {
  throw new Error('the dashboard called Shopify')
}
