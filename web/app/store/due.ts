import { locationsTouched } from '../../mirror/store/items/catalogue.ts'
import { nativeDue } from '../../mirror/store/marks/native-reading.ts'
import type { Database } from '../../platform/db/client.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'

/** What of a shop is still to be done, and what waits for a person. Of a shop that has removed the app, only news is heard. */
export type Outstanding = { readonly due: number; readonly parked: number }

export async function countOutstanding(db: Database, shop: string): Promise<Outstanding> {
  const [counts] = await withShopSql(db, shop, (tx) => tx.query<Outstanding>(query))
  return counts ?? { due: 0, parked: 0 }
}

const query = `
  SELECT (
      (SELECT count(*) FROM delivery WHERE shop_id = $1 AND state = 'waiting')
    + (SELECT count(*) FROM shop WHERE shop_id = $1 AND (removal_due_at <= now() OR erasure_due_at <= now()))
    + CASE WHEN EXISTS (SELECT FROM shop WHERE shop_id = $1 AND uninstalled_at IS NOT NULL) THEN 0 ELSE
      (SELECT count(*) FROM due_item WHERE shop_id = $1 AND due_at < 'infinity')
    + (SELECT count(*) FROM variant WHERE shop_id = $1 AND read_due)
    + (SELECT count(*) FROM shop WHERE shop_id = $1 AND ${locationsTouched})
    + (SELECT count(*) FROM shop_order WHERE shop_id = $1 AND read_due)
    + (SELECT count(*) FROM import WHERE shop_id = $1 AND finished_at IS NULL)
    + (SELECT count(*) FROM receipt WHERE shop_id = $1 AND state = 'posting')
    + (SELECT count(*) FROM (${nativeDue}) AS native WHERE due_at <= now())
    + (SELECT count(*) FROM promise_due WHERE shop_id = $1)
    + (SELECT count(*) FROM storefront_promise
        WHERE shop_id = $1 AND write_due
          AND EXISTS (SELECT FROM shop WHERE shop_id = $1 AND 'write_products' = ANY(string_to_array(scopes, ','))))
    + (SELECT count(*) FROM order_promise_due WHERE shop_id = $1)
    + (SELECT count(*) FROM order_promise
        WHERE shop_id = $1 AND write_due
          AND EXISTS (SELECT FROM shop WHERE shop_id = $1 AND 'write_orders' = ANY(string_to_array(scopes, ','))))
    + (SELECT count(*) FROM published_texts WHERE shop_id = $1 AND due_at <= now())
      END
  )::int AS due,
  (SELECT count(*) FROM delivery WHERE shop_id = $1 AND state = 'parked')::int AS parked`
