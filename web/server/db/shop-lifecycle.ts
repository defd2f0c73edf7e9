import type { ShopSql } from './with-shop.ts'

/** Uninstalled: the tokens are worthless and go at once; the data stays until Shopify asks for its erasure. */
export async function recordUninstall(tx: ShopSql, shop: string, at: string): Promise<void> {
  const rows = await tx.query(
    'update shop set uninstalled_at = $2 where shop_id = $1 and installed_at < $2 returning shop_id',
    [shop, at],
  )
  if (rows.length > 0) await tx.query('delete from session where shop_id = $1', [shop])
}

export async function recordScopes(tx: ShopSql, shop: string, scopes: readonly string[]): Promise<void> {
  await tx.query('update shop set scopes = $2 where shop_id = $1', [shop, scopes.join(',')])
}

/** Every table that holds rows of a shop; the shop itself is last. A test compares this list with the schema. */
export const tablesOfAShop = [
  'ledger',
  'backorder',
  'due_item',
  'fulfillment_order_line',
  'order_line',
  'shop_order',
  'stock_point',
  'variant',
  'item',
  'location',
  'delivery',
  'session',
  'shop',
] as const

/** Erases everything of a shop that is not installed. A shop that came back within the two days keeps its data. */
export async function eraseShop(tx: ShopSql, shop: string): Promise<void> {
  const [uninstalled] = await tx.query('select from shop where shop_id = $1 and uninstalled_at is not null', [shop])
  if (!uninstalled) return
  for (const table of tablesOfAShop) await tx.query(`delete from "${table}" where shop_id = $1`, [shop])
}
