import type { ShopState } from '../state.ts'
import { wireTime } from './wire-time.ts'

/** app/uninstalled: the shop itself. */
export function shopPayload(shop: ShopState, now: string) {
  return {
    id: 548380009,
    name: shop.name,
    email: 'owner@example.com',
    domain: shop.shop,
    country: 'US',
    primary_locale: 'en',
    created_at: wireTime(shop.createdAt, shop.timezone),
    updated_at: wireTime(now, shop.timezone),
    currency: shop.currency,
    iana_timezone: shop.timezone,
    shop_owner: 'Olive Owner',
    plan_name: shop.plan,
    myshopify_domain: shop.shop,
    has_storefront: true,
  }
}
