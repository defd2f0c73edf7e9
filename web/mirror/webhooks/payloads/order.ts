import { z } from 'zod'
import type { OrderFact } from '../../rules/shop-facts.ts'
import { titleOf } from '../../rules/title.ts'
import { toldAmong } from '../../rules/told-promise.ts'
import { id, idOf, instant, named, text, units } from './json.ts'

const line = z.object({
  ...named,
  variant_id: id.nullish(),
  sku: text.nullish(),
  title: text.nullish(),
  variant_title: text.nullish(),
  quantity: units,
  current_quantity: units.nullish(),
  fulfillable_quantity: units,
  properties: z.unknown().optional(),
  selling_plan_id: id.nullish(),
})

const payload = z.object({
  ...named,
  name: text,
  created_at: instant,
  updated_at: instant,
  cancelled_at: instant.nullish(),
  financial_status: text.nullish(),
  line_items: z.array(line),
})

/** `orders/create`, `orders/updated`, `orders/cancelled`: the whole order as it was when the webhook was triggered. */
export function readOrder(body: unknown, heardAt: string): OrderFact {
  const order = payload.parse(body)
  return {
    kind: 'order',
    orderId: idOf(order),
    name: order.name,
    orderedAt: order.created_at,
    cancelledAt: order.cancelled_at ?? null,
    financialStatus: order.financial_status ?? null,
    changedAt: order.updated_at,
    heardAt,
    lines: order.line_items.map((item) => ({
      lineId: idOf(item),
      variantId: item.variant_id ?? null,
      sku: item.sku || null,
      title: titleOf(item.title ?? '', item.variant_title ?? null),
      units: item.current_quantity ?? item.quantity,
      open: order.cancelled_at ? 0 : item.fulfillable_quantity,
      told: toldAmong(item.properties),
      hasSellingPlan: item.selling_plan_id != null,
    })),
  }
}
