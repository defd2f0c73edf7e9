import type { Request, Response } from 'express'
import { ownPagePolicy } from '../admin-shell/own-page-policy.ts'
import type { ShopState } from '../store/state.ts'
import { cartObject } from './cart/cart-objects.ts'
import type { Carts } from './cart/carts.ts'
import { installationMetafields } from './liquid-objects.ts'
import { rootOf, routesOf } from './store-routes.ts'
import type { PageGlobals, Theme } from './theme.ts'

export type Answer = { template: string; scope: Record<string, unknown>; status?: number; policy?: string }

export type Pages = {
  send(req: Request, res: Response, shop: ShopState, answer: Answer): Promise<void>
  sections(req: Request, shop: ShopState, names: readonly string[]): Promise<Record<string, string>>
}

const known = ['cart-drawer', 'cart-items', 'cart-count']

/** Pages of a shop, and parts of them, as the shopper who asks sees them. */
export function createPages(theme: Theme, carts: Carts): Pages {
  const globalsOf = (req: Request, shop: ShopState): PageGlobals => {
    const { name, currency, timezone } = shop
    return {
      shop: { name, currency, timezone },
      routes: routesOf(shop),
      request: { locale: { iso_code: String(req.query['locale'] ?? 'en') } },
      cart: cartObject(shop, carts.read(req, shop), rootOf(shop)),
      appMetafields: installationMetafields(shop),
    }
  }
  return {
    async send(req, res, shop, { template, scope, status = 200, policy = ownPagePolicy }) {
      const globals = globalsOf(req, shop)
      const { blocksOff } = shop
      const html = await theme.render({ template, globals, blocksOff, scope: { search: { terms: '' }, ...scope } })
      res.status(status).set('Content-Security-Policy', policy).type('html').send(html)
    },
    async sections(req, shop, names) {
      const asked = names.filter((name) => known.includes(name))
      const globals = globalsOf(req, shop)
      const parts = asked.map(
        async (name): Promise<[string, string]> => [name, await theme.renderSection(name, globals)],
      )
      return Object.fromEntries(await Promise.all(parts))
    },
  }
}
