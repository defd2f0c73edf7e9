import { join } from 'node:path'
import { type NextFunction, type Request, type Response, Router, static as serveFiles } from 'express'
import { ownPagePolicy } from '../admin-shell/own-page-policy.ts'
import { pageRenderer } from '../admin-shell/page-renderer.ts'
import { addresses, handbook } from '../control/handbook.ts'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import { findItems } from './find-items.ts'
import { shopFigures } from './shop-figures.ts'

const folder = join(import.meta.dirname, 'page')

const eventsShown = 8

const rateWords = {
  duplicate: 'Sent twice',
  late: 'Late by seconds',
  reorder: 'Out of order',
  lose: 'Never sent',
} as const

/** The page from which a presenter, or anyone, makes things happen; and `GET /control`, which documents every verb. */
export function controlPageRoutes(world: World): Router {
  const render = pageRenderer(folder)
  const router = Router()
  router.use('/control-assets', serveFiles(folder, { index: false }))

  // A program gets the same as JSON, from the control routes.
  router.get('/control', async (req: Request, res: Response, next: NextFunction) => {
    if (req.accepts(['json', 'html']) !== 'html') return next()
    const shops = [...world.shops.keys()].map((domain) => ({ domain }))
    const told = Object.entries(addresses).map(([path, says]) => ({ path, says }))
    await send(res, 'guide', { shops, addresses: told, verbs })
  })

  router.get('/control/:shop', async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
    const rates = Object.entries(rateWords).map(([name, words]) => ({ name, words, percent: percent(shop, name) }))
    await send(res, 'control', {
      shop: shop.shop,
      shop_name: shop.name,
      has_days: shop.kind === 'retail',
      rates,
      seed: 7,
      verbs,
    })
  })

  const send = async (res: Response, page: string, scope: object) => {
    res
      .set('Content-Security-Policy', ownPagePolicy)
      .type('html')
      .send(await render(page, scope))
  }
  const answer = (of: (shop: ShopState, req: Request) => unknown) => (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).json({ error: 'There is no such shop.' })
    res.json(of(shop, req))
  }
  router.get(
    '/control/:shop/items',
    answer((shop, req) => findItems(shop, String(req.query['q'] ?? ''))),
  )
  router.get(
    '/control/:shop/figures',
    answer((shop) => {
      const webhooks = { ...shop.webhooks, pending: world.deliveries.pending(shop.shop) }
      const events = world.pastEvents(shop.shop).slice(-eventsShown).reverse()
      return { ...shopFigures(shop), webhooks, events }
    }),
  )
  return router
}

const verbs = Object.entries(handbook).map(([name, { says, example }]) => ({
  name,
  says,
  example: example === undefined ? '' : JSON.stringify(example),
}))

function percent(shop: ShopState, name: string): number {
  return Math.round(100 * (Object.entries(shop.mischief.rates).find(([rate]) => rate === name)?.[1] ?? 0))
}
