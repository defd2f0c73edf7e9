import { type NextFunction, type Request, type Response, Router, text } from 'express'
import { signSessionToken } from '../auth/session-token.ts'
import { Refused, Unknown } from '../store/refusals.ts'
import type { World } from '../world.ts'
import { createShop } from './create-shop.ts'
import { addresses, handbook } from './handbook.ts'
import { installApp } from './install.ts'
import { renderMessage } from './render-message.ts'
import { settle } from './settle.ts'
import { shopTruth } from './shop-truth.ts'

const LARGEST_BODY = '256mb'

/** Driving the simulator from outside. `signal` ends what goes on in the background. */
export function controlRoutes(world: World, signal: AbortSignal): Router {
  const router = Router()
  router.use('/control', text({ type: () => true, limit: LARGEST_BODY }))

  router.get('/control', (_request, response) => {
    const shops = [...world.shops.keys()]
    response.json({ about: 'A stand-in Shopify. Ids are gids.', shops, addresses, verbs: handbook })
  })
  router.get('/control/:shop/state', (request, response) => {
    const shop = world.getShop(request.params.shop)
    response.json(shopTruth(shop, world.deliveries.pending(shop.shop)))
  })
  router.get('/control/:shop/webhooks', (request, response) => {
    const shop = world.getShop(request.params.shop)
    response.json({ ...shop.webhooks, pending: world.deliveries.pending(shop.shop) })
  })
  router.get('/control/:shop/session-token', async (request, response) => {
    const { shop } = world.getShop(request.params.shop)
    response.json({ token: await signSessionToken(world.app, shop), app: world.appUrl() })
  })
  router.post('/control/shops', async (request, response) => {
    response.json(await createShop(world, readJson(request), signal))
  })
  router.post('/control/:shop/settle', async (request, response) => {
    const told = await settle(world, request.params.shop, readJson(request))
    response.status(told.settled ? 200 : 504).json(told)
  })
  router.post('/control/:shop/install', async (request, response) => {
    const shop = world.getShop(request.params.shop)
    response.json({ installed: await installApp(world, shop, signal) })
  })
  router.post('/control/:shop/render-message', async (request, response) => {
    response.json(await renderMessage(world.getShop(request.params.shop), readJson(request)))
  })
  router.post('/control/:shop/:verb', (request, response) => {
    response.json(world.run(request.params.shop, request.params.verb, readJson(request)))
  })
  router.use('/control', (_request, _response) => {
    throw new Unknown('There is nothing at this address; GET /control lists what there is.')
  })
  router.use(answerFault)
  return router
}

class NotJson extends Error {
  override name = 'NotJson'
}

function readJson(request: Request): unknown {
  const body: unknown = request.body
  if (typeof body !== 'string' || body === '') return {}
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new NotJson(`The body is not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function answerFault(fault: unknown, _request: Request, response: Response, next: NextFunction): void {
  const status = statusOf(fault)
  if (status === null || !(fault instanceof Error)) next(fault)
  else response.status(status).json({ error: fault.message })
}

function statusOf(fault: unknown): number | null {
  if (fault instanceof Refused) return 422
  if (fault instanceof Unknown) return 404
  return fault instanceof NotJson ? 400 : null
}
