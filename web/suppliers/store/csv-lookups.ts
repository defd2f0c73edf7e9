// What is there already of what a file's rows are about.

import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { EntryFields } from './catalogue-entries.ts'
import type { SupplierFields } from './suppliers.ts'

export type KnownSupplier = SupplierFields & { readonly supplierId: string }

export async function loadKnownSuppliers(tx: ShopSql): Promise<KnownSupplier[]> {
  return await tx.query<KnownSupplier>(
    `select supplier_id::text as "supplierId", name, contact, email, also_to as "alsoTo", cc, language, currency,
            lead_time_days as "leadTimeDays", trim_scale(minimum_value)::text as "minimumValue", order_days as "orderDays", notes
       from supplier where shop_id = $1 and deleted_at is null order by supplier_id`,
  )
}

/** How a file may name an item. */
export type ItemCode = 'itemId' | 'variantId' | 'sku' | 'barcode'

/** An item, and a code of its as it is written in the shop. */
export type CodedItem = { readonly itemId: string; readonly written: string }

const join = (table: 'item' | 'variant', written: string, condition: string) => `
  select t.item_id as "itemId", ${written} as written from unnest($2::text[]) spelling
    join ${table} t on t.shop_id = $1 and ${condition} and t.item_id is not null and t.deleted_at is null`

const lowerSku = 't.sku is not null and lower(t.sku) = spelling'
const finding: Record<ItemCode, string> = {
  itemId: `${join('item', 'spelling', 't.item_id = spelling')} union ${join('variant', 'spelling', 't.item_id = spelling')}`,
  variantId: join('variant', 'spelling', 't.variant_id = spelling'),
  sku: `${join('item', 't.sku', lowerSku)} union ${join('variant', 't.sku', lowerSku)}`,
  barcode: join('variant', 't.barcode', 't.barcode = spelling'),
}

/** The items that have codes written in one of these ways; SKUs in capitals or not. */
export async function findItems(tx: ShopSql, by: ItemCode, spellings: readonly string[]): Promise<CodedItem[]> {
  const asked = [...new Set(by === 'sku' ? spellings.map((spelling) => spelling.toLowerCase()) : spellings)]
  return asked.length === 0 ? [] : await tx.query<CodedItem>(finding[by], [asked])
}

/** Beyond so many, codes are only found as they are written. */
const mostOdd = 200_000

/** Letters and signs that every keyboard has, single spaces between them; in barcodes no more than letters and digits. */
const odd: Record<'sku' | 'barcode', string> = {
  sku: `
    select item_id as "itemId", sku as written from item
     where shop_id = $1 and deleted_at is null and (sku !~ '^[!-~]+( [!-~]+)*$' or sku ~ '^(''|=")')
    union
    select item_id, sku from variant
     where shop_id = $1 and item_id is not null and deleted_at is null and (sku !~ '^[!-~]+( [!-~]+)*$' or sku ~ '^(''|=")')
     limit $2`,
  barcode: `
    select item_id as "itemId", barcode as written from variant
     where shop_id = $1 and item_id is not null and deleted_at is null and barcode !~ '^[0-9A-Za-z]+$' limit $2`,
}

/** The codes of a shop that may be meant by what is written otherwise. */
export async function loadOddCodes(tx: ShopSql, by: 'sku' | 'barcode'): Promise<CodedItem[]> {
  return await tx.query<CodedItem>(odd[by], [mostOdd])
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
