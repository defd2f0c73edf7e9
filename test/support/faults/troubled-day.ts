import type { SimulatedShop } from '../running/simulated-shop.ts'

/**
 * A day in which every step of a round has something to do: two locations, so that orders are routed; products whose
 * webhooks were lost, so that variants and stock are read; edits, so that orders are read.
 */
export async function troubledDay(shop: SimulatedShop): Promise<void> {
  await shop.verb('create-location', { name: 'Warehouse' })
  await shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 1 })
  for (const sku of ['MUG', 'LAMP', 'VASE']) {
    const stock = { 'Shop location': 2, Warehouse: 1 }
    await shop.verb('create-product', { title: sku, variants: [{ sku, price: '3.00', policy: 'CONTINUE', stock }] })
  }
  await shop.verb('mischief', { duplicate: 0.3, late: 0, reorder: 0.3, lose: 0, seed: 3 })
  for (const location of ['Shop location', 'Warehouse']) {
    await shop.verb('place-order', { lines: [{ sku: 'VASE', units: 3, location }] })
  }
  await orderAndEdit(shop)
}

/**
 * More of the same, for a shop that was left in the middle of something: but for the vases, so that what was lost of
 * them is not made up for by later news.
 */
export async function orderAndEdit(shop: SimulatedShop): Promise<void> {
  for (const location of ['Shop location', 'Warehouse']) {
    const { orderName } = await shop.verb('place-order', {
      lines: [
        { sku: 'MUG', units: 3, location },
        { sku: 'LAMP', units: 2, location },
      ],
    })
    await shop.verb('edit-order', { order: orderName, lines: [{ sku: 'LAMP', units: 3 }] })
    await shop.verb('place-order', { lines: [{ sku: 'MUG', units: 1, location }] })
  }
}
