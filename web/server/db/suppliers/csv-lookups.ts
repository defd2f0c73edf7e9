// What is there already of what a file's rows are about.

import type { ShopSql } from '../with-shop.ts'
import type { EntryFields } from './catalogue-entries.ts'
import type { SupplierFields } from './suppliers.ts'

export type KnownSupplier = SupplierFields & { readonly supplierId: string }

export async function loadKnownSuppliers(tx: ShopSql): Promise<KnownSupplier[]> {
  return await tx.query<KnownSupplier>(
    `select supplier_id::text as "supplierId", name, contact, email, language, currency, lead_time_days as "leadTimeDays",
            trim_scale(minimum_value)::text as "minimumValue", order_days as "orderDays", notes
       from supplier where shop_id = $1 and deleted_at is null order by supplier_id`,
  )
}

/** How a file may name an item. */
export type ItemCode = 'itemId' | 'variantId' | 'sku' | 'barcode'

/** As they are compared: SKUs and barcodes in capitals or not. */
export function comparable(code: string): string {
  return code.toLowerCase()
}

const join = (table: 'item' | 'variant', condition: string) => `
  select code, t.item_id from unnest($2::text[]) code
    join ${table} t on t.shop_id = $1 and ${condition} and t.item_id is not null and t.deleted_at is null`

const finding: Record<ItemCode, string> = {
  itemId: `${join('item', 't.item_id = code')} union ${join('variant', 't.item_id = code')}`,
  variantId: join('variant', 't.variant_id = code'),
  sku: `
    ${join('item', 't.sku is not null and lower(t.sku) = code')}
    union ${join('variant', 't.sku is not null and lower(t.sku) = code')}`,
  barcode: `${join('variant', 't.barcode = code')} union ${join('variant', 't.barcode = upper(code)')}`,
}

/** The items that have these codes, by code as it is compared; more than one where items share it. */
export async function findItems(tx: ShopSql, by: ItemCode, codes: readonly string[]): Promise<Map<string, string[]>> {
  const asked = [...new Set(codes.map(comparable))]
  if (asked.length === 0) return new Map()
  const rows = await tx.query<{ code: string; item_id: string }>(finding[by], [asked])
  const found = new Map<string, string[]>()
  for (const { code, item_id } of rows) found.set(code, [...(found.get(code) ?? []), item_id])
  return found
}

export function entryKey(supplierId: string, itemId: string): string {
  return `${supplierId} ${itemId}`
}

/** The entries that are there already, by `entryKey`. */
export async function loadKnownEntries(
  tx: ShopSql,
  wanted: readonly { readonly supplierId: string; readonly itemId: string }[],
): Promise<Map<string, EntryFields>> {
  if (wanted.length === 0) return new Map()
  const rows = await tx.query<EntryFields & { supplierId: string; itemId: string }>(
    `select e.supplier_id::text as "supplierId", e.item_id as "itemId", supplier_sku as "supplierSku",
            trim_scale(cost)::text as cost, minimum_quantity as "minimumQuantity", pack_size as "packSize",
            lead_time_days as "leadTimeDays", rank, discontinued
       from (select distinct supplier_id, item_id from unnest($2::bigint[], $3::text[]) as w(supplier_id, item_id)) wanted
      cross join lateral (
            select * from catalogue_entry one
             where one.shop_id = $1 and one.supplier_id = wanted.supplier_id and one.item_id = wanted.item_id limit 1) e`,
    [wanted.map(({ supplierId }) => supplierId), wanted.map(({ itemId }) => itemId)],
  )
  return new Map(rows.map(({ supplierId, itemId, ...fields }) => [entryKey(supplierId, itemId), fields]))
}
