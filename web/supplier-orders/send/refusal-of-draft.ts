import { isOpenLocation } from '../../mirror/store/stock/open-locations.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { refusalOfGone } from '../no-longer-sold.ts'
import type { Refusal } from '../outcome.ts'
import { loadOrderLines } from '../store/lines.ts'

/** Why a draft cannot go to its supplier, by mail or by word of mouth: nothing of it, or not all of it, could be received. */
export async function refusalOfDraft(
  tx: ShopSql,
  { supplierOrderId, locationId }: { readonly supplierOrderId: string; readonly locationId: string },
): Promise<Refusal | null> {
  if (!(await isOpenLocation(tx, locationId))) return { reason: 'closed-location', locationId }
  const lines = await loadOrderLines(tx, supplierOrderId)
  return lines.length === 0 ? { reason: 'no-lines' } : await refusalOfGone(tx, lines)
}
