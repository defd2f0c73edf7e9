import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { PlannedLine } from '../rules/facts.ts'
import { type NativeSourceRecord, nativeOrigin, nativeSource } from './days/native-origin.ts'

/** Makes the recorded pegs of these items those of the planned lines; what is as it was is not written again. */
export async function writePegs(
  tx: ShopSql,
  itemIds: readonly string[],
  planned: readonly PlannedLine[],
): Promise<void> {
  const pegs = planned.flatMap(({ line, location, item, pegs }) =>
    pegs.map((peg) => ({ ...peg, line, location, item })),
  )
  await tx.query(
    `with wanted as (
        select * from unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::int[])
                 as w(line_id, location_id, arrival_id, item_id, units)
     ), gone as (
        delete from peg
         where shop_id = $1 and item_id = any($2::text[])
           and not exists (select from wanted w
                            where w.line_id = peg.line_id and w.location_id = peg.location_id and w.arrival_id = peg.arrival_id)
     )
     insert into peg as known (shop_id, line_id, location_id, arrival_id, item_id, units)
     select $1, line_id, location_id, arrival_id, item_id, units from wanted
         on conflict (shop_id, line_id, location_id, arrival_id) do update
        set units = excluded.units, item_id = excluded.item_id
      where (known.units, known.item_id) is distinct from (excluded.units, excluded.item_id)`,
    [
      itemIds,
      pegs.map((peg) => peg.line),
      pegs.map((peg) => peg.location),
      pegs.map((peg) => peg.arrival),
      pegs.map((peg) => peg.item),
      pegs.map((peg) => peg.units),
    ],
  )
}

export type PegOfLine = {
  readonly arrivalId: string
  /** Null for what comes with a native document. */
  readonly supplierOrderId: string | null
  readonly number: number | null
  readonly supplierName: string | null
  readonly native: NativeSourceRecord | null
  readonly units: number
  readonly due: string | null
}

/** What an order line at a location waits for, the earliest first. */
export function loadPegsOfLine(tx: ShopSql, lineId: string, locationId: string): Promise<PegOfLine[]> {
  return tx.query<PegOfLine>(
    `select peg.arrival_id::text as "arrivalId", o.supplier_order_id::text as "supplierOrderId", o.number,
            coalesce(supplier.name, ordered.supplier_name) as "supplierName", peg.units,
            to_char(arrival.due, 'YYYY-MM-DD') as due, ${nativeSource} as native
       from peg
       join arrival on arrival.shop_id = $1 and arrival.arrival_id = peg.arrival_id
       left join supplier_order o on o.shop_id = $1 and o.supplier_order_id = arrival.supplier_order_id
       left join supplier on supplier.shop_id = $1 and supplier.supplier_id = o.supplier_id
       ${nativeOrigin.replaceAll('a.native', 'arrival.native')}
      where peg.shop_id = $1 and peg.line_id = $2 and peg.location_id = $3
      order by arrival.due nulls last, peg.arrival_id`,
    [lineId, locationId],
  )
}
