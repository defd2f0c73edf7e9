// What a shopper is told in later messages of an order line that is on backorder. Told "between 1 and 9 December" in the
// shop: that, as long as the plan keeps it; planned for the 12th by now: the 12th, because a promise that will be broken is
// no promise any more. Waiting for something overdue, of which no new day can be told: that it is delayed.

import { dayTold, type ToldPromise } from '../../mirror/rules/told-promise.ts'
import type { Day } from '../../platform/values/day.ts'

export type LineDays = {
  /** What the shop said, where the order remembers it. */
  readonly told: ToldPromise | null
  /** The day that the line was promised for, as its backorders keep it: what was told. */
  readonly firstPromise: Day | null
  /** When all of it can leave by the plan; null: nobody knows. */
  readonly readyOn: Day | null
  /** An arrival that it needs is overdue, and no new day can be told. */
  readonly isDelayed: boolean
}

export type LinePromise = { readonly from: Day | null; readonly to: Day | null; readonly delayed?: true }

/** Both ends or none. */
export function linePromise({ told, firstPromise, readyOn, isDelayed }: LineDays): LinePromise {
  if (isDelayed) return { from: null, to: null, delayed: true }
  const promised = dayTold(told) ?? firstPromise
  const last = promised ?? readyOn
  if (readyOn !== null && promised !== null && readyOn > promised) return { from: readyOn, to: readyOn }
  return { from: promised === null ? last : (told?.from ?? last), to: last }
}
