import type { BackorderRow, NotCounted, ShownStatus } from '../../../../backorders/contract/backorders.ts'
import { calendarDay } from '../../format/dates.ts'

type Tone = 'neutral' | 'info' | 'success' | 'attention' | 'warning' | 'critical'
export type StatusWord = { readonly text: string; readonly tone: Tone }

const shownWords: Record<ShownStatus, StatusWord | null> = {
  late: { text: 'Late', tone: 'critical' },
  'to-order': { text: 'To order', tone: 'attention' },
  'on-order': { text: 'On order', tone: 'info' },
  ready: { text: 'Ready', tone: 'success' },
  'no-longer-sold': { text: 'No longer sold', tone: 'critical' },
  'to-move': { text: 'To move', tone: 'critical' },
  // The expected day says it already.
  delayed: null,
  'no-date': null,
}

const stateWords: Record<BackorderRow['state'] | NotCounted, StatusWord> = {
  open: { text: 'Open', tone: 'attention' },
  ready: { text: 'Ready', tone: 'success' },
  unpaid: { text: 'Waits for payment', tone: 'neutral' },
  scheduled: { text: 'Scheduled', tone: 'neutral' },
  unclaimed: { text: 'Not counted', tone: 'neutral' },
  moved: { text: 'Moved', tone: 'neutral' },
  closed: { text: 'Closed', tone: 'neutral' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
}

export function statusWords({
  state,
  notCounted,
  shown,
}: Pick<BackorderRow, 'state' | 'notCounted' | 'shown'>): StatusWord[] {
  const words = shown.flatMap((status) => shownWords[status] ?? [])
  return words.length > 0 ? words : [stateWords[notCounted ?? state]]
}

type Expected = Pick<BackorderRow, 'state' | 'notCounted' | 'shown' | 'readyOn' | 'uncovered' | 'inDrafts'>

export const delayed = {
  whole: 'Delayed, new date to follow',
  now: 'Delayed',
  // Where there is little room.
  next: 'New date to follow',
} as const

/** Of a line that is in no queue. */
const notWaiting: Partial<Record<BackorderRow['state'] | NotCounted, string>> = {
  unpaid: 'Once it is paid',
  scheduled: 'On its scheduled date',
  unclaimed: 'Not counted',
  moved: 'At another location',
  closed: 'Shipped',
  cancelled: 'Cancelled',
}

/** When all of a line's units can leave; or that what it lacks is on a draft, which is ordered next. */
export function expectedWords({ state, notCounted, shown, readyOn, uncovered, inDrafts }: Expected): string {
  const known = notWaiting[notCounted ?? state]
  if (known !== undefined) return known
  if (shown.includes('no-longer-sold')) return 'Never: deleted in Shopify'
  if (shown.includes('to-move')) return 'Once it is moved'
  if (readyOn === 'now') return 'Can ship now'
  if (shown.includes('delayed')) return delayed.whole
  if (uncovered > 0 && inDrafts >= uncovered) return 'In a draft'
  return readyOn === null ? 'No date' : calendarDay(readyOn)
}

type Promised = Pick<BackorderRow, 'state' | 'readyOn' | 'firstPromise' | 'firstEstimate'>

/** What its shopper was told, else the first day that was planned, where another day, or none, is expected now. */
export function otherPromise({ state, readyOn, firstPromise, firstEstimate }: Promised): string | null {
  const first = firstPromise ?? firstEstimate
  if (state !== 'open' || first === null || first === readyOn) return null
  return `${firstPromise === null ? 'First estimate' : 'Promised'} ${calendarDay(first)}`
}
