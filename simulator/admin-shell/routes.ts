import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Request, type Response, Router, static as serveFiles } from 'express'
import { documentAddress } from '../auth/document-address.ts'
import type { World } from '../world.ts'
import { appExtensions } from './app-blocks.ts'
import { menuEntries } from './menu-entries.ts'
import { ownPagePolicy } from './own-page-policy.ts'
import { pageRenderer } from './page-renderer.ts'
import { themeEditorRoutes } from './theme-editor.ts'

const folder = join(import.meta.dirname, 'page')
/** One script for the app, as Shopify's is: the elements come right behind what they stand on. */
const appBridgeParts = ['app-bridge.js', 'app-bridge-elements.js']

/** The admin that frames the app, and the App Bridge script that the app loads inside it. */
export function adminShellRoutes(world: World): Router {
  const render = pageRenderer(folder)
  const router = Router()
  router.use('/admin-assets', serveFiles(folder, { index: false }))

  router.get('/app-bridge.js', (_req, res) => {
    const script = appBridgeParts.map((part) => readFileSync(join(folder, part), 'utf8')).join('\n')
    res.set({ 'Cache-Control': 'no-cache', 'Cross-Origin-Resource-Policy': 'cross-origin' }).type('js').send(script)
  })

  router.get('/admin/:shop/extensions.json', (req, res) => {
    res.set('Cache-Control', 'no-store').json(appExtensions(world.getShop(req.params.shop)))
  })
  router.get('/admin/:shop/scopes.json', (req, res) => {
    res.set('Cache-Control', 'no-store').json(world.grants.detail(world.getShop(req.params.shop)))
  })
  router.use(themeEditorRoutes(world, render))

  router.get(['/admin/:shop', '/admin/:shop/app{/*path}'], async (req: Request, res: Response) => {
    // The app lets one origin frame it, and localhost is another origin than 127.0.0.1.
    if (req.hostname === 'localhost') return res.redirect(new URL(req.originalUrl, world.url()).href)
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
    const origin = new URL(world.appUrl()).origin
    res.set('Content-Security-Policy', `${ownPagePolicy} frame-src ${origin};`).set('Cache-Control', 'no-store')
    const page = await render('admin', {
      shop: shop.shop,
      shop_name: shop.name,
      initials: shop.name.slice(0, 2).toUpperCase(),
      app_name: world.manifest.name,
      app_origin: origin,
      entries: menuEntries,
      src: await documentAddress(world.app, world.appUrl(), shop.shop, appPath(req)),
    })
    res.type('html').send(page)
  })
  return router
}

/** What comes after `/admin/{shop}/app` is where the merchant is in the app; a deep link keeps its query. */
function appPath(req: Request): string {
  const { path = [] } = req.params
  const query = req.url.includes('?') ? req.url.slice(req.url.indexOf('?')) : ''
  return `/${[path].flat().filter(Boolean).map(encodeURIComponent).join('/')}${query}`
}
