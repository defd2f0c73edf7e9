import { gid } from '../ids.ts'
import { hundredths, moneyText } from '../money.ts'
import type { Order, ShopState } from '../state.ts'
import { fulfillmentPayload } from './fulfillment.ts'
import { moneySet } from './money-set.ts'
import { orderLinePayload, shippingOf } from './order-line.ts'
import { refundPayload } from './refund.ts'
import { shopperPayload } from './shopper.ts'
import { wireTime } from './wire-time.ts'

/** orders/create, updated and cancelled: the REST order, personal data included, as `include_fields` must cut it. */
export function orderPayload(shop: ShopState, order: Order) {
  const ordered = totalOf(order, (line) => line.quantity)
  const current = totalOf(order, (line) => line.currentQuantity)
  const cancelledAt = order.cancelledAt === null ? null : wireTime(order.cancelledAt, shop.timezone)
  const number = Number(order.name.slice(1))
  return {
    id: BigInt(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: null,
    browser_ip: '192.0.2.17',
    buyer_accepts_marketing: false,
    cancel_reason: cancelledAt === null ? null : 'customer',
    cancelled_at: cancelledAt,
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: order.closedAt === null ? null : wireTime(order.closedAt, shop.timezone),
    confirmation_number: null,
    confirmed: true,
    created_at: wireTime(order.createdAt, shop.timezone),
    currency: shop.currency,
    current_subtotal_price: current,
    current_subtotal_price_set: moneySet(current, shop.currency),
    current_total_discounts: '0.00',
    current_total_price: current,
    current_total_price_set: moneySet(current, shop.currency),
    current_total_tax: '0.00',
    customer_locale: 'en',
    discount_codes: [],
    financial_status: financialStatus(order),
    fulfillment_status: shippingOfOrder(order),
    location_id: order.soldAt === undefined ? null : BigInt(order.soldAt),
    name: order.name,
    note: null,
    note_attributes: [],
    number: number - 1000,
    order_number: number,
    order_status_url: `https://${shop.shop}/orders/${order.id}/authenticate?key=${order.id}`,
    payment_gateway_names: ['bogus'],
    po_number: order.reference,
    presentment_currency: shop.currency,
    processed_at: wireTime(order.createdAt, shop.timezone),
    source_name: order.soldAt === undefined ? 'web' : 'pos',
    subtotal_price: ordered,
    subtotal_price_set: moneySet(ordered, shop.currency),
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: false,
    test: false,
    token: order.id,
    total_discounts: '0.00',
    total_line_items_price: ordered,
    total_outstanding: '0.00',
    total_price: ordered,
    total_price_set: moneySet(ordered, shop.currency),
    total_tax: '0.00',
    total_weight: 0,
    updated_at: wireTime(order.updatedAt, shop.timezone),
    user_id: null,
    ...shopperPayload(order),
    discount_applications: [],
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(shop, order, fulfillment)),
    line_items: order.lines.map((line) => orderLinePayload(shop, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    shipping_lines: [],
    returns: [],
    line_item_groups: [],
  }
}

/** In small letters, as payloads tell it. Unpaid orders of which nothing is left are voided. */
export function financialStatus(order: Order): string {
  const isEmpty = order.lines.every((line) => line.currentQuantity === 0)
  const status = order.financialStatus ?? 'paid'
  if (isEmpty) return status === 'paid' ? 'refunded' : 'voided'
  return status
}

function totalOf(order: Order, units: (line: Order['lines'][number]) => number): string {
  return moneyText(order.lines.reduce((sum, line) => sum + hundredths(line.price) * units(line), 0))
}

function shippingOfOrder(order: Order): 'partial' | 'fulfilled' | null {
  const lines = order.lines.filter((line) => line.currentQuantity > 0).map(shippingOf)
  if (lines.every((shipping) => shipping === null)) return null
  return lines.every((shipping) => shipping === 'fulfilled') ? 'fulfilled' : 'partial'
}
