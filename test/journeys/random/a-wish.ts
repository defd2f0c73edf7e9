import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import type { Dice } from './dice.ts'

/** Something that may happen in a shop: most of it happens to orders that were placed before. */
export function wish(chance: Dice, skus: readonly string[], locations: readonly string[], orders: readonly string[]) {
  const sku = chance.among(skus)
  const order = orders.length > 0 ? chance.among(orders) : null
  const location = chance.among(locations)
  const units = 1 + chance.below(5)
  const place = {
    verb: 'place-order',
    body: { lines: [{ sku, units, location }, ...(chance.below(2) ? [{ sku: chance.among(skus), units: 1 }] : [])] },
  }
  if (order === null || chance.below(10) < 4) return place
  return chance.among([
    { verb: 'edit-order', body: { order, lines: [{ sku, units: chance.below(7) }] } },
    { verb: 'cancel-order', body: { order, restock: chance.below(2) === 1 } },
    {
      verb: 'refund',
      body: { order, lines: [{ sku, units: 1 }], restock: chance.among(['no_restock', 'cancel', 'return']) },
    },
    { verb: 'fulfil', body: { order } },
    { verb: 'fulfil', body: { order, lines: [{ sku, units: 1 }] } },
    { verb: 'cancel-fulfilment', body: { order } },
    { verb: 'cancel-fulfilment', body: { order, location } },
    { verb: 'move', body: { order, sku, location } },
    { verb: 'move', body: { order, sku, location, units: 1 } },
    { verb: 'split', body: { order, lines: [{ sku, units: 1 }] } },
    { verb: 'merge', body: { order } },
    { verb: 'delete-order', body: { order } },
    { verb: 'hold', body: { order } },
    { verb: 'release', body: { order } },
    { verb: 'sell-in-store', body: { sku, units, location } },
    { verb: 'set-stock', body: { sku, location, available: chance.below(12) - 4 } },
    { verb: 'adjust-stock', body: { sku, location, delta: chance.below(9) - 2 } },
  ])
}

/** What the verb answered; null where the shop refuses the wish, as Shopify would. */
export async function granted(
  shop: SimulatedShop,
  verb: string,
  body: object,
): Promise<Record<string, unknown> | null> {
  try {
    return await shop.verb(verb, body)
  } catch (error) {
    if (error instanceof Error && / answered 422: /.test(error.message)) return null
    throw error
  }
}
