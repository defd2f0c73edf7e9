import type { ToldPromise } from '../../../../backorders/contract/backorders.ts'
import { calendarDay, daySpan } from '../../format/dates.ts'

type Promised = {
  readonly firstPromise: string | null
  readonly firstEstimate: string | null
  readonly told: ToldPromise | null
}

/** The day that the merchant is held to, or the first that was planned, and where it comes from. */
export function promiseWords({ firstPromise, firstEstimate, told }: Promised): { day: string; source: string } {
  const first = firstPromise ?? firstEstimate
  const day = first === null ? 'No date' : calendarDay(first)
  if (told !== null) return { day, source: toldWords(told) }
  return {
    day,
    source: first === null ? 'Nothing was shown to the customer' : 'First estimate, not shown to the customer',
  }
}

function toldWords({ from, to }: ToldPromise): string {
  if (from !== null && to !== null && from !== to) return `Shown to the customer: ${daySpan(from, to)}`
  const day = to ?? from
  return day === null ? 'Shown to the customer: no date' : `Shown to the customer: by ${calendarDay(day)}`
}
