import { join } from 'node:path'
import { type Request, type Response, Router, static as serveFiles } from 'express'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import { appProxyRoutes } from './app-proxy.ts'
import { cartRoutes } from './cart/cart-routes.ts'
import { createCarts } from './cart/carts.ts'
import { pageOf, searchProducts } from './catalogue.ts'
import { orderObject, productObject } from './liquid-objects.ts'
import { type Answer, createPages } from './pages.ts'
import { productPage } from './product-page.ts'
import { rootOf } from './store-routes.ts'
import { createTheme } from './theme.ts'
import { extensionAssets, readThemeExtension } from './theme-extension.ts'

const extensionFolder = join(import.meta.dirname, '../../extensions/backorder-promise')
const pageSize = 30

/** The online store: a list, a product, a cart that really orders, and thanks. */
export function storefrontRoutes(world: World): Router {
  const theme = createTheme(readThemeExtension(extensionFolder))
  const router = Router()
  router.use(extensionAssets, serveFiles(join(extensionFolder, 'assets'), { index: false }))
  router.use('/storefront-assets', serveFiles(join(import.meta.dirname, 'theme/assets'), { index: false }))

  const carts = createCarts()
  const pages = createPages(theme, carts)
  router.use(cartRoutes(world, carts, pages))
  router.use(appProxyRoutes(world, pages))

  const page = (answer: (shop: ShopState, req: Request) => Answer | null) => async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
    await pages.send(req, res, shop, answer(shop, req) ?? { template: '404', scope: {}, status: 404 })
  }
  router.get('/storefront/:shop', page(list))
  router.get('/storefront/:shop/products/:handle', page(product))
  router.get('/storefront/:shop/thanks/:order', page(thanks))
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
  const found = shop.products.get(shop.index.productIdByHandle.get(String(req.params['handle'])) ?? '')
  return found && found.isOnline !== false ? productPage(shop, found, String(req.query['variant'] ?? '')) : null
}

function thanks(shop: ShopState, req: Request): Answer | null {
  const order = shop.orders.get(shop.index.orderIdByName.get(`#${req.params['order']}`) ?? '')
  return order ? { template: 'thanks', scope: { page_title: 'Thank you', order: orderObject(order) } } : null
}
