import { arrivalIfOrdered } from '../../domain/if-ordered.ts'
import type { Day } from '../../domain/planning/facts.ts'
import { deliveriesToTrust } from '../../domain/supplier-orders/lead-time.ts'
import { loadOrderTerms } from '../db/supplier-orders/ordering-place.ts'
import { loadSupplierHistory } from '../db/suppliers/supplier-history.ts'
import type { ShopSql } from '../db/with-shop.ts'

/** In how many days what is ordered today can be expected; null where nobody knows. */
export type LeadDays = {
  /** Nine of ten deliveries of the supplier came within so many days. */
  readonly history: number | null
  /** As the supplier says. */
  readonly said: number | null
  /** ISO weekdays on which it takes orders; every day where none is named. */
  readonly orderDays: readonly number[]
}

export type SuggestedDue = { readonly day: Day; readonly because: 'history' | 'lead-time' }

export async function loadLeadDays(tx: ShopSql, supplierId: string): Promise<LeadDays> {
  const { deliveries, ninetiethDays } = await loadSupplierHistory(tx, supplierId)
  const { leadTimeDays, orderDays } = await loadOrderTerms(tx, supplierId)
  return { history: deliveries >= deliveriesToTrust ? ninetiethDays : null, said: leadTimeDays, orderDays }
}

/** On which day it would come, ordered on the next order day. */
export function suggestedDue({ history, said, orderDays }: LeadDays, today: Day): SuggestedDue | null {
  const day = arrivalIfOrdered(today, { said, proven: history, orderDays })
  return day === null ? null : { day, because: history === null ? 'lead-time' : 'history' }
}
