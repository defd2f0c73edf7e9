import type { Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'

export type ArrivalWish = {
  readonly item: string
  readonly units: number
  /** Null: no day. */
  readonly due: string | null
  readonly location?: string
}

export type SupplierOrderOnItsWay = {
  readonly supplierOrderId: string
  readonly number: number
  /** In the order in which they were wished for. */
  readonly arrivals: readonly string[]
}

/** A supplier order as the tables hold it once it was ordered, or as a draft: a line for each item, an arrival for each wish. */
export async function aSupplierOrder(
  db: Pick<Database, 'pool'>,
  shop: string,
  wishes: readonly ArrivalWish[],
  state: 'draft' | 'ordered' = 'ordered',
): Promise<SupplierOrderOnItsWay> {
  const location = wishes[0]?.location ?? '1'
  return await withShopSql(db, shop, async (tx) => {
    const [order] = await tx.query<{ id: string; number: number }>(
      `with known as (
          insert into supplier (shop_id, name, currency) values ($1, 'Acme', 'EUR')
              on conflict (shop_id, lower(name)) do update set currency = 'EUR' returning supplier_id
       )
       insert into supplier_order (shop_id, number, supplier_id, location_id, currency, state, ordered_at)
       select $1, (select coalesce(max(number), 0) + 1 from supplier_order where shop_id = $1), supplier_id, $2, 'EUR', $3,
              case when $3 = 'ordered' then now() end
         from known
       returning supplier_order_id::text as id, number`,
      [location, state],
    )
    if (!order) throw new Error('no supplier order was written')
    await tx.query(
      `insert into supplier_order_line (shop_id, supplier_order_id, item_id, title, units)
       select $1, $2::bigint, item, 'Mug', sum(units) from unnest($3::text[], $4::int[]) as w(item, units) group by item`,
      [order.id, wishes.map((wish) => wish.item), wishes.map((wish) => wish.units)],
    )
    const arrivals = await tx.query<{ id: string }>(
      `insert into arrival (shop_id, supplier_order_id, supplier_order_line_id, item_id, location_id, units, due, is_ordered)
       select $1, $2::bigint, line.supplier_order_line_id, item, location, w.units, due, $3
         from unnest($4::text[], $5::text[], $6::int[], $7::date[]) with ordinality as w(item, location, units, due, place)
         join supplier_order_line line
           on line.shop_id = $1 and line.supplier_order_id = $2::bigint and line.item_id = item
        order by place
       returning arrival_id::text as id`,
      [
        order.id,
        state === 'ordered',
        wishes.map((wish) => wish.item),
        wishes.map((wish) => wish.location ?? '1'),
        wishes.map((wish) => wish.units),
        wishes.map((wish) => wish.due),
      ],
    )
    return { supplierOrderId: order.id, number: order.number, arrivals: arrivals.map((arrival) => arrival.id) }
  })
}
