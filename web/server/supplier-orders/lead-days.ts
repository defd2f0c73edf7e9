import { arrivalIfOrdered } from '../../domain/if-ordered.ts'
import type { Day } from '../../domain/planning/facts.ts'
import { promiseLevel } from '../../promises/rules/arrival-range.ts'
import { provenLeadTime } from '../../promises/rules/proven-lead-time.ts'
import { loadOrderTerms } from '../db/supplier-orders/ordering-place.ts'
import { loadEvidence } from '../db/suppliers/evidence.ts'
import type { ShopSql } from '../db/with-shop.ts'

/** In how many days what is ordered today can be expected; null where nobody knows. */
export type LeadDays = {
  /** What came of the supplier says that the next comes within so many days; null where too little came to say. */
  readonly history: number | null
  /** As the supplier says. */
  readonly said: number | null
  /** ISO weekdays on which it takes orders; every day where none is named. */
  readonly orderDays: readonly number[]
}

export type SuggestedDue = { readonly day: Day; readonly because: 'history' | 'lead-time' }

export async function loadLeadDays(tx: ShopSql, supplierId: string, today: Day): Promise<LeadDays> {
  const evidenceOf = await loadEvidence(tx, [supplierId])
  const { leadTimeDays, orderDays } = await loadOrderTerms(tx, supplierId)
  const history = provenLeadTime(evidenceOf(supplierId), today, promiseLevel)?.latest ?? null
  return { history, said: leadTimeDays, orderDays }
}

/** On which day it would come, ordered on the next order day. */
export function suggestedDue({ history, said, orderDays }: LeadDays, today: Day): SuggestedDue | null {
  const day = arrivalIfOrdered(today, { said, proven: history, orderDays })
  return day === null ? null : { day, because: history === null ? 'lead-time' : 'history' }
}
