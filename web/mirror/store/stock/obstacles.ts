import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { ObstacleReason } from '../../rules/obstacle.ts'

// Why a row cannot be served, as SQL: whoever lists, filters, plans or proposes asks here, so that all of them agree. The first
// parameter is the shop; a row has of `item_id`, `location_id` and `order_id` those that the reason is about.

type Condition = {
  /** The row of the database that says so, as `found`. */
  readonly from: (row: string) => string
  readonly when: string
  /** From when it is so. */
  readonly since: string
}

const item = (row: string) => `item found where found.shop_id = $1 and found.item_id = ${row}.item_id`
const place = (row: string) => `location found where found.shop_id = $1 and found.location_id = ${row}.location_id`
const order = (row: string) => `shop_order found where found.shop_id = $1 and found.order_id = ${row}.order_id`

/** All but what is not about a row of the database: units without any location (`unplaced-units.ts`) have none. */
const conditions = {
  'item-deleted': { from: item, when: 'found.deleted_at is not null', since: 'found.deleted_at' },
  'no-item': { from: (row) => `(select) found where ${row}.item_id is null`, when: 'true', since: 'null' },
  'not-tracked': { from: item, when: 'found.deleted_at is null and not found.tracked', since: 'null' },
  'location-deleted': { from: place, when: 'found.deleted_at is not null', since: 'found.deleted_at' },
  'location-closed': { from: place, when: 'found.deleted_at is null and not found.active', since: 'null' },
  'not-read': { from: order, when: isUnread('found'), since: unreadSince('found') },
} as const satisfies Partial<Record<ObstacleReason, Condition>>

type StoredReason = keyof typeof conditions

/** Whether one of these reasons holds for the row. */
export function isHindered(row: string, ...reasons: readonly [StoredReason, ...StoredReason[]]): string {
  const each = reasons.map((reason) => {
    const { from, when } = conditions[reason]
    return `exists (select from ${from(row)} and ${when})`
  })
  return each.length === 1 ? `${each[0]}` : `(${each.join(' or ')})`
}

/** What a `BackorderRecord` is asked for. */
const ofBackorder: readonly StoredReason[] = [
  'item-deleted',
  'not-tracked',
  'location-deleted',
  'location-closed',
  'not-read',
]
/** What can be said of an order line wherever its units are. */
export const ofOrderLine: readonly StoredReason[] = ['item-deleted', 'no-item', 'not-tracked', 'not-read']

/** The row's obstacles as jsonb, `[{ reason, since }]`, in the order of the list. */
export function obstaclesOf(row: string, reasons: readonly StoredReason[] = ofBackorder): string {
  const each = reasons.map((reason) => {
    const { from, when, since } = conditions[reason]
    return `(select jsonb_build_object('reason', '${reason}', 'since', ${since}) from ${from(row)} and ${when})`
  })
  return `to_jsonb(array_remove(array[${each.join(', ')}], null))`
}

/** Whether a location is closed, in SQL: it was deactivated or deleted. One that was never heard of is taken to be open. */
export function isClosed(location: string): string {
  return `(not ${location}.active or ${location}.deleted_at is not null)`
}

/** Whether the location of a row, any with a `location_id`, is open; where `shop` is the shop. */
export function isOpenPlace(row: string, shop = '$1'): string {
  return `not exists (select from location closed
                       where closed.shop_id = ${shop} and closed.location_id = ${row}.location_id and ${isClosed('closed')})`
}

/** Whether an order, or where its units are, could not be read since something happened to it, in SQL. */
export function isUnread(shopOrder: string): string {
  return `(${shopOrder}.unread_since is not null or ${shopOrder}.routing_unread_since is not null)`
}

function unreadSince(shopOrder: string): string {
  return `least(${shopOrder}.unread_since, ${shopOrder}.routing_unread_since)`
}

/** Of these items, those that were deleted in Shopify. */
export async function loadItemsDeleted(tx: ShopSql, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select item_id as id from item as asked
      where shop_id = $1 and item_id = any($2::text[]) and ${isHindered('asked', 'item-deleted')} order by item_id`,
    [itemIds],
  )
  return rows.map((row) => row.id)
}
