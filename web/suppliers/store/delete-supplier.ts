import { markItemsToldOtherwise } from '../../mirror/store/marks/promise-marks.ts'
import { lockPlans } from '../../planning/store/plan-lock.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/**
 * Deletes who a supplier is: its name, contact and notes, its price list, and to whom and in which words it was written. What was
 * ordered from it stays, of "Deleted supplier" and its number. Answers why not where units are still to come of an
 * order of it, or a draft is, where it is not archived, and where it is not of that version any more.
 */
export async function deleteSupplier(
  tx: ShopSql,
  { supplierId, version }: { readonly supplierId: string; readonly version: number },
): Promise<'deleted' | 'open-orders' | 'not-archived' | 'changed-meanwhile'> {
  // Orders are begun under it.
  await lockPlans(tx)
  const which = [supplierId]
  const [open] = await tx.query(
    `select from supplier_order
      where shop_id = $1 and supplier_id = $2::bigint and state in ('draft', 'ordered', 'partly-received') limit 1`,
    which,
  )
  if (open) return 'open-orders'
  const [active] = await tx.query(
    'select from supplier where shop_id = $1 and supplier_id = $2::bigint and version = $3 and archived_at is null',
    [...which, version],
  )
  if (active) return 'not-archived'
  const deleted = await tx.query(
    `update supplier
        set name = 'Deleted supplier ' || supplier_id, contact = null, email = null, also_to = '{}', cc = '{}', notes = '', minimum_value = null,
            deleted_at = moment, version = version + 1, changed_at = moment
       from (select now() as moment) as clock
      where shop_id = $1 and supplier_id = $2::bigint and version = $3 and deleted_at is null returning 1`,
    [...which, version],
  )
  if (deleted.length === 0) return 'changed-meanwhile'
  const entries = await tx.query<{ item_id: string }>(
    'delete from catalogue_entry where shop_id = $1 and supplier_id = $2::bigint returning item_id',
    which,
  )
  await markItemsToldOtherwise(
    tx,
    entries.map((row) => row.item_id),
  )
  await tx.query('delete from supplier_address_change where shop_id = $1 and supplier_id = $2::bigint', which)
  await tx.query(`delete from promise_override where shop_id = $1 and about = 'supplier' and about_id = $2`, which)
  const ofItsOrders = `shop_id = $1 and supplier_order_id in (
    select supplier_order_id from supplier_order where shop_id = $1 and supplier_id = $2::bigint)`
  await tx.query(
    `update supplier_message
        set to_address = '', also_to = '{}', cc = '{}', left_out = '{}', still_to = '{}', subject = '', text = '', pdf = null, csv = null, trouble = null,
            state = case when state = 'waiting' then 'refused' else state end
      where ${ofItsOrders}`,
    which,
  )
  await tx.query(
    `update supplier_order_event set facts = facts - 'to' - 'notTo' - 'trouble'
      where ${ofItsOrders} and kind in ('send-asked', 'sent', 'send-failed')`,
    which,
  )
  return 'deleted'
}
