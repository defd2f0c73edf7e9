import { isHindered } from '../../mirror/store/stock/obstacles.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { SupplierOrderState } from '../../supplier-orders/rules/supplier-order.ts'

/** A line of a supplier order as whoever receives needs it. */
export type OpenLineRecord = {
  readonly supplierOrderLineId: string
  readonly supplierOrderId: string
  readonly number: number
  readonly state: SupplierOrderState
  readonly supplierId: string
  readonly supplierName: string
  readonly locationId: string
  readonly locationName: string | null
  /** Its item was deleted in Shopify. */
  readonly isGone: boolean
  readonly isClosed: boolean
  readonly itemId: string
  readonly sku: string | null
  readonly supplierSku: string | null
  readonly barcode: string | null
  readonly title: string
  readonly imageUrl: string | null
  readonly units: number
  readonly accepted: number
  readonly rejected: number
  readonly cancelled: number
  /** Accepted and rejected so far, and what is being received at this moment. */
  readonly came: number
  readonly outstanding: number
  readonly due: string | null
}

/** Units of receipts that are not posted yet: they come on top of what the line says. Wants `line`. */
const pending = `
  cross join lateral (
       select coalesce(sum(r.accepted + r.rejected), 0)::float8 as units
         from receipt_line r
         join receipt on receipt.shop_id = $1 and receipt.receipt_id = r.receipt_id
         join receipt_part part on part.shop_id = $1 and part.receipt_id = r.receipt_id and part.part = r.part
        where r.shop_id = $1 and r.supplier_order_line_id = line.supplier_order_line_id and part.posted_at is null
          and receipt.state <> 'posted' and receipt.trouble is distinct from 'given-up') as pending`

const columns = `
  line.supplier_order_line_id::text as "supplierOrderLineId", o.supplier_order_id::text as "supplierOrderId", o.number,
  o.state, o.supplier_id::text as "supplierId", coalesce(s.name, '') as "supplierName", o.location_id as "locationId",
  l.name as "locationName", ${isHindered('line', 'item-deleted')} as "isGone",
  ${isHindered('o', 'location-closed', 'location-deleted')} as "isClosed", line.item_id as "itemId", line.sku, line.supplier_sku as "supplierSku", v.barcode, line.title,
  v.image_url as "imageUrl", line.units, line.accepted, line.rejected, line.cancelled,
  line.accepted + line.rejected + pending.units as came,
  greatest(0, line.units - line.accepted - line.rejected - line.cancelled - pending.units) as outstanding,
  (select min(due)::text from arrival a
    where a.shop_id = $1 and a.supplier_order_line_id = line.supplier_order_line_id) as due`

const tables = `
  supplier_order_line line
  join supplier_order o on o.shop_id = $1 and o.supplier_order_id = line.supplier_order_id
  left join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
  left join location l on l.shop_id = $1 and l.location_id = o.location_id
  left join lateral (
       select barcode, image_url from variant
        where variant.shop_id = $1 and variant.item_id = line.item_id
        order by barcode is null, variant_id limit 1) as v on true
  ${pending}`

export type OpenLineFilter = {
  readonly locationId: string | null
  readonly supplierOrderId: string | null
  readonly code: string | null
}

const filters = `
  line.shop_id = $1 and o.state in ('ordered', 'partly-received', 'received')
  and ($2::text is null or o.location_id = $2)
  and ($3::bigint is null or o.supplier_order_id = $3)
  and ($4::text is null or lower(line.sku) = lower($4) or lower(line.supplier_sku) = lower($4) or line.item_id in (
       select item_id from variant where variant.shop_id = $1 and (barcode = $4 or lower(sku) = lower($4))))`

/** What goods can be received for: what is still to come first, then by order and title. */
export async function listOpenLines(
  tx: ShopSql,
  { locationId, supplierOrderId, code }: OpenLineFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: OpenLineRecord[]; total: number }> {
  const given = [locationId, supplierOrderId, code]
  const rows = await tx.query<OpenLineRecord>(
    `select ${columns} from ${tables} where ${filters}
      order by (line.units <= line.accepted + line.rejected + line.cancelled + pending.units), o.number, lower(line.title),
               line.supplier_order_line_id
      offset $5 limit $6`,
    [...given, page.offset, page.limit],
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from supplier_order_line line
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = line.supplier_order_id
      where ${filters}`,
    given,
  )
  return { rows, total: counted?.total ?? 0 }
}

/** The lines of these ids, whatever state their orders are in. */
export function loadReceivedLines(tx: ShopSql, lineIds: readonly string[]): Promise<OpenLineRecord[]> {
  return tx.query<OpenLineRecord>(
    `select ${columns} from ${tables} where line.shop_id = $1 and line.supplier_order_line_id = any($2::bigint[])`,
    [lineIds],
  )
}
