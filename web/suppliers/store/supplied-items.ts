import { isToOrderSql } from '../../backorders/store/backorder-filter.ts'
import type { ItemFacts } from '../../mirror/store/items/item-facts.ts'
import { markItemsToldOtherwise } from '../../mirror/store/marks/promise-marks.ts'
import { isOpenPlace } from '../../mirror/store/stock/obstacles.ts'
import { hasWordsSql } from '../../platform/db/search-sql.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** An item that is still sold, and who supplies it. */
type SuppliedItem = ItemFacts & {
  readonly uncovered: number
  readonly supply: 'stocked' | 'made-to-order' | 'discontinued'
  readonly suppliers: number
  readonly supplierId: string | null
  readonly supplierName: string | null
}

export type ItemFilter = {
  readonly words: readonly string[]
  readonly vendor: string | null
  readonly supplied: 'any' | 'none' | 'some'
  readonly neededOnly: boolean
}

const matches = `
  v.shop_id = $1 and v.item_id is not null and v.deleted_at is null
  and ($2::text is null or lower(v.vendor) = lower($2))
  and ${hasWordsSql('$3', "concat_ws(' ', v.title, v.sku, v.vendor, v.barcode)")}`

/** Suppliers that are not archived, of the item that `of` names. */
const sources = (of: string) => `
  from catalogue_entry e
  join supplier s on s.shop_id = $1 and s.supplier_id = e.supplier_id and s.archived_at is null
 where e.shop_id = $1 and e.item_id = ${of}`

/** Units that need ordering: of order lines, and owed by places that are open; of the item that `of` names, or of all. */
const needed = (of: string | null) =>
  `from (select b.item_id, b.uncovered as units from backorder b
          where b.shop_id = $1 ${of === null ? '' : `and b.item_id = ${of}`} and ${isToOrderSql}
          union all
         select owed.item_id, owed.units - owed.pegged from owed_stock owed
          where owed.shop_id = $1 ${of === null ? '' : `and owed.item_id = ${of}`}
            and owed.units > owed.pegged and ${isOpenPlace('owed')}) as needed`

function filtered({ supplied, neededOnly }: ItemFilter): string {
  const bySupply = {
    any: '',
    none: `and not exists (select ${sources('v.item_id')})`,
    some: `and exists (select ${sources('v.item_id')})`,
  }
  return `${matches} ${bySupply[supplied]} ${neededOnly ? `and exists (select ${needed('v.item_id')})` : ''}`
}

export type SuppliedItemPage = SequencePage<SuppliedItem & { readonly sequence: string }> & { readonly total: number }

/** One page of items, in the order of their ids. */
export async function listItems(
  tx: ShopSql,
  filter: ItemFilter,
  position: SequencePosition | null,
  limit: number,
): Promise<SuppliedItemPage> {
  const where = filtered(filter)
  const values = [filter.vendor, filter.words]
  const page = await readSequencePage(
    ({ beyond, order, from, limit: most }) =>
      tx.query<SuppliedItem & { sequence: string }>(
        `with page as (
           select distinct on (v.item_id) v.item_id, coalesce(i.sku, v.sku) as sku, v.title, v.vendor, v.image_url
             from variant v left join item i on i.shop_id = $1 and i.item_id = v.item_id
            where ${where} and ($4::text is null or v.item_id ${beyond} $4)
            order by v.item_id ${order}, v.variant_id limit $5)
         select page.item_id as "itemId", page.item_id as sequence, sku, title, vendor, image_url as "imageUrl",
                (select coalesce(sum(needed.units), 0)::float8 ${needed('page.item_id')}) as uncovered,
                coalesce(r.supply, 'stocked') as supply,
                (select count(*)::int ${sources('page.item_id')}) as suppliers,
                preferred."supplierId", preferred."supplierName"
           from page
           left join item_rule r on r.shop_id = $1 and r.item_id = page.item_id
           left join lateral (select s.supplier_id::text as "supplierId", s.name as "supplierName"
                              ${sources('page.item_id')} order by e.rank, e.supplier_id limit 1) preferred on true
          order by page.item_id ${order}`,
        [...values, from, most],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(distinct v.item_id)::int as total from variant v where ${where}`,
    values,
  )
  return { ...page, total: counted?.total ?? 0 }
}

export type VendorSuggestionRecord = {
  readonly vendor: string
  readonly items: number
  readonly uncovered: number
  readonly supplierId: string | null
  readonly supplierName: string | null
}

const suggestionsAtMost = 250

/** Vendors of items that nobody supplies, those with the most units to order first; and the supplier of that name. */
export async function suggestByVendor(tx: ShopSql): Promise<VendorSuggestionRecord[]> {
  return await tx.query<VendorSuggestionRecord>(
    `with unsupplied as (
       select distinct on (v.item_id) v.item_id, v.vendor from variant v
        where v.shop_id = $1 and v.item_id is not null and v.deleted_at is null
          and not exists (select ${sources('v.item_id')})
        order by v.item_id, v.variant_id),
     short as (select item_id, sum(units) as units ${needed(null)} group by item_id)
     select vendors.*, s.supplier_id::text as "supplierId", s.name as "supplierName"
       from (select min(u.vendor) as vendor, count(*)::int as items, coalesce(sum(short.units), 0)::float8 as uncovered
               from unsupplied u left join short using (item_id)
              where u.vendor is not null group by lower(u.vendor)) vendors
       left join supplier s on s.shop_id = $1 and lower(s.name) = lower(vendors.vendor) and s.archived_at is null
      order by uncovered desc, items desc, vendor limit $2`,
    [suggestionsAtMost],
  )
}

/** A selection of items, or every item of a vendor's that nobody supplies. */
export type Assignment = { readonly itemIds: readonly string[] } | { readonly vendor: string }

/** Adds items to a catalogue, behind the suppliers that they have. Answers how many were new to it. */
export async function assignItems(tx: ShopSql, supplierId: string, to: Assignment): Promise<number> {
  const isSelection = 'itemIds' in to
  const added = await tx.query<{ item_id: string }>(
    `with found as materialized (
     select distinct v.item_id, 1 + coalesce((select max(e.rank) ${sources('v.item_id')}), 0) as rank
       from variant v
      where v.shop_id = $1 and v.deleted_at is null
        and ${
          isSelection
            ? 'v.item_id = any($3::text[])'
            : `v.item_id is not null and lower(v.vendor) = lower($3)
        and not exists (select ${sources('v.item_id')})`
        })
     insert into catalogue_entry (shop_id, supplier_id, item_id, rank)
     select $1, $2::bigint, found.* from found order by item_id
         on conflict do nothing
     returning item_id`,
    [supplierId, isSelection ? to.itemIds : to.vendor],
  )
  await markItemsToldOtherwise(
    tx,
    added.map((row) => row.item_id),
  )
  return added.length
}
