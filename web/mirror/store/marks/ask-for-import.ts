import type { ShopSql } from '../../../platform/db/with-shop.ts'

/** Starts an import unless one is under way. One that reads for a reconcile becomes one of everything. */
export async function askForImport(tx: ShopSql, wish: { readonly holdsPlans: boolean }): Promise<void> {
  await tx.query(
    `with asked as (
            insert into import as running (shop_id, holds_plans) values ($1, $2)
                on conflict (shop_id) where finished_at is null do update
               set holds_plans = excluded.holds_plans, reconcile_id = null where running.reconcile_id is not null
            returning import_id)
     insert into import_part (shop_id, import_id, part) select $1, import_id, unnest($3::text[]) from asked
         on conflict do nothing`,
    [wish.holdsPlans, importParts],
  )
}

/** The one under way, with what it brought in so far, if it is such a one. `which` is SQL over `import`, with $2 and up. */
export async function dropImport(tx: ShopSql, which: string, values: readonly unknown[] = []): Promise<void> {
  await tx.query(
    `with old as (
            delete from import where shop_id = $1 and finished_at is null and ${which} returning import_id),
          rows as (delete from import_row where shop_id = $1 and import_id in (select import_id from old))
     delete from import_part where shop_id = $1 and import_id in (select import_id from old)`,
    values,
  )
}

/**
 * The import that every plan waits for: none was finished since the app was installed. One that began before is of
 * another time.
 */
export async function askForFirstImport(tx: ShopSql): Promise<void> {
  await dropImport(tx, 'started_at < (select installed_at from shop where shop.shop_id = $1)')
  const [finished] = await tx.query(
    `select from import, shop where import.shop_id = $1 and shop.shop_id = $1 and finished_at >= installed_at and reconcile_id is null limit 1`,
  )
  if (!finished) await askForImport(tx, { holdsPlans: true })
}

/** In the order in which they are recorded: an order line finds its item, and a stranger is one when all orders are in. */
export const importParts = ['locations', 'catalogue', 'stock', 'orders', 'routing', 'strangers'] as const
