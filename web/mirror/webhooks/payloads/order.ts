import { z } from 'zod'
import type { OrderFact } from '../../rules/shop-facts.ts'
import { titleOf } from '../../rules/title.ts'
import { toldAmong } from '../../rules/told-promise.ts'
import { id, named, payloadId, payloadInstant, payloadText, payloadUnits } from './json.ts'

const line = z.object({
  ...named,
  variant_id: id.nullish(),
  sku: payloadText.nullish(),
  title: payloadText.nullish(),
  variant_title: payloadText.nullish(),
  quantity: payloadUnits,
  current_quantity: payloadUnits.nullish(),
  fulfillable_quantity: payloadUnits,
  properties: z.unknown().optional(),
  selling_plan_id: id.nullish(),
})

const payload = z.object({
  ...named,
  name: payloadText,
  created_at: payloadInstant,
  updated_at: payloadInstant,
  cancelled_at: payloadInstant.nullish(),
  financial_status: payloadText.nullish(),
  line_items: z.array(line),
})

/** `orders/create`, `orders/updated`, `orders/cancelled`: the whole order as it was when the webhook was triggered. */
export function readOrder(body: unknown, heardAt: string): OrderFact {
  const order = payload.parse(body)
  return {
    kind: 'order',
    orderId: payloadId(order),
    name: order.name,
    orderedAt: order.created_at,
    cancelledAt: order.cancelled_at ?? null,
    financialStatus: order.financial_status ?? null,
    changedAt: order.updated_at,
    heardAt,
    lines: order.line_items.map((item) => ({
      lineId: payloadId(item),
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
