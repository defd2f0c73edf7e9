import {
  ascending,
  readSequencePage,
  type SequencePage,
  type SequencePosition,
} from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { isOpenDraftSql } from '../../supplier-orders/store/messages.ts'
import type { GroupedOrder } from '../rules/group-facts.ts'

export type ProposedOrderRecord = {
  readonly sequence: string
  readonly supplierId: string
  readonly supplierName: string
  readonly locationId: string
  readonly locationName: string | null
  readonly currency: string
  readonly supplierOrderId: string | null
  readonly number: number | null
  readonly orderOn: string
  readonly lines: number
  readonly leftOut: number
  readonly needed: number
  readonly units: number
  readonly surplus: number
  readonly value: string
  readonly surplusValue: string
  readonly unpriced: number
  readonly draftValue: string
  readonly minimumValue: string | null
  /** What value and draft together lack of the minimum; null where they do not. */
  readonly belowMinimum: string | null
}

type Place = Omit<GroupedOrder, 'lines'>

/** By supplier's name. Answers their ids in the order in which they were given. */
export async function insertProposedOrders(
  tx: ShopSql,
  proposalId: string,
  orders: readonly Place[],
): Promise<string[]> {
  if (orders.length === 0) return []
  const rows = await tx.query<{ id: string; supplier: string; location: string }>(
    `with named as materialized (
        select o.*, s.name as supplier, l.name as location,
               coalesce((select sum(l.units * l.cost) from supplier_order_line l
                          where l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id), 0) as draft_value
          from unnest($3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::date[])
               as o(supplier_id, location_id, currency, supplier_order_id, order_on)
          left join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
          left join location l on l.shop_id = $1 and l.location_id = o.location_id)
     insert into proposed_order
            (shop_id, proposal_id, supplier_id, location_id, currency, supplier_order_id, order_on, draft_value)
     select $1, $2::bigint, supplier_id, location_id, currency, supplier_order_id, order_on, draft_value
       from named order by lower(supplier), supplier_id, lower(location), location_id
         on conflict (shop_id, proposal_id, supplier_id, location_id) do update set currency = excluded.currency
     returning proposed_order_id as id, supplier_id as supplier, location_id as location`,
    [
      proposalId,
      orders.map((order) => order.supplier),
      orders.map((order) => order.location),
      orders.map((order) => order.currency),
      orders.map((order) => order.supplierOrder),
      orders.map((order) => order.orderOn),
    ],
  )
  const ids = new Map(rows.map(({ id, supplier, location }) => [`${supplier}@${location}`, id]))
  return orders.map(({ supplier, location }) => ids.get(`${supplier}@${location}`) ?? '')
}

/** One that is not created yet names no draft that was ordered or sent meanwhile: it will go on a new one. */
export async function listProposedOrders(
  tx: ShopSql,
  proposalId: string,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<ProposedOrderRecord> & { readonly total: number }> {
  const page = await readSequencePage(
    (given) => {
      const range = ascending(given)
      return tx.query<ProposedOrderRecord>(
        `select p.proposed_order_id as sequence, p.supplier_id as "supplierId", coalesce(s.name, '') as "supplierName",
                p.location_id as "locationId", l.name as "locationName", p.currency,
                o.supplier_order_id as "supplierOrderId", o.number, p.order_on as "orderOn", sums.*,
                trim_scale(joined.value)::text as "draftValue", trim_scale(s.minimum_value)::text as "minimumValue",
                case when s.minimum_value > joined.value + sums.value::numeric
                     then trim_scale(s.minimum_value - joined.value - sums.value::numeric)::text end as "belowMinimum"
           from (select * from proposed_order
                  where shop_id = $1 and proposal_id = $2::bigint
                    and ($3::bigint is null or proposed_order_id ${range.beyond} $3)
                  order by proposed_order_id ${range.order} limit $4) as p
           left join supplier s on s.shop_id = $1 and s.supplier_id = p.supplier_id
           left join location l on l.shop_id = $1 and l.location_id = p.location_id
           left join supplier_order o on o.shop_id = $1 and o.supplier_order_id = p.supplier_order_id
                 and (p.is_new is not null or ${isOpenDraftSql('o')})
          cross join lateral (select case when o.number is null then 0 else p.draft_value end as value) as joined
          cross join lateral (${sumsOfOrder}) as sums
          order by p.proposed_order_id ${range.order}`,
        [proposalId, range.from, range.limit],
      )
    },
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    'select count(*)::int as total from proposed_order where shop_id = $1 and proposal_id = $2::bigint',
    [proposalId],
  )
  return { ...page, total: counted?.total ?? 0 }
}

/** The surplus is `surplusOf`, summed up. */
const sumsOfOrder = `
            select count(*) filter (where not is_left_out)::int as lines, count(*) filter (where is_left_out)::int as "leftOut",
                   coalesce(sum(needed) filter (where not is_left_out), 0)::float8 as needed,
                   coalesce(sum(line.units) filter (where not is_left_out), 0)::float8 as units,
                   coalesce(sum(extra.units) filter (where not is_left_out), 0)::float8 as surplus,
                   coalesce(trim_scale(sum(line.units * cost) filter (where not is_left_out)), 0)::text as value,
                   coalesce(trim_scale(sum(extra.units * cost) filter (where not is_left_out)), 0)::text as "surplusValue",
                   count(*) filter (where cost is null and not is_left_out)::int as unpriced
              from proposed_line line
             cross join lateral (select greatest(0, on_draft + line.units - needed_on_draft - needed)) as extra(units)
             where line.shop_id = $1 and line.proposed_order_id = p.proposed_order_id`

export async function deleteEmptyOrder(tx: ShopSql, proposedOrderId: string): Promise<void> {
  await tx.query(
    `delete from proposed_order
      where shop_id = $1 and proposed_order_id = $2::bigint
        and not exists (select from proposed_line where shop_id = $1 and proposed_order_id = $2::bigint)`,
    [proposedOrderId],
  )
}
