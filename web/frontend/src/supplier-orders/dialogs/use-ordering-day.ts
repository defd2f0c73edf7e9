import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { useKnownOrder } from '../order/use-known-order.ts'
import { suggestionWords } from '../words/order-detail-words.ts'
import { orderDialogWords } from '../words/order-dialog-words.ts'

type Change = { readonly error: unknown; reset(): void }

/** With what a draft is ordered: the version that was looked at, and the day that is suggested unless another is given. */
export function useOrderingDay(order: SupplierOrderDetail, change: Change) {
  const known = useKnownOrder(order, null)
  known.follow(change.error)
  const suggested = known.order.suggestedDue?.day ?? null
  const [typed, setDue] = useState<string | null | undefined>(undefined)
  const due = typed === undefined ? suggested : typed
  const suggestion = suggestionWords(known.order)
  /** The server asks whether the day is meant. */
  const isAsked = unlikelyDayOf(change.error) !== null
  return {
    news: known.news,
    isAsked,
    // Left as it was suggested, each item comes by its own lead time.
    ordering: {
      version: known.order.version,
      ...(due === suggested ? {} : { due }),
      ...(isAsked && { confirmed: true as const }),
    },
    field: {
      label: orderDialogWords.due,
      hint: suggestion === null ? orderDialogWords.dueHint : orderDialogWords.suggested(suggestion),
      day: due,
      onDay: (day: string | null) => {
        change.reset()
        setDue(day)
      },
    },
  }
}
