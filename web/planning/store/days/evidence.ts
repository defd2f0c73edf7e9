import { dayInShop } from '../../../platform/db/shop-day.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { Day } from '../../../platform/values/day.ts'
import type { Evidence, OpenDelivery, PastDelivery } from '../../../promises/rules/arrival-range.ts'
import { lookedBack } from './supplier-history.ts'

/** What deliveries say of each supplier that was asked about; nothing of any other, whoever else was asked about. */
export type EvidenceOf = (supplierId: string) => Evidence

/** So many of the shop's last receipts tell what its other suppliers take. */
const receiptsOfOthers = 60

/** `came`: from a supplier that was asked about; `latest`: from any, of the shop's last receipts; `open`: still to come. */
type DeliveryRow = OpenDelivery & {
  readonly kind: 'came' | 'latest' | 'open'
  readonly supplierId: string
  readonly receivedOn: Day | null
}
type Came = DeliveryRow & PastDelivery

/**
 * By supplier, what came of it and what is still to come, each supplier order's goods of one due day in one receipt as one
 * delivery; and what came from the shop's others. Corrections are no deliveries.
 */
export async function loadEvidence(tx: ShopSql, supplierIds: readonly string[]): Promise<EvidenceOf> {
  if (supplierIds.length === 0) return () => nothing
  const asked = new Set(supplierIds)
  const rows = await loadDeliveryRows(tx, [...asked].sort())
  const { came = [], latest = [] } = Object.groupBy(rows.filter(hasCome), ({ kind }) => kind)
  const past = Map.groupBy(came, ({ supplierId }) => supplierId)
  const open = Map.groupBy(
    rows.filter(({ kind }) => kind === 'open'),
    ({ supplierId }) => supplierId,
  )
  return (supplierId) => {
    if (!asked.has(supplierId)) return nothing
    return {
      past: past.get(supplierId) ?? [],
      open: open.get(supplierId) ?? [],
      others: latest.filter((one) => one.supplierId !== supplierId),
    }
  }
}

const nothing: Evidence = { past: [], open: [] }

function hasCome(row: DeliveryRow): row is Came {
  return row.receivedOn !== null
}

const counts = `r.state = 'posted' and r.corrects is null and r.confirmed_at > now() - $3::interval`

/** Lines of one delivery are made one before anything is worked out of them: a receipt may have a thousand. */
async function loadDeliveryRows(tx: ShopSql, supplierIds: readonly string[]): Promise<readonly DeliveryRow[]> {
  return await tx.query<DeliveryRow>(
    `with latest as materialized (
        select receipt_id, state, corrects, confirmed_at from receipt
         where shop_id = $1 order by receipt_id desc limit ${receiptsOfOthers}),
     asked as materialized (
        select supplier_order_id from supplier_order
         where shop_id = $1 and supplier_id = any($2::bigint[]) and ordered_at is not null),
     delivered as materialized (
        select distinct 'latest' as kind, l.supplier_order_id, l.due_on as agreed_on, r.receipt_id, r.confirmed_at
          from latest r
          join receipt_line l on l.shop_id = $1 and l.receipt_id = r.receipt_id
         where l.accepted > 0 and ${counts}
        union all
        select distinct 'came', l.supplier_order_id, l.due_on, r.receipt_id, r.confirmed_at
          from asked
          join receipt_line l on l.shop_id = $1 and l.supplier_order_id = asked.supplier_order_id
          join receipt r on r.shop_id = $1 and r.receipt_id = l.receipt_id
         where l.accepted > 0 and ${counts}
        union all
        select distinct 'open', a.supplier_order_id, a.due, null::bigint, null::timestamptz
          from asked
          join arrival a on a.shop_id = $1 and a.supplier_order_id = asked.supplier_order_id and a.is_ordered)
     select kind, o.supplier_id::text as "supplierId", to_char(${dayInShop('o.ordered_at')}, 'YYYY-MM-DD') as "orderedOn",
            to_char(agreed_on, 'YYYY-MM-DD') as "agreedOn",
            to_char(${dayInShop('confirmed_at')}, 'YYYY-MM-DD') as "receivedOn"
       from delivered
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = delivered.supplier_order_id
      where o.ordered_at is not null`,
    [supplierIds, lookedBack],
  )
}
