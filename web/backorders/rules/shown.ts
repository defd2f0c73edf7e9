// What a merchant is told about a line, derived and never stored. 2 of 3 backordered units are on a supplier order that
// slipped past the day first promised, and 1 is on none: the line is to order, late and without a day. One that waits for
// units whose day has passed, and of which no new day can be told, is delayed.

import { hasObstacle, type Obstacle } from '../../mirror/rules/obstacle.ts'
import type { BackorderNumbers } from '../../planning/rules/record/backorder.ts'
import type { Day } from '../../platform/values/day.ts'

export type ShownStatus =
  | 'to-order'
  | 'on-order'
  | 'late'
  | 'delayed'
  | 'no-date'
  | 'ready'
  | 'no-longer-sold'
  | 'to-move'

/**
 * The most pressing first; none for a line that is done with. What was deleted is neither ordered nor received any more. At a
 * closed location a line can neither be served nor ordered for: until somebody moves it nothing else is to be said of it.
 */
export function shownStatuses(
  numbers: Pick<BackorderNumbers, 'state' | 'backordered' | 'pegged' | 'uncovered' | 'readyOn' | 'nextArrivalOn'>,
  firstPromise: Day | null,
  today: Day,
  obstacles: readonly Pick<Obstacle, 'reason'>[] = [],
): ShownStatus[] {
  const isToMove = hasObstacle(obstacles, 'location-closed', 'location-deleted')
  if (numbers.state === 'open' && hasObstacle(obstacles, 'item-deleted')) return ['no-longer-sold']
  if (isToMove && (numbers.state === 'open' || numbers.state === 'ready')) return ['to-move']
  if (numbers.state === 'ready') return ['ready']
  if (numbers.state !== 'open') return []
  const { backordered, pegged, uncovered, readyOn, nextArrivalOn } = numbers
  const isOverdue = nextArrivalOn !== null && nextArrivalOn < today
  const isLate = readyOn !== null && (readyOn < today || (firstPromise !== null && readyOn > firstPromise))
  const statuses: [ShownStatus, boolean][] = [
    ['late', isOverdue || isLate],
    ['delayed', isOverdue && readyOn === null],
    ['to-order', uncovered > 0],
    ['on-order', pegged === backordered],
    ['no-date', readyOn === null],
  ]
  return statuses.filter(([, holds]) => holds).map(([status]) => status)
}
