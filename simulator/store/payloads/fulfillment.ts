import { gid } from '../ids.ts'
import type { Fulfillment, Order, ShopState } from '../state.ts'
import { orderLinePayload } from './order-line.ts'
import { shopperPayload } from './shopper.ts'
import { wireTime } from './wire-time.ts'

export function fulfillmentPayload(shop: ShopState, order: Order, fulfillment: Fulfillment) {
  const position = order.fulfillments.findIndex((each) => each.id === fulfillment.id) + 1
  const { email, shipping_address } = shopperPayload(order)
  return {
    id: BigInt(fulfillment.id),
    order_id: BigInt(order.id),
    status: fulfillment.status,
    created_at: wireTime(fulfillment.createdAt, shop.timezone),
    service: 'manual',
    updated_at: wireTime(fulfillment.updatedAt, shop.timezone),
    tracking_company: null,
    shipment_status: null,
    location_id: BigInt(fulfillment.locationId),
    origin_address: null,
    email,
    destination: shipping_address,
    line_items: fulfillment.lines.flatMap((shipped) => {
      const line = order.lines.find((each) => each.id === shipped.lineId)
      return line ? [{ ...orderLinePayload(shop, line), quantity: shipped.quantity }] : []
    }),
    tracking_number: null,
    tracking_numbers: [],
    tracking_url: null,
    tracking_urls: [],
    receipt: {},
    name: `${order.name}.${position}`,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
  }
}
