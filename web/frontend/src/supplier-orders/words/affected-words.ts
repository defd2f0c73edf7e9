import type { AffectedOutput } from '../../../../supplier-orders/contract/changes.ts'
import { counted } from '../../format/counted.ts'
import { calendarDay } from '../../format/dates.ts'

export const affectedWords = {
  table: 'Order lines that this affects',
  columns: { line: 'Order', units: 'Units', before: 'Expected now', after: 'Expected then' },
  asking: 'Checking which orders this affects',
  nobody: 'No order gets another date.',
  failed: 'Couldn’t check which orders this affects.',
} as const

/** `5 lines of 4 orders are affected: 2 have to be ordered again, 3 come on another day.` */
export function affectedSummary({ rows, total, orders }: AffectedOutput): string {
  if (total === 0) return affectedWords.nobody
  const again = rows.filter((row) => row.uncoveredAfter > row.uncoveredBefore).length
  const served = rows.filter((row) => row.uncoveredAfter < row.uncoveredBefore).length
  const moved = rows.length - again - served
  const parts = [
    ...(again > 0 ? [`${again} ${again === 1 ? 'has' : 'have'} to be ordered again`] : []),
    ...(moved > 0 ? [`${moved} ${moved === 1 ? 'comes' : 'come'} on another day`] : []),
    ...(served > 0 ? [`${served} ${served === 1 ? 'gets' : 'get'} units`] : []),
  ]
  const head = `${counted(total, 'line')} of ${counted(orders, 'order')} ${total === 1 ? 'is' : 'are'} affected`
  return total > rows.length ? `${head}. These are affected most.` : `${head}: ${parts.join(', ')}.`
}

/** A line's day, and what of it has none because it has to be ordered. */
export function affectedDay(day: string | null, uncovered: number): string {
  if (uncovered > 0) return `${counted(uncovered, 'unit')} to order`
  if (day === 'now') return 'Can ship now'
  return day === null ? 'No date' : calendarDay(day)
}
