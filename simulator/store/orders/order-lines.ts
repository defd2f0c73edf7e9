import { type Change, newId } from '../change.ts'
import { itemOf } from '../find.ts'
import { availableInShop } from '../items/stock.ts'
import { Refused } from '../refusals.ts'
import type { LineProperty, OrderLine, Variant } from '../state.ts'

/** A line of an order for so many units of a variant, all of them open. */
export function orderLine(
  change: Change,
  variant: Variant,
  units: number,
  properties: readonly LineProperty[] = [],
): OrderLine {
  const item = itemOf(change.shop, variant)
  const isPlain = variant.title === 'Default Title'
  return {
    id: newId(change),
    variantId: variant.id,
    productId: variant.productId,
    itemId: item.id,
    sku: variant.sku,
    title: change.shop.products.get(variant.productId)?.title ?? variant.sku,
    variantTitle: isPlain ? null : variant.title,
    price: variant.price,
    requiresShipping: item.requiresShipping,
    quantity: units,
    currentQuantity: units,
    fulfillableQuantity: units,
    ...(properties.length > 0 && { properties }),
  }
}

/** A line of an order for something that is no product of the shop: a custom item of a draft order. */
export function customLine(change: Change, title: string, units: number): OrderLine {
  return {
    ...{ id: newId(change), variantId: null, productId: null, itemId: null },
    ...{ sku: '', title, variantTitle: null, price: '5.00', requiresShipping: true },
    ...{ quantity: units, currentQuantity: units, fulfillableQuantity: units },
  }
}

/** A variant with the policy DENY is sold only while the shop's locations have enough of it together. */
export function refuseOversell(change: Change, wanted: ReadonlyMap<Variant, number>): void {
  for (const [variant, units] of wanted) {
    if (variant.policy === 'CONTINUE' || !itemOf(change.shop, variant).tracked) continue
    const available = availableInShop(change.shop, variant.itemId)
    if (available < units) {
      throw new Refused(`${variant.sku} may not be oversold: ${units} wanted, ${Math.max(0, available)} available.`)
    }
  }
}
