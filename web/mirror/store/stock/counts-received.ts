/** Whether only what was received counts at the location of a row, any with a `location_id`; in SQL, where `$1` is the shop. */
export function countsReceived(row: string): string {
  return `exists (select from location place
                   where place.shop_id = $1 and place.location_id = ${row}.location_id and place.counts = 'received')`
}
