import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'

/** Whose figure counts at a location: Shopify's, or only what was received there. */
export type Counts = 'shopify' | 'received'

/**
 * Answers what counted before, and the location's name; null where there is no such location. Of orders that left the mirror until now nobody
 * knows what was sent from there: what came when they were sent is not counted.
 */
export async function setLocationCounts(
  tx: ShopSql,
  locationId: string,
  counts: Counts,
): Promise<{ readonly counts: Counts; readonly name: string } | null> {
  const [before] = await tx.query<{ counts: Counts; name: string }>(
    `select counts, name from location where shop_id = $1 and location_id = $2 and deleted_at is null for update`,
    [locationId],
  )
  if (before === undefined) return null
  const [left] = await tx.query<{ until: string | null }>(
    'select orders_left_until::text as until from shop where shop_id = $1',
  )
  await tx.query(
    'update location set counts = $3, received_from = $4 where shop_id = $1 and location_id = $2 and counts <> $3',
    [locationId, counts, counts === 'received' ? left?.until : null],
  )
  return before
}

/** What was received there natively, or left from there, is read again: of what was read long ago it is not known. */
export async function askForNativeReceipts(tx: ShopSql, locationId: string): Promise<void> {
  const which = `kind = 'transfer' and $2 in (destination_id, origin_id) and gone_at is null and read_at is not null`
  await takeInOrder(tx, { table: 'native_document', key: 'kind, document_id', which, values: [locationId] })
  await tx.query(
    `update native_document set is_read_due = true, version = version + 1 where shop_id = $1 and ${which}`,
    [locationId],
  )
}

/** Of these transfers' items, those of which some was received, or left, where only what was received counts. */
export async function findReceivedNatively(tx: ShopSql, documentIds: readonly string[]): Promise<string[]> {
  if (documentIds.length === 0) return []
  const rows = await tx.query<{ item: string }>(
    `select distinct line->>'itemId' as item
       from native_document d
       join location place on place.shop_id = $1 and place.location_id in (d.destination_id, d.origin_id)
                          and place.counts = 'received'
      cross join jsonb_array_elements(d.shipments) as shipment
      cross join jsonb_array_elements(shipment->'lines') as line
      where d.shop_id = $1 and d.kind = 'transfer' and d.document_id = any($2::text[])
        and ((line->>'accepted')::int > 0 or shipment->>'shippedAt' is not null)`,
    [documentIds],
  )
  return rows.map(({ item }) => item)
}
