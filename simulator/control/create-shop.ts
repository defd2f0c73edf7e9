import { z } from 'zod'
import { readWish } from '../store/verb.ts'
import type { World } from '../world.ts'
import { installApp } from './install.ts'

const shopWish = z.object({
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'a name like retail.myshopify.com'),
  kind: z.enum(['empty', 'retail']),
  plan: z.enum(['standard', 'advanced', 'plus']).default('standard'),
  install: z.boolean().default(true),
})

export async function createShop(world: World, wish: unknown, signal: AbortSignal) {
  const wanted = readWish(shopWish, wish)
  const shop = world.create(wanted)
  if (wanted.install) await installApp(world, shop, signal)
  return {
    shop: shop.shop,
    kind: shop.kind,
    plan: shop.plan,
    installed: shop.installed,
    admin: `${world.url()}/admin/${shop.shop}`,
    storefront: `${world.url()}/storefront/${shop.shop}/`,
    control: `${world.url()}/control/${shop.shop}`,
  }
}
