import { gid } from '../ids.ts'
import type { OrderLine, ShopState } from '../state.ts'
import { moneySet } from './money-set.ts'

/** A line as orders, refunds and fulfillments show it: open quantities, but no item, no location and no stock. */
export function orderLinePayload(shop: ShopState, line: OrderLine) {
  const item = line.itemId === null ? undefined : shop.items.get(line.itemId)
  return {
    id: BigInt(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.fulfillableQuantity,
    fulfillment_service: 'manual',
    fulfillment_status: shippingOf(line),
    gift_card: false,
    grams: 100,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: line.price,
    price_set: moneySet(line.price, shop.currency),
    product_exists: line.productId !== null,
    product_id: line.productId === null ? null : BigInt(line.productId),
    properties: (line.properties ?? []).map(({ name, value }) => ({ name, value })),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    selling_plan_id: line.sellingPlanId === undefined ? null : BigInt(line.sellingPlanId),
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: '0.00',
    total_discount_set: moneySet('0.00', shop.currency),
    variant_id: line.variantId === null ? null : BigInt(line.variantId),
    variant_inventory_management: item?.tracked ? 'shopify' : null,
    variant_title: line.variantTitle,
    vendor: shop.name,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  }
}

/** Shipped units are those a shopper still has bought and that are not open. */
export function shippingOf(line: OrderLine): 'partial' | 'fulfilled' | null {
  if (line.currentQuantity === line.fulfillableQuantity) return null
  return line.fulfillableQuantity === 0 ? 'fulfilled' : 'partial'
}
