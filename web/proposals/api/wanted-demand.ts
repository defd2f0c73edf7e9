import type { z } from 'zod'
import { askedFilter } from '../../backorders/api/asked-filter.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { chosenDemand } from '../contract/proposals.ts'
import type { Wanted } from '../store/uncovered-demand.ts'

/** What a merchant chose to be ordered, as the database is asked for it. */
export async function wantedDemand(tx: ShopSql, from: z.infer<typeof chosenDemand>): Promise<Wanted> {
  if ('backorderIds' in from) return { by: 'backorders', backorderIds: from.backorderIds }
  if ('supplierId' in from) return { by: 'supplier', supplierId: from.supplierId }
  if ('cancelledOrderId' in from) return { by: 'cancelled', supplierOrderId: from.cancelledOrderId }
  return { by: 'filter', filter: await askedFilter(tx, 'filter' in from ? from.filter : {}) }
}
