import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'react-router'
import type { OpenLine, ReceivedLine, ReceivingWish } from '../../../../receiving/contract/receipts.ts'
import { countingKeptFor } from './kept-counting.ts'

/** What was counted of one line of a supplier order. */
export type CountedLine = {
  readonly line: OpenLine
  readonly accepted: number
  readonly rejected: number
  readonly reason: string
  readonly heldBack: number
}

export type Count = Partial<Omit<CountedLine, 'line'>>

const none = { accepted: 0, rejected: 0, reason: '', heldBack: 0 }

/**
 * What came, as it is counted, and what the merchant wants of who waits. The tab keeps it until it is confirmed or begun
 * anew; the server hears of it when it is confirmed.
 */
export function useCounting(supplierOrderId: string | null) {
  const shop = new URLSearchParams(useLocation().search).get('shop') ?? ''
  const tab = useMemo(() => countingKeptFor(shop, supplierOrderId), [shop, supplierOrderId])
  const [kept] = useState(tab.read)
  const [receiptKey] = useState(() => kept?.receiptKey ?? crypto.randomUUID())
  const [counts, setCounts] = useState<ReadonlyMap<string, CountedLine>>(
    () => new Map(kept?.counts.map((count) => [count.line.supplierOrderLineId, count])),
  )
  const [wishes, setWishes] = useState<ReadonlyMap<string, ReceivingWish>>(
    () => new Map(kept?.wishes.map((wish) => [wish.lineId, wish])),
  )
  const [isContinued, setContinued] = useState(kept !== null)
  useEffect(() => {
    if (counts.size === 0) tab.forget()
    else tab.keep({ receiptKey, counts: [...counts.values()], wishes: [...wishes.values()] })
  }, [tab, receiptKey, counts, wishes])

  return useMemo(() => {
    const countOf = (line: OpenLine): CountedLine => counts.get(line.supplierOrderLineId) ?? { line, ...none }
    const counted = [...counts.values()].filter(({ accepted, rejected }) => accepted + rejected > 0)
    const lines: ReceivedLine[] = counted.map(({ line, accepted, rejected, reason, heldBack }) => ({
      supplierOrderLineId: line.supplierOrderLineId,
      accepted,
      rejected,
      ...(rejected > 0 && { rejectReason: reason.trim() }),
      heldBack: Math.min(heldBack, accepted),
    }))
    return {
      /** The same for all of this counting: it is received once, however often it is confirmed. */
      receiptKey,
      /** It was begun before the page was loaded. */
      isContinued,
      countOf,
      counted,
      lines,
      /** The same for a look at who gets it: for that nobody has to say why units were rejected. */
      looked: lines.map((line) => ({ ...line, ...(line.rejectReason === '' && { rejectReason: '–' }) })),
      /** With what had come of each line when it was looked at: goods that somebody else received meanwhile are told. */
      confirmed: lines.map((received) => ({
        ...received,
        cameBefore: counts.get(received.supplierOrderLineId)?.line.came ?? 0,
      })),
      /** In the order in which they were first counted. */
      all: [...counts.values()].map(({ line }) => line),
      wishes: [...wishes.values()],
      accepted: counted.reduce((sum, { accepted }) => sum + accepted, 0),
      rejected: counted.reduce((sum, { rejected }) => sum + rejected, 0),
      /** Everything is received at the location of what was counted first. */
      locationId: counted[0]?.line.locationId ?? null,
      locationName: counted[0]?.line.locationName ?? null,
      /** Titles of what was rejected without a reason. */
      lackingReason: counted
        .filter(({ rejected, reason }) => rejected > 0 && reason.trim() === '')
        .map(({ line }) => line.title),
      count: (line: OpenLine, to: (now: CountedLine) => Count) =>
        setCounts((before) => {
          const now = before.get(line.supplierOrderLineId) ?? { line, ...none }
          return new Map(before).set(line.supplierOrderLineId, { ...now, ...to(now) })
        }),
      wish: (lineId: string, wanted: Omit<ReceivingWish, 'lineId'> | null) =>
        setWishes((before) => {
          const after = new Map(before)
          if (wanted === null) after.delete(lineId)
          else after.set(lineId, { ...before.get(lineId), ...wanted, lineId })
          return after
        }),
      clear: () => {
        setCounts(new Map())
        setWishes(new Map())
        setContinued(false)
      },
      /** It is confirmed: the tab need not keep it. */
      forget: tab.forget,
    }
  }, [tab, receiptKey, isContinued, counts, wishes])
}

export type Counting = ReturnType<typeof useCounting>
