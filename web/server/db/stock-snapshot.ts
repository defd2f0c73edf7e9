import type { ItemReading } from '../../domain/shop-facts.ts'
import type { ShopSql } from './with-shop.ts'

/**
 * Writes stock as Shopify wrote it down at some moment after `writtenFrom`. Unlike a reading of now, it never replaces
 * what was heard or read later.
 */
export async function recordStockSnapshot(
  tx: ShopSql,
  shop: string,
  items: readonly ItemReading[],
  writtenFrom: string,
): Promise<void> {
  const points = items.flatMap((item) => item.points)
  const newer = '(excluded.changed_at, excluded.heard_at) > (known.changed_at, known.heard_at)'
  const unread = '(known.read_at is null or known.read_at < excluded.read_at)'
  const kept = (column: string, condition: string) =>
    `${column} = case when ${condition} then excluded.${column} else known.${column} end`
  await tx.query(
    `insert into stock_point as known
            (shop_id, item_id, location_id, available, committed, on_hand, changed_at, heard_at, read_at, connected)
     select $1, item_id, location_id, available, committed, on_hand, changed_at, $8, $8, true
       from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::timestamptz[])
            as t(item_id, location_id, available, committed, on_hand, changed_at)
         on conflict (shop_id, item_id, location_id) do update
        set ${['available', 'connected', 'changed_at', 'heard_at'].map((column) => kept(column, newer)).join(', ')},
            ${['committed', 'on_hand', 'read_at'].map((column) => kept(column, unread)).join(', ')}
      where ${newer} or ${unread}`,
    [
      shop,
      points.map((point) => point.itemId),
      points.map((point) => point.locationId),
      points.map((point) => point.available),
      points.map((point) => point.committed),
      points.map((point) => point.onHand),
      points.map((point) => point.changedAt),
      writtenFrom,
    ],
  )
  await tx.query(
    `update stock_point set connected = false
      where shop_id = $1 and item_id = any($2::text[]) and connected and heard_at < $5
        and (item_id, location_id) not in (select * from unnest($3::text[], $4::text[]))`,
    [
      shop,
      items.map((item) => item.itemId),
      points.map((point) => point.itemId),
      points.map((point) => point.locationId),
      writtenFrom,
    ],
  )
}
