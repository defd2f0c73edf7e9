import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

export type PickFilter = {
  readonly locationId: string | null
  /** Only orders with an item of this receipt, where it came. */
  readonly receiptId: string | null
  /** Also orders of which a part must wait. */
  readonly isPartial: boolean
}

type PickLine = {
  readonly lineId: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly title: string
  readonly units: number
}

export type PickOrderRecord = {
  readonly orderId: string
  readonly orderName: string
  readonly orderedAt: string
  readonly locationId: string
  readonly locationName: string | null
  readonly isComplete: boolean
  readonly lines: readonly PickLine[]
}

/** An order and a place where something of it waited for stock and can leave now. */
const places = `
  select b.order_id, b.location_id,
         not exists (select from backorder waiting
                      where waiting.shop_id = $1 and waiting.order_id = b.order_id and waiting.state = 'open') as is_complete
    from backorder b
   where b.shop_id = $1 and (b.state = 'ready' or $4 and b.state = 'open' and b.covered > 0)
     and ($2::text is null or b.location_id = $2)
     and ($3::bigint is null or exists (
          select from receipt_line r join receipt on receipt.shop_id = $1 and receipt.receipt_id = r.receipt_id
           where r.shop_id = $1 and r.receipt_id = $3 and r.item_id = b.item_id and receipt.location_id = b.location_id))
   group by b.order_id, b.location_id`

const filtered = `(${places}) as place where $4 or is_complete`

/** What can be picked now, the oldest order first. */
export async function listPicks(
  tx: ShopSql,
  { locationId, receiptId, isPartial }: PickFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ rows: PickOrderRecord[]; total: number }> {
  const given = [locationId, receiptId, isPartial]
  const orders = await tx.query<Omit<PickOrderRecord, 'lines'>>(
    `select place.order_id as "orderId", o.name as "orderName", ${isoInstant('o.ordered_at')} as "orderedAt",
            place.location_id as "locationId", l.name as "locationName", is_complete as "isComplete"
       from (select * from ${filtered}) as place
       join shop_order o on o.shop_id = $1 and o.order_id = place.order_id
       left join location l on l.shop_id = $1 and l.location_id = place.location_id
      order by o.ordered_at, place.order_id, place.location_id
      offset $5 limit $6`,
    [...given, offset, limit],
  )
  const [counted] = await tx.query<{ total: number }>(`select count(*)::int as total from ${filtered}`, given)
  const lines = await loadLinesOf(tx, orders)
  const rows = orders.map((order) => ({ ...order, lines: lines.get(`${order.orderId}@${order.locationId}`) ?? [] }))
  return { rows, total: counted?.total ?? 0 }
}

type PlacedLine = PickLine & { readonly orderId: string; readonly locationId: string }

/** A line that was never short has all its units; in a shop with several locations those that are routed there. */
async function loadLinesOf(
  tx: ShopSql,
  places: readonly { readonly orderId: string; readonly locationId: string }[],
): Promise<Map<string, PickLine[]>> {
  const lines = await tx.query<PlacedLine>(
    `select * from (
       select line.order_id as "orderId", place.location_id as "locationId", line.line_id as "lineId", line.sku, v.barcode,
              line.title,
              case when b.covered is not null then b.covered
                   when several.locations then least(routed.units, line.open)
                   else line.open end as units
         from unnest($2::text[], $3::text[]) as place(order_id, location_id)
         join order_line line on line.shop_id = $1 and line.order_id = place.order_id and line.open > 0
        cross join (select count(*) > 1 as locations from location where shop_id = $1 and deleted_at is null) as several
        cross join lateral (
              select coalesce(sum(remaining), 0)::float8 as units from fulfillment_order_line f
               where f.shop_id = $1 and f.line_id = line.line_id and f.location_id = place.location_id) as routed
         left join backorder b on b.shop_id = $1 and b.line_id = line.line_id and b.location_id = place.location_id
                              and b.state in ('open', 'ready')
         left join lateral (
              select barcode from variant where variant.shop_id = $1 and variant.variant_id = line.variant_id) as v on true
     ) as lines where units > 0
      order by "orderId", "locationId", "lineId"`,
    [places.map((place) => place.orderId), places.map((place) => place.locationId)],
  )
  const byPlace = Map.groupBy(lines, (line) => `${line.orderId}@${line.locationId}`)
  return new Map(
    [...byPlace].map(([place, of]) => [place, of.map(({ orderId: _, locationId: __, ...line }) => line)] as const),
  )
}
