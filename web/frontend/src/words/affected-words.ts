import type { Affected } from '../../../contract/supplier-order-changes.ts'
import { counted } from './counted.ts'
import { calendarDay } from './dates.ts'

export const affectedWords = {
  table: 'Order lines that this touches',
  columns: { line: 'Order', units: 'Units', before: 'Expected now', after: 'Expected then' },
  asking: 'Looking who this touches',
  nobody: 'No order is touched by this.',
  failed: 'Who this touches cannot be shown right now.',
} as const

/** `5 lines of 4 orders are touched: 2 have to be ordered again, 3 come on another day.` */
export function affectedSummary({ rows, total, orders }: Affected): string {
  if (total === 0) return affectedWords.nobody
  const again = rows.filter((row) => row.uncoveredAfter > row.uncoveredBefore).length
  const served = rows.filter((row) => row.uncoveredAfter < row.uncoveredBefore).length
  const moved = rows.length - again - served
  const parts = [
    ...(again > 0 ? [`${again} ${again === 1 ? 'has' : 'have'} to be ordered again`] : []),
    ...(moved > 0 ? [`${moved} ${moved === 1 ? 'comes' : 'come'} on another day`] : []),
    ...(served > 0 ? [`${served} ${served === 1 ? 'gets' : 'get'} units`] : []),
  ]
  const head = `${counted(total, 'line')} of ${counted(orders, 'order')} ${total === 1 ? 'is' : 'are'} touched`
  return total > rows.length ? `${head}. These are the ones touched most.` : `${head}: ${parts.join(', ')}.`
}

/** A line's day, and what of it has none because it has to be ordered. */
export function affectedDay(day: string | null, uncovered: number): string {
  if (uncovered > 0) return `${counted(uncovered, 'unit')} to order`
  if (day === 'now') return 'Can ship now'
  return day === null ? 'No date' : calendarDay(day)
}
