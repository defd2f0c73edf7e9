import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'

/** What a row of a checked file says of a supplier order. */
export type SaidOrderLine = {
  readonly line: number
  readonly supplierId: string
  readonly orderNumber: string
  readonly itemId: string
  readonly units: number
  readonly locationId: string
  readonly due: Day | null
  readonly orderedOn: Day | null
  readonly cost: string | null
  readonly supplierSku: string | null
}

/** The next rows after a line that have something new to say, of suppliers that there are. */
export async function loadSaidOrderLines(
  tx: ShopSql,
  uploadId: string,
  after: number,
  limit: number,
): Promise<SaidOrderLine[]> {
  return await tx.query<SaidOrderLine>(
    `select rows.line, s.supplier_id::text as "supplierId", said."orderNumber", said."itemId", said.units, said."locationId",
            said.due, said."orderedOn", said.cost, said."supplierSku"
       from (select line, says from csv_upload_row
              where shop_id = $1 and upload_id = $2 and line > $3 and outcome in ('create', 'update')
              order by line limit $4) as rows
      cross join lateral jsonb_to_record(rows.says) as said(
            "supplierId" bigint, "supplierName" text, "orderNumber" text, "itemId" text, units int, "locationId" text,
            due text, "orderedOn" text, cost text, "supplierSku" text)
      cross join lateral (
            select supplier_id from supplier
             where supplier.shop_id = $1 and supplier.supplier_id = coalesce(said."supplierId", (
                   select supplier_id from supplier n where n.shop_id = $1 and lower(n.name) = lower(said."supplierName") limit 1))
             limit 1) s
      order by rows.line`,
    [uploadId, after, limit],
  )
}
