import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type {
  ItemFact,
  ItemGone,
  LocationFact,
  LocationGone,
  ProductGone,
  VariantFact,
} from '../../rules/shop-facts.ts'
import { titleOf } from '../../rules/title.ts'
import type { LineChange } from '../orders/orders.ts'
import { endHeldBack } from '../stock/end-held-back.ts'

/** Each variant at most once. An order line whose variant's item was unknown learns it here, and is answered. */
export async function recordVariants(tx: ShopSql, variants: readonly VariantFact[]): Promise<LineChange[]> {
  if (variants.length === 0) return []
  const known = await tx.query<{ variant_id: string }>(
    `insert into variant as known
            (shop_id, variant_id, product_id, item_id, title, sku, image_url, vendor, barcode, online_handle,
             sells_without_stock, changed_at, heard_at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::bool[], $12::timestamptz[], $13::timestamptz[]) as told(variant_id)
      order by told.variant_id
         on conflict (shop_id, variant_id) do update
        set product_id = excluded.product_id, item_id = coalesce(excluded.item_id, known.item_id), title = excluded.title,
            sku = excluded.sku, image_url = coalesce(excluded.image_url, known.image_url),
            vendor = excluded.vendor, barcode = excluded.barcode, online_handle = excluded.online_handle,
            sells_without_stock = coalesce(excluded.sells_without_stock, known.sells_without_stock),
            changed_at = greatest(excluded.changed_at, known.changed_at),
            heard_at = case when excluded.changed_at < known.changed_at then known.heard_at else excluded.heard_at end, read_due = false
      where (excluded.changed_at, excluded.heard_at) > (known.changed_at, known.heard_at) or known.item_id is null
         or known.sells_without_stock is null and excluded.sells_without_stock is not null
     returning variant_id`,
    [
      variants.map((variant) => variant.variantId),
      variants.map((variant) => variant.productId),
      variants.map((variant) => variant.itemId),
      variants.map((variant) => titleOf(variant.title, variant.variantTitle)),
      variants.map((variant) => variant.sku),
      variants.map((variant) => variant.imageUrl),
      variants.map((variant) => variant.vendor),
      variants.map((variant) => variant.barcode),
      variants.map((variant) => variant.onlineHandle),
      variants.map((variant) => variant.sellsWithoutStock),
      variants.map((variant) => variant.changedAt),
      variants.map((variant) => variant.heardAt),
    ],
  )
  return await resolveLines(
    tx,
    known.map((row) => row.variant_id),
  )
}

async function resolveLines(tx: ShopSql, variantIds: readonly string[]): Promise<LineChange[]> {
  if (variantIds.length === 0) return []
  const rows = await tx.query<{ line_id: string; order_id: string; item_id: string; open: number }>(
    `update order_line as line set item_id = variant.item_id
       from variant
      where variant.shop_id = $1 and variant.variant_id = any($2::text[]) and variant.item_id is not null
        and line.shop_id = $1 and line.variant_id = variant.variant_id and line.item_id is null
     returning line.line_id, line.order_id, line.item_id, line.open`,
    [variantIds],
  )
  return rows.map((row) => ({
    orderId: row.order_id,
    lineId: row.line_id,
    itemId: row.item_id,
    openBefore: 0,
    open: row.open,
  }))
}

/**
 * Lines that name a variant we have never heard of: the variant is to be read. Another worker may be recording it at this
 * very moment: then it is waited for, its lines learn their item here, and are answered.
 */
export async function askForUnknownVariants(tx: ShopSql, lineIds: readonly string[]): Promise<LineChange[]> {
  if (lineIds.length === 0) return []
  await tx.query(
    `with unknown as materialized (
        select distinct variant_id from order_line
         where shop_id = $1 and line_id = any($2::text[]) and variant_id is not null and item_id is null)
     insert into variant as known (shop_id, variant_id, read_due, changed_at)
     select $1, variant_id, true, 'epoch'::timestamptz from unknown order by variant_id
         on conflict (shop_id, variant_id) do update set read_due = true
      where known.item_id is null and known.deleted_at is null and not known.read_due`,
    [lineIds],
  )
  const known = await tx.query<{ variant_id: string }>(
    `select distinct variant.variant_id
       from order_line as line
       join variant on variant.shop_id = $1 and variant.variant_id = line.variant_id and variant.item_id is not null
      where line.shop_id = $1 and line.line_id = any($2::text[]) and line.item_id is null`,
    [lineIds],
  )
  return await resolveLines(
    tx,
    known.map((row) => row.variant_id),
  )
}

export async function loadVariantsToRead(tx: ShopSql, limit: number): Promise<string[]> {
  const rows = await tx.query<{ variant_id: string }>(
    'select variant_id from variant where shop_id = $1 and read_due order by variant_id limit $2',
    [limit],
  )
  return rows.map((row) => row.variant_id)
}

/** Of these more is to be known. */
export async function askForVariants(tx: ShopSql, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return
  await takeVariants(tx, 'variant_id', variantIds)
  await tx.query('update variant set read_due = true where shop_id = $1 and variant_id = any($2::text[])', [variantIds])
}

function takeVariants(tx: ShopSql, by: 'variant_id' | 'product_id', ids: readonly string[]) {
  return takeInOrder(tx, { table: 'variant', key: 'variant_id', which: `${by} = any($2::text[])`, values: [ids] })
}

/** They were read, or nobody tells of them now; they are no less there. */
export async function settleVariantReads(tx: ShopSql, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return
  await takeVariants(tx, 'variant_id', variantIds)
  await tx.query('update variant set read_due = false where shop_id = $1 and variant_id = any($2::text[])', [
    variantIds,
  ])
}

/** Shopify has no such variants any more. Answers the items that are gone with them. */
export async function settleMissingVariants(tx: ShopSql, variantIds: readonly string[]): Promise<string[]> {
  if (variantIds.length === 0) return []
  await takeVariants(tx, 'variant_id', variantIds)
  const rows = await tx.query<{ item_id: string | null }>(
    `update variant set read_due = false, deleted_at = coalesce(deleted_at, moment)
       from (select now() as moment) as clock
      where shop_id = $1 and variant_id = any($2::text[])
     returning item_id`,
    [variantIds],
  )
  return rows.flatMap(({ item_id: itemId }) => itemId ?? [])
}

/** Each item at most once. Answers the items whose tracking changed. */
export async function recordItems(tx: ShopSql, items: readonly ItemFact[]): Promise<string[]> {
  if (items.length === 0) return []
  const itemIds = items.map((item) => item.itemId)
  const before = await tx.query<{ item_id: string; tracked: boolean }>(
    'select item_id, tracked from item where shop_id = $1 and item_id = any($2::text[])',
    [itemIds],
  )
  const after = await tx.query<{ item_id: string; tracked: boolean }>(
    `insert into item as known (shop_id, item_id, sku, tracked, changed_at)
     select $1, * from unnest($2::text[], $3::text[], $4::bool[], $5::timestamptz[])
         on conflict (shop_id, item_id) do update
        set sku = excluded.sku, tracked = excluded.tracked, changed_at = excluded.changed_at
      where excluded.changed_at >= known.changed_at and known.deleted_at is null
     returning item_id, tracked`,
    [itemIds, items.map((item) => item.sku), items.map((item) => item.tracked), items.map((item) => item.changedAt)],
  )
  const tracked = new Map(before.map((row) => [row.item_id, row.tracked]))
  return after.filter((row) => (tracked.get(row.item_id) ?? row.tracked) !== row.tracked).map((row) => row.item_id)
}

/** A deleted item is not sold any more; what is still owed of it stays on record. */
export async function deleteItems(tx: ShopSql, gone: readonly ItemGone[]): Promise<void> {
  if (gone.length === 0) return
  await tx.query(
    `insert into item as known (shop_id, item_id, tracked, changed_at, deleted_at)
     select $1, item_id, true, at, at from unnest($2::text[], $3::timestamptz[]) as told(item_id, at)
         on conflict (shop_id, item_id) do update set deleted_at = coalesce(known.deleted_at, excluded.deleted_at)`,
    [gone.map((item) => item.itemId), gone.map((item) => item.heardAt)],
  )
  await endHeldBack(tx, { itemIds: gone.map((item) => item.itemId) })
}

export type GoneVariant = { readonly variantId: string; readonly productId: string; readonly itemId: string | null }

/** Answers the variants that are gone with them, and the items that they were sold as: Shopify deletes those too. */
export async function deleteProducts(tx: ShopSql, gone: readonly ProductGone[]): Promise<GoneVariant[]> {
  if (gone.length === 0) return []
  await takeVariants(
    tx,
    'product_id',
    gone.map((product) => product.productId),
  )
  return await tx.query<GoneVariant>(
    `update variant set deleted_at = now(), read_due = false
      where shop_id = $1 and product_id = any($2::text[]) and deleted_at is null
     returning variant_id as "variantId", product_id as "productId", item_id as "itemId"`,
    [gone.map((product) => product.productId)],
  )
}

/** Each location at most once. Answers those that are open, or have a role, otherwise than was known. */
export async function recordLocations(tx: ShopSql, locations: readonly LocationFact[]): Promise<string[]> {
  if (locations.length === 0) return []
  const closed = await findClosedLocations(tx, locations)
  await tx.query(
    `insert into location as known (shop_id, location_id, name, active, changed_at)
     select $1, * from unnest($2::text[], $3::text[], $4::bool[], $5::timestamptz[])
         on conflict (shop_id, location_id) do update
        set name = excluded.name, active = excluded.active, changed_at = excluded.changed_at
      where excluded.changed_at >= known.changed_at`,
    [
      locations.map((location) => location.locationId),
      locations.map((location) => location.name),
      locations.map((location) => location.active),
      locations.map((location) => location.changedAt),
    ],
  )
  const closedNow = await findClosedLocations(tx, locations)
  const turned = locations.map(({ locationId }) => locationId).filter((id) => closed.has(id) !== closedNow.has(id))
  return [...new Set([...(await recordRoles(tx, locations)), ...turned])]
}

async function findClosedLocations(tx: ShopSql, locations: readonly LocationFact[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ location_id: string }>(
    'select location_id from location where shop_id = $1 and location_id = any($2::text[]) and not active',
    [locations.map((location) => location.locationId)],
  )
  return new Set(rows.map((row) => row.location_id))
}

/** No webhook tells of them, so the newest reading is right. */
async function recordRoles(tx: ShopSql, locations: readonly LocationFact[]): Promise<string[]> {
  const read = locations.flatMap(({ locationId, role }) => (role === undefined ? [] : [{ locationId, ...role }]))
  if (read.length === 0) return []
  const rows = await tx.query<{ location_id: string }>(
    `update location as known set fulfils_online = told.fulfils_online, is_service = told.is_service,
            service_name = told.service_name
       from unnest($2::text[], $3::bool[], $4::bool[], $5::text[]) as told(location_id, fulfils_online, is_service, service_name)
      where known.shop_id = $1 and known.location_id = told.location_id
        and (known.fulfils_online, known.is_service, known.service_name)
            is distinct from (told.fulfils_online, told.is_service, told.service_name)
     returning known.location_id`,
    [
      read.map((location) => location.locationId),
      read.map((location) => location.fulfilsOnline),
      read.map((location) => location.isService),
      read.map((location) => location.serviceName),
    ],
  )
  return rows.map((row) => row.location_id)
}

/** A webhook told of locations, and not of all that is to be known of them: they are read. */
export async function touchLocations(tx: ShopSql): Promise<void> {
  await tx.query(
    `with clock as materialized (select clock_timestamp() as moment)
     update shop set locations_touched_at = clock.moment from clock where shop_id = $1`,
  )
}

/** Whether a webhook told of a location after the locations were read: of `shop`, in SQL. */
export const locationsTouched = `locations_touched_at >= coalesce(locations_read_at, '-infinity')`

export async function deleteLocations(tx: ShopSql, gone: readonly LocationGone[]): Promise<void> {
  if (gone.length === 0) return
  await tx.query(
    `insert into location as known (shop_id, location_id, name, active, changed_at, deleted_at)
     select $1, location_id, '', false, at, at from unnest($2::text[], $3::timestamptz[]) as told(location_id, at)
         on conflict (shop_id, location_id) do update
        set active = false, deleted_at = coalesce(known.deleted_at, excluded.deleted_at)`,
    [gone.map((location) => location.locationId), gone.map((location) => location.heardAt)],
  )
  await endHeldBack(tx, { locationIds: gone.map((location) => location.locationId) })
}

/** The shop's locations that were not deleted; none before they were first read. */
export async function loadLocations(tx: ShopSql): Promise<string[]> {
  const rows = await tx.query<{ location_id: string }>(
    `select location_id from location
      where shop_id = $1 and deleted_at is null
        and exists (select from shop where shop.shop_id = $1 and locations_read_at is not null)
      order by location_id`,
  )
  return rows.map((row) => row.location_id)
}

/** Every location was read; the reading began at `readAt`. */
export async function settleLocationRead(tx: ShopSql, readAt: string): Promise<void> {
  await tx.query('update shop set locations_read_at = $2 where shop_id = $1', [readAt])
}
