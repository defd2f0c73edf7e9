import type { Request, Response } from 'express'
import { clock } from '../../clock.ts'
import type { ShopState } from '../../store/state.ts'
import type { Cart } from './cart.ts'

const cookie = 'cart'

export type Carts = {
  /** The cart of whoever asks; of a deleted variant nothing is left in it. */
  read(req: Request, shop: ShopState): Cart
  /** Written for the rest of this request and for the next ones, which the shopper's cookie finds. */
  write(req: Request, res: Response, shop: ShopState, cart: Cart): void
}

/** The carts of all shoppers of all shops, forgotten when the simulator stops. */
export function createCarts(): Carts {
  const carts = new Map<string, Cart>()
  const written = new WeakMap<Request, string>()
  const tokenOf = (req: Request) => written.get(req) ?? readCookie(req.get('cookie') ?? '')

  return {
    read(req, shop) {
      const cart = carts.get(`${shop.shop}/${tokenOf(req)}`) ?? []
      return cart.filter(({ variantId }) => shop.variants.has(variantId))
    },
    write(req, res, shop, cart) {
      const known = tokenOf(req)
      const token = known !== undefined && carts.has(`${shop.shop}/${known}`) ? known : clock.newId()
      written.set(req, token)
      carts.set(`${shop.shop}/${token}`, cart)
      res.cookie(cookie, token, { path: `/storefront/${shop.shop}`, httpOnly: true, sameSite: 'lax' })
    },
  }
}

function readCookie(header: string): string | undefined {
  const found = header.split(/;\s*/).find((part) => part.startsWith(`${cookie}=`))
  return found?.slice(cookie.length + 1)
}
