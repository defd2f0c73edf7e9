// A merchant's notification templates (Settings > Notifications), as Shopify renders them about an order:
// https://help.shopify.com/en/manual/fulfillment/setup/notifications/email-variables
import { Liquid, LiquidError } from 'liquidjs'
import { appNamespace } from '../store/app-installation.ts'
import { gid } from '../store/ids.ts'
import { Refused } from '../store/refusals.ts'
import type { Order, ShopState } from '../store/state.ts'
import { orderObject } from './liquid-objects.ts'
import { moneyFormat } from './money-format.ts'

const longestMs = 1_000
const largestMemory = 10_000_000

/**
 * Throws `Refused` where the template is no Liquid. Older templates have the order's properties at the top level. Whether
 * templates see what apps keep for themselves (`reserved`) is written down nowhere.
 */
export async function messageLiquid(template: string, shop: ShopState, order: Order, reserved = true): Promise<string> {
  const liquid = new Liquid({
    // There are no snippets in messages.
    templates: {},
    strictFilters: true,
    timezoneOffset: shop.timezone,
    renderLimit: longestMs,
    memoryLimit: largestMemory,
  })
  liquid.registerFilter('money', (cents: number) => moneyFormat(cents, shop.currency))
  const told = { ...orderObject(order), metafields: orderMetafields(shop, order, reserved) }
  try {
    const text: string = await liquid.parseAndRender(template, { ...told, order: told, shop: { name: shop.name } })
    return text
  } catch (error) {
    if (LiquidError.is(error)) throw new Refused(`The template cannot be rendered: ${error.message}.`, { cause: error })
    throw error
  }
}

type MetafieldObject = { readonly type: string; readonly value: unknown }

/** By namespace and key. Outside of the app's own blocks its reserved namespace has only its full name. */
function orderMetafields(
  { metafields }: ShopState,
  order: Order,
  reserved: boolean,
): Record<string, Record<string, MetafieldObject>> {
  const owner = gid('Order', order.id)
  const found: Record<string, Record<string, MetafieldObject>> = {}
  for (const { ownerId, namespace, key, type, value } of metafields.values()) {
    if (ownerId !== owner || (namespace === '$app' && !reserved)) continue
    const name = namespace === '$app' ? appNamespace : namespace
    found[name] = { ...found[name], [key]: { type, value: type === 'json' ? JSON.parse(value) : value } }
  }
  return found
}
