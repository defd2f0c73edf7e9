import { addDays, dayNumber, dayOf } from '../../domain/day.ts'
import type { Day } from '../../domain/planning/facts.ts'
import { deliveriesToTrust } from '../../domain/supplier-orders/lead-time.ts'
import { loadLeadTimeOfSupplier } from '../db/supplier-orders/ordering-place.ts'
import { loadSupplierHistory } from '../db/suppliers/supplier-history.ts'
import type { ShopSql } from '../db/with-shop.ts'

/** In how many days what is ordered today can be expected; null where nobody knows. */
export type LeadDays = {
  /** Nine of ten deliveries of the supplier came within so many days. */
  readonly history: number | null
  /** As the supplier says. */
  readonly said: number | null
}

export type SuggestedDue = { readonly day: Day; readonly because: 'history' | 'lead-time' }

export async function loadLeadDays(tx: ShopSql, shop: string, supplierId: string): Promise<LeadDays> {
  const { deliveries, ninetiethDays } = await loadSupplierHistory(tx, shop, supplierId)
  return {
    history: deliveries >= deliveriesToTrust ? ninetiethDays : null,
    said: await loadLeadTimeOfSupplier(tx, shop, supplierId),
  }
}

/** What deliveries took counts for more than what the supplier says. */
export function suggestedDue({ history, said }: LeadDays, today: Day): SuggestedDue | null {
  const days = history ?? said
  const now = dayNumber(today)
  if (days === null || now === null) return null
  return { day: dayOf(addDays(now, days)), because: history === null ? 'lead-time' : 'history' }
}
