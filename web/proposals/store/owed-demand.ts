import type { ShopSql } from '../../platform/db/with-shop.ts'
import { noLongerFilledSql } from '../../supplier-orders/store/no-longer-brought.ts'
import type { UncoveredDemand } from '../rules/group-facts.ts'
import { type OwedUnits, owedDemand } from '../rules/group-owed.ts'
import type { Wanted } from './uncovered-demand.ts'

/**
 * What stock points owe and nothing fills, drafts included, where the merchant wants to order: everywhere that order lines
 * are wanted for, which it comes before; and where nobody waits, if all that is short of an item, a place or a supplier is.
 */
export async function loadOwedDemand(
  tx: ShopSql,
  wanted: Wanted,
  lines: readonly UncoveredDemand[],
): Promise<UncoveredDemand[]> {
  const unfilled = `select item_id as item, location_id as location, units - pegged as units from owed_stock as owed
                     where shop_id = $1 and units > pegged`
  const places = [lines.map(({ item }) => item), lines.map(({ location }) => location)]
  const beforeLines = `(item_id, location_id) in (select * from unnest($2::text[], $3::text[]))`
  const whole = wholeSql(wanted)
  const owed = await tx.query<OwedUnits>(
    `${unfilled} and (${beforeLines}${whole === null ? '' : ` or ${whole.sql}`}) order by item_id, location_id`,
    [...places, ...(whole?.values ?? [])],
  )
  return owed.map(owedDemand)
}

/** Whatever an item, a place or a supplier lacks; null where single order lines were chosen. */
function wholeSql(wanted: Wanted): { readonly sql: string; readonly values: readonly (string | null)[] } | null {
  switch (wanted.by) {
    case 'backorders':
      return null
    case 'supplier':
      return {
        sql: 'item_id in (select item_id from catalogue_entry where shop_id = $1 and supplier_id = $4::bigint)',
        values: [wanted.supplierId],
      }
    case 'cancelled':
      return { sql: noLongerFilledSql('$4'), values: [wanted.supplierOrderId] }
    case 'filter': {
      const { states, query, orderId, lineId, shown, itemId, locationId } = wanted.filter
      const isOfLines =
        query !== null || orderId !== null || lineId !== null || (shown?.status ?? 'to-order') !== 'to-order'
      if (isOfLines || !states.includes('open')) return null
      return {
        sql: '(item_id = coalesce($4, item_id) and location_id = coalesce($5, location_id))',
        values: [itemId, locationId],
      }
    }
  }
}
