import type { ShopSql } from '../../platform/db/with-shop.ts'
import { loadPlannedShop } from './planned-shop.ts'
import { loadReceivedStock, mostAt } from './received-stock.ts'

type Place = { readonly itemId: string; readonly locationId: string }

const mostAtAPlace = 2_147_483_647

/** So many more units are kept out of the queue. */
export async function addHeldBack(
  tx: ShopSql,
  more: readonly (Place & { readonly heldBack: number })[],
): Promise<void> {
  const held = more.filter((one) => one.heldBack > 0)
  if (held.length === 0) return
  // A place that was never heard of is older than anything that will be heard of it. Shopify counts no further than that at a place.
  await tx.query(
    `insert into stock_point as known (shop_id, item_id, location_id, held_back, changed_at, heard_at)
     select $1, item_id, location_id, least(sum(units), ${mostAtAPlace}), 'epoch', 'epoch'
       from unnest($2::text[], $3::text[], $4::int[]) as more(item_id, location_id, units)
      group by item_id, location_id
         on conflict (shop_id, item_id, location_id) do update
        set held_back = least(known.held_back::bigint + excluded.held_back, ${mostAtAPlace})`,
    [held.map((one) => one.itemId), held.map((one) => one.locationId), held.map((one) => one.heldBack)],
  )
}

/** False where it is not `before` any more; null: whatever it was. */
export async function changeHeldBack(
  tx: ShopSql,
  { itemId, locationId }: Place,
  { before, units }: { readonly before: number | null; readonly units: number },
): Promise<boolean> {
  const changed = await tx.query(
    `update stock_point set held_back = $5
      where shop_id = $1 and item_id = $2 and location_id = $3 and held_back = coalesce($4, held_back) returning 1`,
    [itemId, locationId, before, units],
  )
  return changed.length > 0
}

/**
 * Fewer units came than receipts said, of which some were held back: no more stay held back of a receipt than came of it.
 * `corrections` were just posted.
 */
export async function lowerHeldBackOfReceipts(
  tx: ShopSql,
  corrections: readonly {
    readonly corrects: string | null
    readonly supplierOrderLineId: string
    readonly accepted: number
  }[],
): Promise<void> {
  const fewer = corrections.filter((one) => one.corrects !== null && one.accepted < 0)
  if (fewer.length === 0) return
  await tx.query(
    `update stock_point as point set held_back = greatest(0, held_back - gone.units)
       from (select r.item_id, receipt.location_id,
                    sum(greatest(0, r.held_back - came.now) - greatest(0, r.held_back - came.now + told.less)) as units
               from unnest($2::bigint[], $3::bigint[], $4::int[]) as told(receipt_id, line_id, less)
               join receipt on receipt.shop_id = $1 and receipt.receipt_id = told.receipt_id
               join receipt_line r on r.shop_id = $1 and r.receipt_id = told.receipt_id
                and r.supplier_order_line_id = told.line_id
              cross join lateral (
                    select r.accepted + coalesce(sum(c.accepted), 0) as now
                      from receipt correction
                      join receipt_line c on c.shop_id = $1 and c.receipt_id = correction.receipt_id
                     where correction.shop_id = $1 and correction.corrects = r.receipt_id and correction.state = 'posted'
                       and c.supplier_order_line_id = r.supplier_order_line_id) as came
              group by r.item_id, receipt.location_id) as gone
      where point.shop_id = $1 and point.item_id = gone.item_id and point.location_id = gone.location_id and gone.units > 0`,
    [fewer.map((one) => one.corrects), fewer.map((one) => one.supplierOrderLineId), fewer.map((one) => -one.accepted)],
  )
}

/** Where fewer are there than were held back, by `item@location`. */
export async function lowerHeldBack(tx: ShopSql, left: ReadonlyMap<string, number>): Promise<void> {
  if (left.size === 0) return
  const places = [...left.keys()].map((place) => place.split('@'))
  await tx.query(
    `update stock_point set held_back = told.units
       from unnest($2::text[], $3::text[], $4::int[]) as told(item_id, location_id, units)
      where stock_point.shop_id = $1 and stock_point.item_id = told.item_id
        and stock_point.location_id = told.location_id and stock_point.held_back > told.units`,
    [places.map(([item]) => item), places.map(([, location]) => location), [...left.values()]],
  )
}

export type HeldBack = {
  readonly itemId: string
  readonly sku: string | null
  readonly title: string
  readonly locationId: string
  readonly locationName: string | null
  readonly units: number
  /** As far as it is known: what is available and what is committed; where only what was received counts, what is left of it. */
  readonly onHand: number
  readonly backordered: number
}

const columns = `
  p.item_id as "itemId", coalesce(i.sku, v.sku) as sku, coalesce(v.title, i.sku, p.item_id) as title,
  p.location_id as "locationId", l.name as "locationName", p.held_back as units,
  greatest(0, coalesce(p.available, 0) + coalesce(p.committed, 0)) as "onHand",
  (select coalesce(sum(b.backordered), 0)::float8 from backorder b
    where b.shop_id = $1 and b.item_id = p.item_id and b.location_id = p.location_id and b.state = 'open') as backordered`

const tables = `
  stock_point p
  left join item i on i.shop_id = $1 and i.item_id = p.item_id
  left join location l on l.shop_id = $1 and l.location_id = p.location_id
  left join lateral (
       select sku, concat_ws(' · ', title, nullif(variant_title, 'Default Title')) as title from variant
        where variant.shop_id = $1 and variant.item_id = p.item_id order by variant_id limit 1) as v on true`

/** By item and location. */
export async function listHeldBack(
  tx: ShopSql,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ rows: HeldBack[]; total: number }> {
  const rows = await tx.query<HeldBack>(
    `select ${columns} from ${tables} where p.shop_id = $1 and p.held_back > 0
      order by p.item_id, p.location_id offset $2 limit $3`,
    [offset, limit],
  )
  const [counted] = await tx.query<{ total: number }>(
    'select count(*)::int as total from stock_point where shop_id = $1 and held_back > 0',
  )
  return { rows: await asCounted(tx, rows), total: counted?.total ?? 0 }
}

/** Null for a place that there is not. */
export async function loadHeldBack(tx: ShopSql, { itemId, locationId }: Place): Promise<HeldBack | null> {
  const [found] = await tx.query<HeldBack>(
    `select ${columns} from ${tables} where p.shop_id = $1 and p.item_id = $2 and p.location_id = $3`,
    [itemId, locationId],
  )
  const [place = null] = await asCounted(tx, found === undefined ? [] : [found])
  return place
}

async function asCounted(tx: ShopSql, rows: readonly HeldBack[]): Promise<HeldBack[]> {
  const items = rows.map(({ itemId }) => itemId)
  const { receivedOnly } = await loadPlannedShop(tx)
  const most = mostAt(await loadReceivedStock(tx, items, receivedOnly))
  return rows.map((row) => ({ ...row, onHand: Math.min(row.onHand, most(`${row.itemId}@${row.locationId}`)) }))
}
