import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { fewLeft } from '../../rules/few-left.ts'
import { countsReceived } from '../stock/counts-received.ts'
import { fulfilsOnline } from '../stock/fulfils-online.ts'
import { type ItemSlice, inSlice } from './item-slice.ts'
import { markEveryOrderDue, markOrdersOfItemsDue } from './order-marks.ts'

// Items whose promise is to be worked out again. Whoever writes what promises are made of marks them; the lane nudges who works
// them out when it has nothing else to do, and once a second.
//
// Whoever writes several things takes them in one order: first all that promises are made of, then what orders are told
// and their marks, then what the storefront is told and its marks. Backorders mark their orders as they are written.

export type PromiseMark = { readonly itemId: string; readonly version: string }

const mark = 'on conflict (shop_id, item_id) do update set version = excluded.version'

/** The promises of items that were planned, and of variants that are sold otherwise than before, follow. */
export async function markPromisesDue(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await tx.query(
    `insert into promise_due (shop_id, item_id)
     select distinct $1, item_id from unnest($2::text[]) as item_id order by item_id ${mark}`,
    [itemIds],
  )
}

/**
 * SQL of the items that shoppers may be told something of: whatever is not among them is there to be sold, more than a few of it
 * or from nobody knows whom, and nobody waits for it, keeps it back or has it without having taken it from stock. Of what is just being worked out nothing may stand
 * anywhere yet, but its mark does. `which` narrows each table down.
 */
function mayBeTold(which: string): string {
  return `
            select item_id from storefront_promise where shop_id = $1 ${which}
             union select item_id from promise_due where shop_id = $1 ${which}
             union select item_id from backorder where shop_id = $1 and state = 'open' ${which}
             union select item_id from arrival where shop_id = $1 and is_ordered ${which}
             union select item_id from item_rule where shop_id = $1 ${which}
             union (select item_id from stock_point where shop_id = $1 and connected ${which}
                     group by item_id
                    having coalesce(sum(available) filter (where ${fulfilsOnline('stock_point')}), 0) <= case when exists (
                             select from catalogue_entry e where e.shop_id = $1 and e.item_id = stock_point.item_id) then ${fewLeft} else 0 end
                        or bool_or(held_back > 0 or unclaimed > 0 or ${countsReceived('stock_point')}))`
}

/** What was told of: items that moved or are counted otherwise, variants, and locations that are open or have a role otherwise. */
export type PromiseNews = {
  readonly itemIds: readonly string[]
  readonly variantIds: readonly string[]
  readonly locationIds: readonly string[]
}

const soldAs = `
     select item_id from variant where shop_id = $1 and variant_id = any($2::text[]) and item_id is not null
      union
     select item_id from storefront_promise where shop_id = $1 and variant_id = any($2::text[])`

const stockedAt = `
     select item_id from stock_point where shop_id = $1 and location_id = any($2::text[]) and connected`

/** Marked all at once, after all that was told is written. Of the items those that shoppers may be told something of. */
export async function markPromisesOfNews(
  tx: ShopSql,
  { itemIds, variantIds, locationIds }: PromiseNews,
): Promise<void> {
  const found: string[] = []
  const find = async (sql: string, ids: readonly string[]) => {
    const rows = ids.length === 0 ? [] : await tx.query<{ item_id: string }>(sql, [ids])
    for (const row of rows) found.push(row.item_id)
  }
  await find(mayBeTold('and item_id = any($2::text[])'), itemIds)
  await find(soldAs, variantIds)
  await find(stockedAt, locationIds)
  await markPromisesDue(tx, found)
}

/** Of what is stocked at these locations, which are open, or fulfil online orders, otherwise than before. */
export async function markPromisesAtLocationsDue(tx: ShopSql, locationIds: readonly string[]): Promise<void> {
  await markPromisesOfNews(tx, { itemIds: [], variantIds: [], locationIds })
}

/** The promises of the items that these variants are sold as. */
export async function markPromisesOfVariantsDue(tx: ShopSql, variantIds: readonly string[]): Promise<void> {
  await markPromisesOfNews(tx, { itemIds: [], variantIds, locationIds: [] })
}

/** What shoppers are told of items that are bought from this supplier, or come from it. */
export async function markPromisesOfSupplierDue(tx: ShopSql, supplierId: string): Promise<void> {
  await tx.query(
    `with told as materialized (
        select distinct item_id from storefront_promise
         where shop_id = $1 and item_id in (
            select item_id from catalogue_entry where shop_id = $1 and supplier_id = $2::bigint
             union
            select arrival.item_id from arrival
              join supplier_order o on o.shop_id = $1 and o.supplier_order_id = arrival.supplier_order_id
             where arrival.shop_id = $1 and o.supplier_id = $2::bigint))
     insert into promise_due (shop_id, item_id) select $1, item_id from told order by item_id ${mark}`,
    [supplierId],
  )
}

/** A merchant said something else of these items: who supplies them and how, or what they are. */
export async function markItemsToldOtherwise(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await markOrdersOfItemsDue(tx, itemIds)
  await markPromisesDue(tx, itemIds)
  await nudgePromises(tx)
}

/** What would come of ordering from these suppliers now is another day. */
export async function markSuppliersTakeOtherwise(tx: ShopSql, supplierIds: readonly string[]): Promise<void> {
  await markPromisesDue(tx, await findSupplied(tx, supplierIds))
  await nudgePromises(tx)
}

/** A supplier supplies no more, or does again: waiting orders are told of in other words too. */
export async function markSupplierSuppliesOtherwise(tx: ShopSql, supplierId: string): Promise<void> {
  await markItemsToldOtherwise(tx, await findSupplied(tx, [supplierId]))
}

async function findSupplied(tx: ShopSql, supplierIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    'select distinct item_id from catalogue_entry where shop_id = $1 and supplier_id = any($2::bigint[])',
    [supplierIds],
  )
  return rows.map((row) => row.item_id)
}

/** Every item and order that shoppers may be told something of; and what was written is to be compared with what is there. */
export async function markEveryPromiseDue(tx: ShopSql): Promise<void> {
  await markEveryOrderDue(tx)
  await markPromisesOfSliceDue(tx, { after: '', upTo: null })
}

/** The same of the items of a slice alone. */
export async function markPromisesOfSliceDue(tx: ShopSql, { after, upTo }: ItemSlice): Promise<void> {
  const [which, values] = [`not compare_due and ${inSlice}`, [after, upTo]]
  await takeInOrder(tx, { table: 'storefront_promise', key: 'variant_id', which, values })
  await tx.query(`update storefront_promise set compare_due = true where shop_id = $1 and ${which}`, values)
  await tx.query(
    `with told as materialized (${mayBeTold(`and ${inSlice}`)})
     insert into promise_due (shop_id, item_id) select $1, item_id from told order by item_id ${mark}`,
    values,
  )
}

export async function loadPromiseMarks(tx: ShopSql, limit: number): Promise<PromiseMark[]> {
  return await tx.query<PromiseMark>(
    `select item_id as "itemId", version::text from promise_due where shop_id = $1 order by item_id limit $2`,
    [limit],
  )
}

/** A mark that was made again meanwhile stays. */
export async function clearPromiseMarks(tx: ShopSql, marks: readonly PromiseMark[]): Promise<void> {
  const items = marks.map(({ itemId }) => itemId)
  // Of one, as nearly always, there is no order.
  if (marks.length > 1) {
    const which = 'item_id = any($2::text[])'
    await takeInOrder(tx, { table: 'promise_due', key: 'item_id', which, values: [items] })
  }
  await tx.query(
    `delete from promise_due using unnest($2::text[], $3::bigint[]) as seen(item, seen_version)
      where shop_id = $1 and item_id = item and version = seen_version`,
    [items, marks.map(({ version }) => version)],
  )
}

/** SQL of whether something is to be worked out, in a query whose first parameter is the shop. */
export const promisesMarked = `(exists (select from promise_due where shop_id = $1)
         or exists (select from order_promise_due where shop_id = $1)
         or exists (select from storefront_promise where shop_id = $1 and compare_due))`

/** What is marked is to be worked out soon. */
export async function nudgeMarkedPromises(tx: ShopSql): Promise<void> {
  const [marked] = await tx.query<{ isSo: boolean }>(`select ${promisesMarked} as "isSo"`)
  if (marked?.isSo) await nudgePromises(tx)
}

/** There is more to work out or to write than is done in one turn. */
export async function nudgePromises(tx: ShopSql): Promise<void> {
  await tx.query('select nudge_promises(array[$1::text])')
}
