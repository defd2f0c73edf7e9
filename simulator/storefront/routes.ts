import { join } from 'node:path'
import { type Request, type Response, Router, static as serveFiles, urlencoded } from 'express'
import { z } from 'zod'
import { ownPagePolicy } from '../admin-shell/own-page-policy.ts'
import { Refused } from '../store/refusals.ts'
import type { Product, ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import { pageOf, searchProducts } from './catalogue.ts'
import { orderObject, productObject } from './liquid-objects.ts'
import { createTheme, extensionAssets } from './theme.ts'
import { readThemeExtension } from './theme-extension.ts'

const extensionFolder = join(import.meta.dirname, '../../extensions/backorder-promise')
const pageSize = 30
const purchase = z.object({ id: z.string(), quantity: z.coerce.number().int().min(1) })
const placed = z.object({ orderName: z.string() })

type Answer = { template: string; scope: Record<string, unknown>; status?: number }

/** The online store: a list, a product, a form that really orders, and thanks. */
export function storefrontRoutes(world: World): Router {
  const theme = createTheme(readThemeExtension(extensionFolder))
  const router = Router()
  router.use(extensionAssets, serveFiles(join(extensionFolder, 'assets'), { index: false }))
  router.use('/storefront-assets', serveFiles(join(import.meta.dirname, 'theme/assets'), { index: false }))

  const page = (answer: (shop: ShopState, req: Request) => Answer | null) => async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
    await send(res, shop, answer(shop, req) ?? { template: '404', scope: {}, status: 404 })
  }
  const send = async (res: Response, shop: ShopState, { template, scope, status = 200 }: Answer) => {
    const { name, currency, timezone } = shop
    const request = { locale: { iso_code: String(res.req.query['locale'] ?? 'en') } }
    const globals = { shop: { name, currency, timezone }, routes: routesOf(shop), request }
    const html = await theme.render({ template, globals, scope: { search: { terms: '' }, ...scope } })
    res.status(status).set('Content-Security-Policy', ownPagePolicy).type('html').send(html)
  }

  router.get('/storefront/:shop', page(list))
  router.get('/storefront/:shop/products/:handle', page(product))
  router.get('/storefront/:shop/thanks/:order', page(thanks))

  router.post('/storefront/:shop/cart/add', urlencoded({ extended: false }), async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    const wish = purchase.safeParse(req.body)
    const variant = wish.success ? shop?.variants.get(wish.data.id) : undefined
    if (!shop || !variant || !wish.success) return void res.status(422).type('text').send('Nothing to buy here.')
    try {
      const lines = [{ sku: variant.sku, units: wish.data.quantity }]
      const { orderName } = placed.parse(world.run(shop.shop, 'place-order', { lines }))
      res.redirect(303, `${rootOf(shop)}thanks/${encodeURIComponent(orderName.replace('#', ''))}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const chosen = shop.products.get(variant.productId)
      if (!chosen) throw error
      const scope = { ...productScope(shop, chosen, variant.id), refusal: error.message }
      await send(res, shop, { template: 'product', scope, status: 422 })
    }
  })
  return router
}

function list(shop: ShopState, req: Request): Answer {
  const terms = String(req.query['q'] ?? '').trim()
  const found = searchProducts(shop, terms)
  const page = pageOf(found, Number(req.query['page'] ?? 1), pageSize)
  const link = (number: number) => {
    const query = new URLSearchParams({ ...(terms !== '' && { q: terms }), page: String(number) })
    return number < 1 || number > page.count ? null : { url: `${rootOf(shop)}?${query}` }
  }
  return {
    template: 'index',
    scope: {
      products: page.entries.map((product) => productObject(shop, product, rootOf(shop))),
      search: { performed: terms !== '', terms, results_count: found.length },
      paginate: {
        current_page: page.number,
        pages: page.count,
        previous: link(page.number - 1),
        next: link(page.number + 1),
      },
    },
  }
}

function product(shop: ShopState, req: Request): Answer | null {
  const found = [...shop.products.values()].find(({ handle }) => handle === req.params['handle'])
  const chosen = req.query['variant']
  return found ? { template: 'product', scope: productScope(shop, found, String(chosen ?? '')) } : null
}

function productScope(shop: ShopState, product: Product, chosen: string) {
  return { page_title: product.title, product: productObject(shop, product, rootOf(shop), chosen) }
}

function thanks(shop: ShopState, req: Request): Answer | null {
  const order = shop.orders.get(shop.index.orderIdByName.get(`#${req.params['order']}`) ?? '')
  return order ? { template: 'thanks', scope: { page_title: 'Thank you', order: orderObject(order) } } : null
}

function rootOf(shop: ShopState): string {
  return `/storefront/${shop.shop}/`
}

function routesOf(shop: ShopState): Record<string, string> {
  return { root_url: rootOf(shop), cart_add_url: `${rootOf(shop)}cart/add` }
}
