import { type Day, dayNumber } from '../../../platform/values/day.ts'
import { type DayStyle, dayIn } from '../cells/calendar-days.ts'
import type { Meaning } from '../cells/written-number.ts'
import type { RowReader } from './row-reader.ts'

export type RowDays = { readonly due: Day | null; readonly orderedOn: Day | null }

/** 2062 typed for 2026: everybody who waits would be told of it. */
const farDays = 366

/** Reads when the goods of a row are expected, and when they were ordered. */
export function dayReader(style: DayStyle, today: Day): (row: RowReader) => RowDays {
  const now = dayNumber(today) ?? 0
  const read = (cell: string, meant: (day: Day, daysAhead: number) => Meaning<Day>): Meaning<Day> => {
    const found = dayIn(cell, style)
    return 'wrong' in found ? found : meant(found.value, (dayNumber(found.value) ?? 0) - now)
  }
  return (row) => ({
    due: row.read('due', (cell) =>
      read(cell, (value, daysAhead) => {
        if (daysAhead > farDays) return { wrong: 'is more than a year away' }
        return daysAhead < 0 ? { value, remark: 'is past: the order counts as late' } : { value }
      }),
    ),
    orderedOn: row.read('orderedOn', (cell) =>
      read(cell, (value, daysAhead) => (daysAhead > 0 ? { wrong: 'is still to come' } : { value })),
    ),
  })
}
