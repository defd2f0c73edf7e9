import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { isChangedMeanwhile } from '../../api/faults.ts'
import { eventWords } from '../words/order-event-words.ts'

/**
 * The order that a dialog is about, with a line of it or nothing: as it was when the dialog opened. Where the server says that
 * somebody else's change came first (`follow`), it is the order as it is now, and `news` tells what happened since. What is
 * typed is the dialog's own and stays: confirmed again, it is a change of what the merchant was told.
 */
export function useKnownOrder<Beside = null>(order: SupplierOrderDetail, beside: Beside) {
  const [known, setKnown] = useState<{ order: SupplierOrderDetail; beside: Beside; news: string[] }>({
    order,
    beside,
    news: [],
  })
  return {
    ...known,
    /** While rendering, with what the server answered. */
    follow(error: unknown): void {
      if (!isChangedMeanwhile(error) || order.version <= known.order.version) return
      setKnown({ order, beside, news: [...known.news, ...newsSince(known.order, order)] })
    },
  }
}

export type KnownOrder = Pick<ReturnType<typeof useKnownOrder>, 'order' | 'follow'>

/** The oldest first. */
function newsSince(before: SupplierOrderDetail, now: SupplierOrderDetail): string[] {
  const last = before.events[0]?.eventId ?? '0'
  const happened = now.events.filter(({ eventId }) => BigInt(eventId) > BigInt(last)).toReversed()
  return happened.map((event) => {
    const { text, details } = eventWords(event)
    return details.length === 0 ? text : `${text} ${details.join(' · ')}.`
  })
}
