import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { ItemReading, LevelFact } from '../../rules/shop-facts.ts'
import { isOpenPlace } from './obstacles.ts'

/**
 * Writes the levels that are newer than what is stored; answers their items. Each stock point at most once. Where an item is not
 * stocked any more, none of it is held back.
 */
export async function recordLevels(tx: ShopSql, levels: readonly LevelFact[]): Promise<string[]> {
  if (levels.length === 0) return []
  const rows = await tx.query<{ item_id: string }>(
    `insert into stock_point as known (shop_id, item_id, location_id, available, connected, changed_at, heard_at)
     select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::bool[], $6::timestamptz[], $7::timestamptz[])
         on conflict (shop_id, item_id, location_id) do update
        set available = excluded.available, connected = excluded.connected,
            held_back = case when excluded.connected then known.held_back else 0 end,
            changed_at = excluded.changed_at, heard_at = excluded.heard_at
      where (excluded.changed_at, excluded.heard_at) > (known.changed_at, known.heard_at)
     returning item_id`,
    [
      levels.map((level) => level.itemId),
      levels.map((level) => level.locationId),
      levels.map((level) => level.available),
      levels.map((level) => level.connected),
      levels.map((level) => level.changedAt),
      levels.map((level) => level.heardAt),
    ],
  )
  return rows.map((row) => row.item_id)
}

/** Items that were taken off these places and are stocked there again, as far as we know. */
export async function findStockedAgain(
  tx: ShopSql,
  levels: readonly Pick<LevelFact, 'itemId' | 'locationId'>[],
): Promise<ReadonlySet<string>> {
  if (levels.length === 0) return new Set()
  const rows = await tx.query<{ item_id: string }>(
    `select distinct item_id from stock_point
      where shop_id = $1 and connected
        and (item_id, location_id) in (select * from unnest($2::text[], $3::text[]))`,
    [levels.map(({ itemId }) => itemId), levels.map(({ locationId }) => locationId)],
  )
  return new Set(rows.map((row) => row.item_id))
}

/** Writes what was read at `readAt`. Stock points of a read item that the reading does not name are not connected. */
export async function recordReadings(tx: ShopSql, items: readonly ItemReading[], readAt: string): Promise<void> {
  if (items.length === 0) return
  await writePoints(
    tx,
    items,
    readAt,
    `set available = excluded.available, committed = excluded.committed, on_hand = excluded.on_hand,
            changed_at = excluded.changed_at, heard_at = excluded.heard_at, read_at = excluded.read_at, connected = true
      where known.read_at is null or known.read_at < excluded.read_at`,
  )
  await disconnectOthers(tx, items, { heardBefore: 'infinity' })
}

/**
 * Writes stock as Shopify wrote it down at some moment after `writtenFrom`, which has whole seconds. Unlike a reading of now, it
 * never replaces what was heard or read later. Where a reading of that very second says something else, nobody knows which is
 * newer: what is committed is then unknown until it is read again.
 */
export async function recordStockSnapshot(
  tx: ShopSql,
  items: readonly ItemReading[],
  writtenFrom: string,
): Promise<void> {
  const newer = '(excluded.changed_at, excluded.heard_at) > (known.changed_at, known.heard_at)'
  const unread = '(known.read_at is null or known.read_at < excluded.read_at)'
  const isOther = '(known.available, known.committed) is distinct from (excluded.available, excluded.committed)'
  const unsure = `(known.read_at at time zone 'UTC' < excluded.read_at at time zone 'UTC' + interval '1 second' and ${isOther})`
  const kept = (column: string, condition: string) =>
    `${column} = case when ${condition} then excluded.${column} else known.${column} end`
  const counted = (column: string) =>
    `${column} = case when ${unread} then excluded.${column} when not ${unsure} then known.${column} end`
  await writePoints(
    tx,
    items,
    writtenFrom,
    `set ${['available', 'connected', 'changed_at', 'heard_at'].map((column) => kept(column, newer)).join(', ')},
            ${['committed', 'on_hand'].map(counted).join(', ')}, ${kept('read_at', unread)}
      where ${newer} or ${unread} or ${unsure}`,
  )
  await disconnectOthers(tx, items, { heardBefore: writtenFrom, endsHeldBack: true })
}

/** `known` is what is stored and `excluded` what was told, as of `at`. */
async function writePoints(tx: ShopSql, items: readonly ItemReading[], at: string, whereKnown: string): Promise<void> {
  const points = items.flatMap((item) => item.points)
  await tx.query(
    `insert into stock_point as known
            (shop_id, item_id, location_id, available, committed, on_hand, changed_at, heard_at, read_at, connected)
     select $1, item_id, location_id, available, committed, on_hand, changed_at, $8, $8, true
       from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::timestamptz[])
            as t(item_id, location_id, available, committed, on_hand, changed_at)
         on conflict (shop_id, item_id, location_id) do update
        ${whereKnown}`,
    [
      points.map((point) => point.itemId),
      points.map((point) => point.locationId),
      points.map((point) => point.available),
      points.map((point) => point.committed),
      points.map((point) => point.onHand),
      points.map((point) => point.changedAt),
      at,
    ],
  )
}

/**
 * Stock points of these items that were not named, and not heard of since. Those of closed locations are not named either, and
 * what is held back there still is once they are open again: `endsHeldBack` only where the locations were read before.
 */
async function disconnectOthers(
  tx: ShopSql,
  items: readonly ItemReading[],
  { heardBefore, endsHeldBack = false }: { readonly heardBefore: string; readonly endsHeldBack?: boolean },
): Promise<void> {
  const points = items.flatMap((item) => item.points)
  await tx.query(
    `update stock_point set connected = false,
            held_back = case when $6 and ${isOpenPlace('stock_point')} then 0 else held_back end
      where shop_id = $1 and item_id = any($2::text[]) and (connected or held_back > 0) and heard_at < $5
        and (item_id, location_id) not in (select * from unnest($3::text[], $4::text[]))`,
    [
      items.map((item) => item.itemId),
      points.map((point) => point.itemId),
      points.map((point) => point.locationId),
      heardBefore,
      endsHeldBack,
    ],
  )
}

/** Committed units that belong to orders we have not got. Keyed `item@location`. */
export async function recordStrangers(tx: ShopSql, strangers: ReadonlyMap<string, number>): Promise<void> {
  if (strangers.size === 0) return
  const places = [...strangers.keys()].map((place) => place.split('@'))
  await tx.query(
    `update stock_point set strangers = told.units
       from unnest($2::text[], $3::text[], $4::int[]) as told(item_id, location_id, units)
      where stock_point.shop_id = $1 and stock_point.item_id = told.item_id
        and stock_point.location_id = told.location_id and stock_point.strangers <> told.units`,
    [places.map(([item]) => item), places.map(([, location]) => location), [...strangers.values()]],
  )
}
