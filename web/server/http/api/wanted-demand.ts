import type { z } from 'zod'
import type { chosenDemand } from '../../../contract/proposals.ts'
import type { Wanted } from '../../db/backorders/uncovered-demand.ts'
import { loadShopDay } from '../../db/shops/shop-day.ts'
import type { ShopSql } from '../../db/with-shop.ts'
import { recordedStates } from './recorded-states.ts'

/** What a merchant chose to be ordered, as the database is asked for it. */
export async function wantedDemand(tx: ShopSql, shop: string, from: z.infer<typeof chosenDemand>): Promise<Wanted> {
  if ('backorderIds' in from) return { by: 'backorders', backorderIds: from.backorderIds }
  if ('supplierId' in from) return { by: 'supplier', supplierId: from.supplierId }
  if ('cancelledOrderId' in from) return { by: 'cancelled', supplierOrderId: from.cancelledOrderId }
  const asked = 'filter' in from ? from.filter : {}
  const { state, query = null, orderId = null, itemId = null, locationId = null, lineId = null } = asked
  const shown = asked.shown === undefined ? null : { status: asked.shown, today: await loadShopDay(tx, shop) }
  return { by: 'filter', filter: { states: recordedStates(state), query, orderId, itemId, locationId, lineId, shown } }
}
