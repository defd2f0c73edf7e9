import { z } from 'zod'
import { findOrder } from '../store/find.ts'
import type { ShopState } from '../store/state.ts'
import { order, readWish } from '../store/verb.ts'
import { messageLiquid } from '../storefront/message-liquid.ts'

const messageWish = z.object({
  order,
  template: z.string(),
  /** False: as where templates are not shown what apps keep for themselves, which nobody has written down. */
  reserved: z.boolean().default(true),
})

/** What Shopify would write to the order's shopper by a merchant's notification template. Nothing is sent or changed. */
export async function renderMessage(shop: ShopState, wish: unknown): Promise<{ text: string }> {
  const { order: wanted, template, reserved } = readWish(messageWish, wish)
  return { text: await messageLiquid(template, shop, findOrder(shop, wanted), reserved) }
}
