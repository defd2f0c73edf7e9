import type { ShopSql } from '../../platform/db/with-shop.ts'

/** What a shop says of itself. */
export type ShopDetails = {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  /** As it is written on a letter. */
  readonly address: readonly string[]
  readonly contactEmail: string | null
  /** The number that Shopify gave the app: names are reserved under it. */
  readonly appId: string
}

export type LocationAddress = { readonly locationId: string; readonly address: readonly string[] }

/**
 * Null where Shopify did not say: what was known stays. The address of a location that is unknown comes next time. Answers
 * whether it is another time zone: then it may be another day there.
 */
export async function recordShopDetails(
  tx: ShopSql,
  details: ShopDetails | null,
  addresses: readonly LocationAddress[],
): Promise<boolean> {
  await tx.query('update shop set details_read_at = now() where shop_id = $1')
  if (details === null) return false
  const moved = await tx.query('select from shop where shop_id = $1 and time_zone <> $2', [details.timeZone])
  await tx.query(
    `update shop set name = $2, currency = $3, time_zone = $4, address = $5, contact_email = $6, app_id = $7 where shop_id = $1`,
    [details.name, details.currency, details.timeZone, details.address, details.contactEmail, details.appId],
  )
  await tx.query(
    `update location set address = array(select jsonb_array_elements_text(told.address))
       from unnest($2::text[], $3::jsonb[]) as told(location_id, address)
      where location.shop_id = $1 and location.location_id = told.location_id`,
    [addresses.map((one) => one.locationId), addresses.map((one) => JSON.stringify(one.address))],
  )
  return moved.length > 0
}

/** A location's name and address, a line each; none of one that there is not. */
export async function loadPlace(tx: ShopSql, locationId: string): Promise<string[]> {
  const [row] = await tx.query<{ place: string[] }>(
    `select array_prepend(name, coalesce(address, '{}')) as place from location where shop_id = $1 and location_id = $2`,
    [locationId],
  )
  return row?.place ?? []
}
