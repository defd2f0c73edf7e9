import { isClosed } from '../obstacles.ts'
import type { Counts } from '../suppliers/location-counts.ts'
import type { ShopSql } from '../with-shop.ts'

/** The currency of a supplier that can be ordered from; null where there is none. */
export async function loadCurrencyOfSupplier(tx: ShopSql, supplierId: string): Promise<string | null> {
  const [supplier] = await tx.query<{ currency: string }>(
    'select currency from supplier where shop_id = $1 and supplier_id = $2::bigint and archived_at is null',
    [supplierId],
  )
  return supplier?.currency ?? null
}

export type OpenLocation = {
  readonly locationId: string
  readonly name: string
  readonly fulfilsOnline: boolean
  readonly isService: boolean
  readonly serviceName: string | null
  readonly counts: Counts
}

/** Where goods can be sent: those that fulfil online orders first, of these the shop's own first, then by name. */
export async function listOpenLocations(tx: ShopSql): Promise<OpenLocation[]> {
  return await tx.query(
    `select location_id as "locationId", coalesce(name, location_id) as name, fulfils_online as "fulfilsOnline",
            is_service as "isService", service_name as "serviceName", counts
       from location
      where shop_id = $1 and not ${isClosed('location')}
      order by not fulfils_online, is_service, lower(name), location_id`,
  )
}

/** Whether goods can be sent there. */
export async function isOpenLocation(tx: ShopSql, locationId: string): Promise<boolean> {
  const found = await tx.query(
    `select from location where shop_id = $1 and location_id = $2 and not ${isClosed('location')}`,
    [locationId],
  )
  return found.length > 0
}

export type OrderTerms = { readonly leadTimeDays: number | null; readonly orderDays: readonly number[] }

/** As the supplier says: the lead time, and on which weekdays it takes orders. */
export async function loadOrderTerms(tx: ShopSql, supplierId: string): Promise<OrderTerms> {
  const [supplier] = await tx.query<OrderTerms>(
    `select lead_time_days as "leadTimeDays", coalesce(order_days, '{}') as "orderDays"
       from supplier where shop_id = $1 and supplier_id = $2::bigint`,
    [supplierId],
  )
  return supplier ?? { leadTimeDays: null, orderDays: [] }
}
