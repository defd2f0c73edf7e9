import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { receivedLeft, type StockMove } from '../rules/received-stock.ts'

// At a location whose stock somebody else writes the merchant may count only what was received there: with receipts of
// Backline's, and with shipments of Shopify's own that Backline has read. What is still there of it is worked out from all
// that came and all that was sent from there, whenever it is needed. Nothing of it is stored.

/** What is still there of what was received, at the places where only that counts. */
export type ReceivedStock = {
  /** Locations where nothing else counts. */
  readonly locations: ReadonlySet<string>
  /** Units by `item@location`; where nothing is left, none. */
  readonly units: ReadonlyMap<string, number>
}

/** No more than so many units are counted at a place, `item@location`; where Shopify's figure counts, no number is too many. */
export function mostAt({ locations, units }: ReceivedStock): (place: string) => number {
  return (place) => (locations.has(place.slice(place.indexOf('@') + 1)) ? (units.get(place) ?? 0) : Infinity)
}

/** `locationIds`: where only what was received counts, as it is or as it might be. */
export async function loadReceivedStock(
  tx: ShopSql,
  itemIds: readonly string[],
  locationIds: readonly string[],
): Promise<ReceivedStock> {
  const locations = new Set(locationIds)
  const came = Map.groupBy(await loadCame(tx, itemIds, locationIds), placeOf)
  const sent = Map.groupBy(await loadSent(tx, [...came.values()].flat()), placeOf)
  const units = [...came].map(([place, moves]) => [place, receivedLeft(moves, sent.get(place) ?? [])] as const)
  return { locations, units: new Map(units.filter(([, left]) => left > 0)) }
}

export type PlacedMove = StockMove & { readonly item: string; readonly location: string }

function placeOf({ item, location }: PlacedMove): string {
  return `${item}@${location}`
}

/**
 * What came to these locations: of receipts what Shopify has, from when the merchant said that it was there, each with its
 * corrections; and what was accepted of Shopify's own shipments, from when the first of a shipment was received. Without what came
 * when orders may have been sent that left the mirror before only this counted.
 */
export async function loadCame(
  tx: ShopSql,
  itemIds: readonly string[],
  locationIds: readonly string[],
): Promise<PlacedMove[]> {
  if (locationIds.length === 0) return []
  return await tx.query<PlacedMove>(
    `select item, location, sum(units)::float8 as units, ${isoInstant('at')} as at
       from (
         select r.item_id as item, receipt.location_id as location, r.accepted as units,
                coalesce(first.receipt_id, receipt.receipt_id)::text as source,
                coalesce(first.confirmed_at, receipt.confirmed_at) as at
           from receipt_line r
           join receipt on receipt.shop_id = $1 and receipt.receipt_id = r.receipt_id
                       and receipt.location_id = any($3::text[])
           join receipt_part part on part.shop_id = $1 and part.receipt_id = r.receipt_id and part.part = r.part
                                 and part.posted_at is not null
           left join receipt first on first.shop_id = $1 and first.receipt_id = receipt.corrects
          where r.shop_id = $1 and r.item_id = any($2::text[])
          union all
         select line->>'itemId', d.destination_id, (line->>'accepted')::int, 'shipment ' || (shipment->>'shipmentId'),
                (shipment->>'receivedAt')::timestamptz
           from native_document d
          cross join jsonb_array_elements(d.shipments) as shipment
          cross join jsonb_array_elements(shipment->'lines') as line
          where d.shop_id = $1 and d.kind = 'transfer' and (line->>'accepted')::int > 0
            and shipment->>'receivedAt' is not null and line->>'itemId' = any($2::text[])
            and d.destination_id = any($3::text[])) as came
       join location place on place.shop_id = $1 and place.location_id = location
      where at > coalesce(
            case when place.counts = 'received' then place.received_from
                 else (select orders_left_until from shop where shop.shop_id = $1) end, '-infinity')
      group by item, location, source, at having sum(units) > 0`,
    [itemIds, locationIds],
  )
}

/** What left where that came, no matter when: what was sent of orders, and what travels to another location, or did. */
async function loadSent(tx: ShopSql, came: readonly PlacedMove[]): Promise<PlacedMove[]> {
  if (came.length === 0) return []
  const places = [...new Map(came.map((one) => [placeOf(one), one])).values()]
  return await tx.query<PlacedMove>(
    `select item, location, sent.units, ${isoInstant('sent.fulfilled_at')} as at
       from unnest($2::text[], $3::text[]) as wanted(item, location)
       join fulfilled_units sent on sent.shop_id = $1 and sent.item_id = item and sent.location_id = location
                                and not sent.is_cancelled
      union all
     select item, location, (line->>'units')::int, ${isoInstant(`(shipment->>'shippedAt')::timestamptz`)}
       from unnest($2::text[], $3::text[]) as wanted(item, location)
       join native_document d on d.shop_id = $1 and d.kind = 'transfer' and d.origin_id = location
      cross join jsonb_array_elements(d.shipments) as shipment
      cross join jsonb_array_elements(shipment->'lines') as line
      where line->>'itemId' = item and shipment->>'shippedAt' is not null`,
    [places.map(({ item }) => item), places.map(({ location }) => location)],
  )
}
