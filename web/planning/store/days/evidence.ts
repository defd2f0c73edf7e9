import { dayInShop } from '../../../platform/db/shop-day.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { Evidence, OpenDelivery, PastDelivery } from '../../../promises/rules/arrival-range.ts'
import { lookedBack } from './supplier-history.ts'

/** So many of the shop's last receipts tell what its other suppliers take. */
const receiptsOfOthers = 60

type OfSupplier<Delivery> = Delivery & { readonly supplierId: string }

/**
 * By supplier, what came of it and what is still to come, each supplier order's goods of one due day in one receipt as one
 * delivery; and what came from the shop's others. Corrections are no deliveries.
 */
export async function loadEvidence(
  tx: ShopSql,
  supplierIds: readonly string[],
): Promise<(supplierId: string) => Evidence> {
  if (supplierIds.length === 0) return () => ({ past: [], open: [] })
  const asked = [...new Set(supplierIds)].sort()
  const past = Map.groupBy(await loadPast(tx, asked), ({ supplierId }) => supplierId)
  const open = Map.groupBy(await loadOpen(tx, asked), ({ supplierId }) => supplierId)
  const recent = await loadRecent(tx)
  return (supplierId) => ({
    past: past.get(supplierId) ?? [],
    open: open.get(supplierId) ?? [],
    others: recent.filter((one) => one.supplierId !== supplierId),
  })
}

const came = `
  o.supplier_id::text as "supplierId", to_char(${dayInShop('o.ordered_at')}, 'YYYY-MM-DD') as "orderedOn",
  to_char(l.due_on, 'YYYY-MM-DD') as "agreedOn", to_char(${dayInShop('r.confirmed_at')}, 'YYYY-MM-DD') as "receivedOn",
  o.supplier_order_id, r.receipt_id`

const counts = `r.state = 'posted' and r.corrects is null and r.confirmed_at > now() - $2::interval
  and l.accepted > 0 and o.ordered_at is not null`

async function loadPast(tx: ShopSql, supplierIds: readonly string[]): Promise<readonly OfSupplier<PastDelivery>[]> {
  return await tx.query(
    `select distinct ${came}
       from supplier_order o
       join receipt_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
       join receipt r on r.shop_id = $1 and r.receipt_id = l.receipt_id
      where o.shop_id = $1 and o.supplier_id = any($3::bigint[]) and ${counts}`,
    [lookedBack, supplierIds],
  )
}

async function loadRecent(tx: ShopSql): Promise<readonly OfSupplier<PastDelivery>[]> {
  return await tx.query(
    `with latest as materialized (
        select receipt_id, state, corrects, confirmed_at from receipt
         where shop_id = $1 order by receipt_id desc limit ${receiptsOfOthers})
     select distinct ${came}
       from latest r
       join receipt_line l on l.shop_id = $1 and l.receipt_id = r.receipt_id
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = l.supplier_order_id
      where ${counts}`,
    [lookedBack],
  )
}

async function loadOpen(tx: ShopSql, supplierIds: readonly string[]): Promise<readonly OfSupplier<OpenDelivery>[]> {
  return await tx.query(
    `select distinct o.supplier_id::text as "supplierId", to_char(${dayInShop('o.ordered_at')}, 'YYYY-MM-DD') as "orderedOn",
            to_char(a.due, 'YYYY-MM-DD') as "agreedOn", o.supplier_order_id
       from supplier_order o
       join arrival a on a.shop_id = $1 and a.supplier_order_id = o.supplier_order_id and a.is_ordered
      where o.shop_id = $1 and o.supplier_id = any($2::bigint[]) and o.ordered_at is not null`,
    [supplierIds],
  )
}
