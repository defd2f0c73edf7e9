import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { readWish } from '../store/verb.ts'
import type { World } from '../world.ts'
import { openApp } from './install.ts'

/** An app that is up opens well within this; one that is down is opened later, in the background. */
const WAIT_FOR_APP_MS = 5_000

const shopWish = z.object({
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'a name like retail.myshopify.com'),
  kind: z.enum(['empty', 'retail']),
  plan: z.enum(['standard', 'advanced', 'plus']).default('standard'),
})

export async function createShop(world: World, wish: unknown, signal: AbortSignal) {
  const shop = world.create(readWish(shopWish, wish))
  await Promise.race([openApp(world, shop, signal), pause(WAIT_FOR_APP_MS, undefined, { ref: false })])
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
