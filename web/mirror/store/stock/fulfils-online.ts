import { isClosed } from './obstacles.ts'

/**
 * Whether online orders are fulfilled from where these units are, in SQL; `$1` is the shop: from no place that is closed. Of a
 * place that was never read it is taken to be so.
 */
export function fulfilsOnline(point: string): string {
  return `not exists (select from location place
                       where place.shop_id = $1 and place.location_id = ${point}.location_id
                         and (not place.fulfils_online or ${isClosed('place')}))`
}

/** Whether these units are where no online order is fulfilled from, and the storefront counts them all the same. */
export function isStoreOnly(point: string): string {
  return `exists (select from location place
                   where place.shop_id = $1 and place.location_id = ${point}.location_id and not place.fulfils_online
                     and not ${isClosed('place')})`
}
