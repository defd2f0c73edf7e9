import { arrivalIfOrdered } from '../planning/rules/days/if-ordered.ts'
import { promiseLevel } from '../planning/rules/days/promise-level.ts'
import { provenLeadTime } from '../planning/rules/days/proven-lead-time.ts'
import { loadEvidence } from '../planning/store/days/evidence.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { loadOrderTerms } from './store/ordering-place.ts'

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
