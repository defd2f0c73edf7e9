import { type ItemFacts, itemFactsColumns, itemFactsJoin } from '../../mirror/store/items/item-facts.ts'
import { markItemsToldOtherwise } from '../../mirror/store/marks/promise-marks.ts'
import { hasWordsSql } from '../../platform/db/search-sql.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** What a supplier says of an item. */
export type EntryFields = {
  readonly supplierSku: string | null
  readonly cost: string | null
  readonly minimumQuantity: number
  readonly packSize: number
  readonly leadTimeDays: number | null
  readonly rank: number
  readonly discontinued: boolean
}

export type CatalogueEntry = EntryFields & { readonly supplierId: string; readonly currency: string }
export type ListedEntry = CatalogueEntry & ItemFacts & { readonly suppliers: number }

const entryColumns = `
  e.supplier_id::text as "supplierId", e.supplier_sku as "supplierSku", trim_scale(e.cost)::text as cost, s.currency,
  e.minimum_quantity as "minimumQuantity", e.pack_size as "packSize", e.lead_time_days as "leadTimeDays", e.rank,
  e.discontinued`

const listed = `
  select ${entryColumns}, ${itemFactsColumns('e.item_id')}, e.item_id as sequence,
         (select count(*)::int from catalogue_entry other
            join supplier o on o.shop_id = $1 and o.supplier_id = other.supplier_id and o.archived_at is null
           where other.shop_id = $1 and other.item_id = e.item_id) as suppliers
    from catalogue_entry e
    join supplier s on s.shop_id = $1 and s.supplier_id = e.supplier_id
    ${itemFactsJoin('e.item_id')}`

const matches = `
  e.shop_id = $1 and e.supplier_id = $2
  and ${hasWordsSql('$3', "concat_ws(' ', v.title, coalesce(i.sku, v.sku), e.supplier_sku)")}`

/** One page of what a supplier sells. */
export async function listEntries(
  tx: ShopSql,
  supplierId: string,
  words: readonly string[],
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<ListedEntry & { readonly sequence: string }> & { readonly total: number }> {
  const page = await readSequencePage(
    ({ beyond, order, from, limit: most }) =>
      tx.query<ListedEntry & { sequence: string }>(
        `${listed} where ${matches} and ($4::text is null or e.item_id ${beyond} $4) order by e.item_id ${order} limit $5`,
        [supplierId, words, from, most],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from catalogue_entry e ${words.length === 0 ? '' : itemFactsJoin('e.item_id')}
      where ${words.length === 0 ? 'e.shop_id = $1 and e.supplier_id = $2' : matches}`,
    words.length === 0 ? [supplierId] : [supplierId, words],
  )
  return { ...page, total: counted?.total ?? 0 }
}

export async function loadEntry(tx: ShopSql, supplierId: string, itemId: string): Promise<ListedEntry | null> {
  const [found] = await tx.query<ListedEntry & { sequence?: string }>(
    `${listed} where e.shop_id = $1 and e.supplier_id = $2 and e.item_id = $3`,
    [supplierId, itemId],
  )
  if (!found) return null
  const { sequence: _, ...entry } = found
  return entry
}

/** Who supplies an item, the preferred one first; archived suppliers left out. */
export async function loadSources(
  tx: ShopSql,
  itemId: string,
): Promise<(CatalogueEntry & { readonly supplierName: string })[]> {
  return await tx.query<CatalogueEntry & { supplierName: string }>(
    `select ${entryColumns}, s.name as "supplierName"
       from catalogue_entry e
       join supplier s on s.shop_id = $1 and s.supplier_id = e.supplier_id and s.archived_at is null
      where e.shop_id = $1 and e.item_id = $2
      order by e.rank, e.supplier_id`,
    [itemId],
  )
}

export async function putEntry(
  tx: ShopSql,
  { supplierId, itemId }: { readonly supplierId: string; readonly itemId: string },
  fields: EntryFields,
): Promise<void> {
  const { supplierSku, cost, minimumQuantity, packSize, leadTimeDays, rank, discontinued } = fields
  await tx.query(
    `insert into catalogue_entry (shop_id, supplier_id, item_id, supplier_sku, cost, minimum_quantity, pack_size,
                                  lead_time_days, rank, discontinued)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (shop_id, supplier_id, item_id) do update
        set supplier_sku = excluded.supplier_sku, cost = excluded.cost, minimum_quantity = excluded.minimum_quantity,
            pack_size = excluded.pack_size, lead_time_days = excluded.lead_time_days, rank = excluded.rank,
            discontinued = excluded.discontinued, changed_at = excluded.changed_at`,
    [supplierId, itemId, supplierSku, cost, minimumQuantity, packSize, leadTimeDays, rank, discontinued],
  )
  await markItemsToldOtherwise(tx, [itemId])
}

/** Answers how many there were. */
export async function removeEntries(tx: ShopSql, supplierId: string, itemIds: readonly string[]): Promise<number> {
  await takeInOrder(tx, {
    table: 'catalogue_entry',
    key: 'item_id',
    which: 'supplier_id = $2::bigint and item_id = any($3::text[])',
    values: [supplierId, itemIds],
  })
  const removed = await tx.query<{ item_id: string }>(
    'delete from catalogue_entry where shop_id = $1 and supplier_id = $2 and item_id = any($3::text[]) returning item_id',
    [supplierId, itemIds],
  )
  await markItemsToldOtherwise(
    tx,
    removed.map((row) => row.item_id),
  )
  return removed.length
}
