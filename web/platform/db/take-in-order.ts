import type { ShopSql } from './with-shop.ts'

type Rows = {
  readonly table: string
  /** Columns that no two rows of a shop share. */
  readonly key: string
  /** SQL of those that are meant, of which `$1` is the shop, and its other values. */
  readonly which?: string
  readonly values?: readonly unknown[]
}

/**
 * Takes rows for this transaction in the order of their keys. PostgreSQL writes the rows of an `update` or `delete` in any
 * order: of two that write some of the same, each could hold what the other waits for. What an `insert` names it takes in
 * the order in which it is named. Answers how many there were.
 */
export async function takeInOrder(tx: ShopSql, { table, key, which = 'true', values = [] }: Rows): Promise<number> {
  const taken = await tx.query(
    `select from ${table} where shop_id = $1 and (${which}) order by ${key} for no key update`,
    values,
  )
  return taken.length
}
