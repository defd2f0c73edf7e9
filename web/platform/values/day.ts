// Days of the calendar, without clock or time zone. Goods due on Friday that take one working day to handle leave on
// Monday: 2026-11-27 plus 1 is 2026-11-30. Inside, a day is a whole number: days since 1 January 1970.

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

const DAYS_IN_400_YEARS = 146_097
/** From 1 March of the year 0, where the arithmetic below begins, to 1 January 1970. */
const DAYS_BEFORE_1970 = 719_468

/** Days since 1970-01-01, or null for a text that names no day of the calendar, such as 2026-02-30. */
export function dayNumber(day: Day): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  if (parts === null) return null
  const number = daysTo(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  return dayOf(number) === day ? number : null
}

/** The day with this number. */
export function dayOf(number: number): Day {
  const days = number + DAYS_BEFORE_1970
  const era = Math.floor(days / DAYS_IN_400_YEARS)
  const dayOfEra = days - era * DAYS_IN_400_YEARS
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

/**
 * The day `count` days later. With working days (1 = Monday to 7 = Sunday) only those are counted: one working day after
 * a Friday is a Monday. No count, no step: a Sunday plus 0 stays that Sunday. A list that names no weekday is no list.
 */
export function addDays(number: number, count: number, workingDays?: readonly number[]): number {
  const worked = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => workingDays?.includes(weekday)).length
  if (workingDays === undefined || worked === 0 || count <= 0) return number + count
  const wholeWeeks = Math.ceil(count / worked) - 1
  let day = number + wholeWeeks * 7
  for (let left = count - wholeWeeks * worked; left > 0; ) {
    day += 1
    if (workingDays.includes(weekdayOf(day))) left -= 1
  }
  return day
}

/** The earliest first, none last. */
export function compareDays(one: Day | null, other: Day | null): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}

/** 1 = Monday to 7 = Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

/** Years are counted from March, so that the leap day is a year's last, and in eras of 400, which are all alike. */
function daysTo(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_IN_400_YEARS + dayOfEra - DAYS_BEFORE_1970
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
