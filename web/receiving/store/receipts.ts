import { isoInstant } from '../../platform/db/iso-instant.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

type ReceiptState = 'posting' | 'posted' | 'refused'

export type ReceiptRecord = {
  readonly receiptId: string
  readonly supplierId: string
  readonly supplierName: string
  readonly locationId: string
  readonly locationName: string | null
  readonly supplierOrders: readonly { readonly supplierOrderId: string; readonly number: number }[]
  readonly state: ReceiptState
  readonly corrects: string | null
  readonly note: string
  readonly confirmedAt: string
  readonly postedAt: string | null
  readonly trouble: string | null
  readonly troubleSaid: string | null
  readonly lines: number
  readonly accepted: number
  readonly rejected: number
  readonly heldBack: number
}

const columns = `
  r.receipt_id::text as "receiptId", r.supplier_id::text as "supplierId", coalesce(s.name, '') as "supplierName",
  r.location_id as "locationId", l.name as "locationName", sums."supplierOrders", r.state, r.corrects::text, r.note,
  ${isoInstant('r.confirmed_at')} as "confirmedAt", ${isoInstant('r.posted_at')} as "postedAt", r.trouble,
  r.trouble_said as "troubleSaid", sums.lines, sums.accepted, sums.rejected, sums."heldBack"`

const tables = `
  receipt r
  left join supplier s on s.shop_id = $1 and s.supplier_id = r.supplier_id
  left join location l on l.shop_id = $1 and l.location_id = r.location_id
  cross join lateral (
       select count(*)::int as lines, coalesce(sum(line.accepted), 0)::float8 as accepted,
              coalesce(sum(line.rejected), 0)::float8 as rejected, coalesce(sum(line.held_back), 0)::float8 as "heldBack",
              coalesce((select jsonb_agg(jsonb_build_object('supplierOrderId', o.supplier_order_id::text, 'number', o.number)
                                         order by o.number)
                          from supplier_order o
                         where o.shop_id = $1 and o.supplier_order_id = any(array_agg(distinct line.supplier_order_id))),
                       '[]') as "supplierOrders"
         from receipt_line line where line.shop_id = $1 and line.receipt_id = r.receipt_id) as sums`

export type ReceiptFilter = { readonly supplierOrderId: string | null; readonly state: ReceiptState | null }

const filters = `
  r.shop_id = $1 and ($2::text is null or r.state = $2)
  and ($3::bigint is null or exists (
       select from receipt_line line
        where line.shop_id = $1 and line.receipt_id = r.receipt_id and line.supplier_order_id = $3))`

/** The last first. */
export async function listReceipts(
  tx: ShopSql,
  { state, supplierOrderId }: ReceiptFilter,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<ReceiptRecord & { readonly sequence: string }> & { readonly total: number }> {
  const given = [state, supplierOrderId]
  const page = await readSequencePage(
    (range) =>
      tx.query<ReceiptRecord & { readonly sequence: string }>(
        `select ${columns}, r.receipt_id::text as sequence from ${tables}
          where ${filters} and ($4::bigint is null or r.receipt_id ${range.beyond} $4)
          order by r.receipt_id ${range.order} limit $5`,
        [...given, range.from, range.limit],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from receipt r where ${filters}`,
    given,
  )
  return { ...page, total: counted?.total ?? 0 }
}

/** The receipts of these ids, earliest first. */
export function loadReceipts(tx: ShopSql, receiptIds: readonly string[]): Promise<ReceiptRecord[]> {
  return tx.query<ReceiptRecord>(
    `select ${columns} from ${tables} where r.shop_id = $1 and r.receipt_id = any($2::bigint[]) order by r.receipt_id`,
    [receiptIds],
  )
}

export async function loadReceipt(tx: ShopSql, receiptId: string): Promise<ReceiptRecord | null> {
  const [receipt] = await loadReceipts(tx, [receiptId])
  return receipt ?? null
}

/** What was confirmed with this key already. */
export async function findReceiptsOfKey(tx: ShopSql, key: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select receipt_id::text as id from receipt where shop_id = $1 and key = $2::uuid order by receipt_id',
    [key],
  )
  return rows.map((row) => row.id)
}

export async function findCorrections(tx: ShopSql, receiptId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select receipt_id::text as id from receipt where shop_id = $1 and corrects = $2::bigint order by receipt_id',
    [receiptId],
  )
  return rows.map((row) => row.id)
}

export type ReceiptLineRecord = {
  readonly supplierOrderLineId: string
  readonly supplierOrderId: string
  readonly number: number
  readonly itemId: string
  readonly sku: string | null
  readonly title: string
  readonly accepted: number
  readonly rejected: number
  readonly rejectReason: string | null
  readonly heldBack: number
  /** After its corrections, those on their way included. */
  readonly acceptedNow: number
  readonly rejectedNow: number
}

/** By order and title. */
export function loadReceiptLines(tx: ShopSql, receiptId: string): Promise<ReceiptLineRecord[]> {
  return tx.query<ReceiptLineRecord>(
    `select r.supplier_order_line_id::text as "supplierOrderLineId", r.supplier_order_id::text as "supplierOrderId",
            o.number, r.item_id as "itemId", line.sku, line.title, r.accepted, r.rejected,
            r.reject_reason as "rejectReason", r.held_back as "heldBack",
            r.accepted + corrected.accepted as "acceptedNow", r.rejected + corrected.rejected as "rejectedNow"
       from receipt_line r
       join supplier_order_line line on line.shop_id = $1 and line.supplier_order_line_id = r.supplier_order_line_id
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = r.supplier_order_id
      cross join lateral (
            select coalesce(sum(c.accepted), 0)::float8 as accepted, coalesce(sum(c.rejected), 0)::float8 as rejected
              from receipt correction
              join receipt_line c on c.shop_id = $1 and c.receipt_id = correction.receipt_id
             where correction.shop_id = $1 and correction.corrects = r.receipt_id
               and correction.trouble is distinct from 'given-up'
               and c.supplier_order_line_id = r.supplier_order_line_id) as corrected
      where r.shop_id = $1 and r.receipt_id = $2::bigint
      order by o.number, lower(line.title), r.supplier_order_line_id`,
    [receiptId],
  )
}
