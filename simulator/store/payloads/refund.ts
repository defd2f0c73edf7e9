import { gid } from '../ids.ts'
import { hundredths, moneyText } from '../money.ts'
import type { Order, Refund, RefundLine, ShopState } from '../state.ts'
import { moneySet } from './money-set.ts'
import { orderLinePayload } from './order-line.ts'
import { wireTime } from './wire-time.ts'

export function refundPayload(shop: ShopState, order: Order, refund: Refund) {
  return {
    id: BigInt(refund.id),
    order_id: BigInt(order.id),
    created_at: wireTime(refund.createdAt, shop.timezone),
    note: null,
    user_id: null,
    processed_at: wireTime(refund.createdAt, shop.timezone),
    duties: [],
    total_duties_set: moneySet('0.00', shop.currency),
    return: null,
    refund_shipping_lines: [],
    restock: refund.lines.some((line) => line.restock !== 'no_restock'),
    admin_graphql_api_id: gid('Refund', refund.id),
    order_adjustments: [],
    transactions: [],
    refund_line_items: refund.lines.map((line) => refundLinePayload(shop, order, line)),
  }
}

function refundLinePayload(shop: ShopState, order: Order, refunded: RefundLine) {
  const line = order.lines.find((each) => each.id === refunded.lineId)
  const subtotal = moneyText(hundredths(line?.price ?? '0.00') * refunded.quantity)
  return {
    id: BigInt(refunded.id),
    quantity: refunded.quantity,
    line_item_id: BigInt(refunded.lineId),
    location_id: refunded.locationId === null ? null : BigInt(refunded.locationId),
    restock_type: refunded.restock,
    subtotal: Number(subtotal),
    total_tax: 0,
    subtotal_set: moneySet(subtotal, shop.currency),
    total_tax_set: moneySet('0.00', shop.currency),
    ...(line && { line_item: orderLinePayload(shop, line) }),
  }
}
