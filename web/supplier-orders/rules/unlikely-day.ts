// Due days that are asked about before they count: 2020-01-01 typed for 2021, or 9 years too late. Everybody who waits would be
// told of them at once.
import { type Day, dayNumber } from '../../platform/values/day.ts'

export type Unlikely = { readonly due: Day; readonly doubt: 'past' | 'far' }

/** More than a year away. */
const farDays = 366

/** Why a merchant is asked whether this day is meant; null: nobody needs to ask. */
export function doubtOf(due: Day, today: Day): Unlikely['doubt'] | null {
  const [number, now] = [dayNumber(due), dayNumber(today)]
  if (number === null || now === null) return null
  if (number < now) return 'past'
  return number > now + farDays ? 'far' : null
}

/** The days to ask about, each once, the earliest first. Days that are `known` already were asked about. */
export function unlikelyDays(
  dues: readonly (Day | null | undefined)[],
  today: Day,
  known: ReadonlySet<Day | null> = new Set(),
): Unlikely[] {
  const typed = [...new Set(dues)].filter((due): due is Day => due != null && !known.has(due))
  return typed.sort().flatMap((due) => {
    const doubt = doubtOf(due, today)
    return doubt === null ? [] : [{ due, doubt }]
  })
}
