import { type Request, type Response, Router, raw } from 'express'
import { z } from 'zod'
import { availableInShop } from '../../store/items/stock.ts'
import { Refused } from '../../store/refusals.ts'
import type { ShopState, Variant } from '../../store/state.ts'
import type { World } from '../../world.ts'
import type { Pages } from '../pages.ts'
import { refusedPage } from '../product-page.ts'
import { rootOf } from '../store-routes.ts'
import { addLine, type Cart, type CartLine, changeLine, unitsOf, updateLines } from './cart.ts'
import { cartJson } from './cart-objects.ts'
import type { Carts } from './carts.ts'
import { type CartWish, readCartWish } from './read-cart-wish.ts'

const placed = z.object({ orderName: z.string() })
const base = '/storefront/:shop'

/** The cart by forms and by scripts: https://shopify.dev/docs/api/ajax/reference/cart */
export function cartRoutes(world: World, carts: Carts, pages: Pages): Router {
  const router = Router()
  router.use(`${base}/cart`, raw({ type: () => true }))

  const handle =
    (answer: (visit: Visit) => Promise<void> | void) =>
    async (req: Request, res: Response): Promise<void> => {
      const shop = world.findShop(String(req.params['shop']))
      const wish = await readCartWish(req)
      if (!shop) return void res.status(404).type('text').send('There is no such shop in the simulator.')
      if (!wish) return void res.status(400).type('text').send('This is no cart to understand.')
      await answer({ req, res, shop, wish, cart: carts.read(req, shop), isScript: req.path.endsWith('.js') })
    }

  const showCart = ({ req, res, shop }: Visit, refusal?: string) => {
    const status = refusal === undefined ? 200 : 422
    return pages.send(req, res, shop, { template: 'cart', scope: { page_title: 'Cart', refusal }, status })
  }

  /** Scripts get the cart and the sections that they asked for, forms the page of the cart. */
  const keep = async ({ req, res, shop, wish, isScript }: Visit, cart: Cart, answer?: (json: Json) => object) => {
    carts.write(req, res, shop, cart)
    if (!isScript) return res.redirect(303, `${rootOf(shop)}cart`)
    const json = cartJson(shop, cart, rootOf(shop))
    const sections = wish.sections.length > 0 && { sections: await pages.sections(req, shop, wish.sections) }
    res.json({ ...(answer?.(json) ?? json), ...sections })
  }

  const refuse = async (visit: Visit, words: string, variant?: Variant) => {
    const { req, res, shop, isScript } = visit
    if (isScript) return void res.status(422).json({ status: 422, message: 'Cart Error', description: words })
    const page = variant && refusedPage(shop, variant, words)
    if (page) return pages.send(req, res, shop, page)
    res.status(422).type('text').send(words)
  }

  const order = async (visit: Visit, bought: Cart, left: Cart) => {
    const { req, res, shop } = visit
    try {
      const { orderName } = placed.parse(world.run(shop.shop, 'place-order', { lines: orderLines(shop, bought) }))
      carts.write(req, res, shop, left)
      res.redirect(303, `${rootOf(shop)}thanks/${encodeURIComponent(orderName.replace('#', ''))}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await showCart(visit, error.message)
    }
  }

  const add = handle(async (visit) => {
    const { shop, wish, cart } = visit
    const wanted = wantedLines(wish).filter(({ variantId }) => shop.variants.has(variantId))
    const [first] = wanted
    if (!first) return refuse(visit, 'Nothing to buy here.')
    const added = wanted.reduce(addLine, cart)
    const short = wanted.map(({ variantId }) => shop.variants.get(variantId)).find((each) => isShort(shop, added, each))
    if (short) return refuse(visit, `All ${short.sku} that there are have been sold or are in your cart.`, short)
    if (wish.return_to?.endsWith('/checkout')) return order(visit, wanted, cart)
    await keep(visit, added, ({ items }) => {
      const of = (line: CartLine) => items.find(({ variant_id }) => variant_id === line.variantId) ?? {}
      return wish.items ? { items: wanted.map(of) } : of(first)
    })
  })

  const change = handle(async (visit) => {
    const changed = changeLine(visit.cart, visit.wish, visit.wish)
    if (!changed) return refuse(visit, 'There is no such line in the cart.')
    await keep(visit, changed)
  })

  router.get(`${base}/cart`, handle(showCart))
  router.get(
    [`${base}/cart.js`, `${base}/cart.json`],
    handle(({ res, shop, cart }) => {
      res.json(cartJson(shop, cart, rootOf(shop)))
    }),
  )
  router.post([`${base}/cart/add`, `${base}/cart/add.js`], add)
  router.post([`${base}/cart/change`, `${base}/cart/change.js`], change)
  router.get(`${base}/cart/change`, change)
  router.post(
    [`${base}/cart`, `${base}/cart/update`, `${base}/cart/update.js`],
    handle(async (visit) => {
      const updated = updateLines(visit.cart, visit.wish.updates ?? [])
      if (visit.wish.checkout === undefined) return keep(visit, updated)
      if (updated.length === 0) return showCart(visit, 'The cart is empty.')
      await order(visit, updated, [])
    }),
  )
  router.post(
    [`${base}/cart/clear`, `${base}/cart/clear.js`],
    handle((visit) => keep(visit, [])),
  )
  return router
}

type Visit = { req: Request; res: Response; shop: ShopState; wish: CartWish; cart: Cart; isScript: boolean }
type Json = ReturnType<typeof cartJson>

function wantedLines({ items, id, quantity = 1, properties = {} }: CartWish): CartLine[] {
  const wanted = items ?? (id === undefined ? [] : [{ id, quantity, properties }])
  return wanted.filter((line) => line.quantity > 0).map(({ id, ...line }) => ({ variantId: id, ...line }))
}

function isShort(shop: ShopState, cart: Cart, variant: Variant | undefined): variant is Variant {
  if (variant?.policy !== 'DENY' || !shop.items.get(variant.itemId)?.tracked) return false
  return unitsOf(cart, variant.id) > availableInShop(shop, variant.itemId)
}

function orderLines(shop: ShopState, cart: Cart): object[] {
  return cart.map(({ variantId, quantity, properties }) => ({
    sku: shop.variants.get(variantId)?.sku,
    units: quantity,
    properties: Object.entries(properties).map(([name, value]) => ({ name, value })),
  }))
}
