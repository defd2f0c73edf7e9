import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { Counts } from './location-counts.ts'
import { isClosed } from './obstacles.ts'

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
