import { refusalOf, type UnlikelyDay, unlikelyDayOf } from '../../api/faults.ts'
import { LineText } from '../../ui/text/line-text.tsx'
import type { useAffected } from '../supplier-order-queries.ts'
import { unlikelyDay } from '../words/order-dialog-words.ts'

/** Why a change did not work; where the server asks whether a day is meant, that question. */
export function troubleOf(error: unknown, otherwise: string): string | null {
  if (error === null) return null
  const asked = unlikelyDayOf(error)
  return asked === null ? (refusalOf(error) ?? otherwise) : unlikelyDay(asked)
}

/** What a look at a change says of its days; nothing while that look is of an older one. */
export function unlikelyDaysIn({ data, isPlaceholderData }: ReturnType<typeof useAffected>): readonly UnlikelyDay[] {
  return isPlaceholderData ? [] : (data?.unlikelyDays ?? [])
}

export function UnlikelyDays({ days }: { days: readonly UnlikelyDay[] }) {
  return days.map((day) => (
    <LineText key={day.due} tone="critical">
      {unlikelyDay(day)}
    </LineText>
  ))
}
