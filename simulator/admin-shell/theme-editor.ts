import { type Request, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import type { World } from '../world.ts'
import { appBlocks } from './app-blocks.ts'
import { ownPagePolicy } from './own-page-policy.ts'

const wish = z.object({ block: z.string(), on: z.enum(['yes', 'no']) })

/** As much of a theme editor as an app's blocks need: each is in the theme or not. */
export function themeEditorRoutes(world: World, render: (page: string, scope: object) => Promise<string>): Router {
  const router = Router()
  const address = '/admin/:shop/themes/current/editor'

  router.get(address, async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
    const asked = String(req.query['addAppBlockId'] ?? req.query['activateAppId'] ?? '')
      .split('/')
      .at(-1)
    const blocks = appBlocks(shop).map((block) => ({ ...block, is_asked: block.handle === asked && !block.isOn }))
    res.set('Content-Security-Policy', ownPagePolicy).set('Cache-Control', 'no-store')
    const page = await render('theme-editor', {
      shop: shop.shop,
      shop_name: shop.name,
      app_name: world.manifest.name,
      blocks,
    })
    res.type('html').send(page)
  })

  router.post(address, urlencoded({ extended: false }), (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    const wished = wish.safeParse(req.body)
    if (!shop || !wished.success) return void res.status(422).type('text').send('There is nothing to switch here.')
    world.run(shop.shop, 'switch-block', { block: wished.data.block, on: wished.data.on === 'yes' })
    res.redirect(303, `/admin/${shop.shop}/themes/current/editor`)
  })
  return router
}
