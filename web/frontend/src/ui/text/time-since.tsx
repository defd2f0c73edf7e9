import { useSyncExternalStore } from 'react'
import { ago, daysAgo, exactTime } from '../../format/dates.ts'

/** How long ago something was; the exact time is its hint. It follows the clock by the minute. */
export function TimeSince({ instant, inDays = false }: { instant: string; inDays?: boolean }) {
  const now = useSyncExternalStore(onMinute, thisMinute)
  return (
    <time dateTime={instant} title={exactTime(instant)}>
      {inDays ? daysAgo(instant, now) : ago(instant, now)}
    </time>
  )
}

const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

function onMinute(listener: () => void): () => void {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    for (const tell of listeners) tell()
  }, 5_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The same for a whole minute, so that nothing is drawn anew in between. */
function thisMinute(): number {
  return Math.floor(Date.now() / 60_000) * 60_000
}
