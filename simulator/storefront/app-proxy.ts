// The app's own page under the shop's address: https://shopify.dev/docs/apps/build/online-store/app-proxies

import { createHmac } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import { ownPagePolicy } from '../admin-shell/own-page-policy.ts'
import { clock } from '../clock.ts'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import type { Pages } from './pages.ts'
import { createProxiedLiquid } from './proxied-liquid.ts'

/** Of the app's headers, those that are about the way from it to Shopify. Cookies are kept out in both directions. */
const ownOfTheWay = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'set-cookie',
  'date',
])
/** A theme's pages may have style sheets inside them, and so may what an app puts there. */
const themePolicy = ownPagePolicy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

/** Passes what shoppers ask on to the app, signed, and puts Liquid that comes back into the theme. */
export function appProxyRoutes(world: World, pages: Pages): Router {
  const router = Router()
  const { appProxy } = world.manifest
  if (appProxy === null) return router
  const render = createProxiedLiquid()
  const path = `/${appProxy.prefix}/${appProxy.subpath}`

  router.all(`/storefront/:shop${path}{/*rest}`, async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
    const isOpen = !shop.uninstalled && world.grants.of(shop).includes('write_app_proxy')
    if (!isOpen) return await pages.send(req, res, shop, { template: '404', scope: {}, status: 404 })
    const rest = [req.params['rest'] ?? []].flat().map((part) => `/${encodeURIComponent(part)}`)
    const address = new URL(`${appProxy.url}${rest.join('')}`, world.appUrl())
    address.search = signedQuery(req, shop, { path, secret: world.app.clientSecret })
    const reply = await fetch(address, { method: req.method, redirect: 'manual' })
    for (const [name, value] of reply.headers) if (!ownOfTheWay.has(name)) res.set(name, value)
    const body = await reply.text()
    if (!reply.headers.get('content-type')?.startsWith('application/liquid')) {
      return void res.status(reply.status).end(body)
    }
    const content = await render(body, shop, localeOf(req))
    const policy = reply.headers.get('content-security-policy') ?? themePolicy
    await pages.send(req, res, shop, { template: 'proxied', scope: { content }, status: reply.status, policy })
  })
  return router
}

function localeOf(req: Request): string {
  return String(req.query['locale'] ?? 'en')
}

function signedQuery(req: Request, shop: ShopState, { path, secret }: { path: string; secret: string }): string {
  const asked = new URLSearchParams(req.originalUrl.split('?').slice(1).join('?'))
  const added = {
    shop: shop.shop,
    logged_in_customer_id: '',
    path_prefix: path,
    timestamp: String(Math.floor(clock.now() / 1000)),
  }
  for (const name of [...Object.keys(added), 'signature']) asked.delete(name)
  for (const [name, value] of Object.entries(added)) asked.set(name, value)
  const pairs = [...new Set(asked.keys())].map((name) => `${name}=${asked.getAll(name).join(',')}`)
  asked.set('signature', createHmac('sha256', secret).update(pairs.sort().join('')).digest('hex'))
  return asked.toString()
}
