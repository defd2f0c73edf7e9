import { expect, test } from 'vitest'
import { type ShownStatus, shownStatuses } from '../../../web/backorders/rules/shown.ts'
import type { ObstacleReason } from '../../../web/mirror/rules/obstacle.ts'

type Line = Parameters<typeof shownStatuses>[0]

const line: Line = { state: 'open', backordered: 3, pegged: 0, uncovered: 3, readyOn: null, nextArrivalOn: null }
const onOrder: Line = { ...line, pegged: 3, uncovered: 0, readyOn: '2026-12-04', nextArrivalOn: '2026-12-04' }

test.each<[string, Line, string | null, ShownStatus[]]>([
  ['units on no supplier order', line, null, ['to-order', 'no-date']],
  ['some units on a supplier order', { ...line, pegged: 2, uncovered: 1 }, null, ['to-order', 'no-date']],
  ['all units on a supplier order', onOrder, '2026-12-04', ['on-order']],
  ['a supplier order without a day', { ...onOrder, readyOn: null }, null, ['on-order', 'no-date']],
  ['a day that slipped past the first promise', onOrder, '2026-12-01', ['late', 'on-order']],
  ['a day that came forward', onOrder, '2026-12-24', ['on-order']],
  ['a day that has passed', { ...onOrder, readyOn: '2026-11-21' }, '2026-11-21', ['late', 'on-order']],
  ['a day that is today', { ...onOrder, readyOn: '2026-11-22' }, '2026-11-22', ['on-order']],
  ['an arrival that is overdue', { ...onOrder, nextArrivalOn: '2026-11-21' }, '2026-12-04', ['late', 'on-order']],
  [
    'an overdue arrival for some units',
    { ...line, pegged: 2, uncovered: 1, nextArrivalOn: '2026-11-21' },
    null,
    ['late', 'delayed', 'to-order', 'no-date'],
  ],
  [
    'an overdue arrival of which no new day can be told',
    { ...onOrder, readyOn: null, nextArrivalOn: '2026-11-21' },
    '2026-12-04',
    ['late', 'delayed', 'on-order', 'no-date'],
  ],
  ['an arrival that is due today', { ...onOrder, nextArrivalOn: '2026-11-22' }, '2026-12-04', ['on-order']],
  ['all units covered', { ...line, state: 'ready', backordered: 0, uncovered: 0 }, '2026-11-01', ['ready']],
  ['all units shipped', { ...line, state: 'closed', backordered: 0, uncovered: 0 }, null, []],
  ['no units owed', { ...line, state: 'cancelled', backordered: 0, uncovered: 0 }, null, []],
])('a line with %s is shown as such', (_, numbers, firstPromise, shown) => {
  expect(shownStatuses(numbers, firstPromise, '2026-11-22')).toEqual(shown)
})

const ready: Line = { ...line, state: 'ready', backordered: 0, uncovered: 0 }

test.each<[string, ObstacleReason[], Line, ShownStatus[]]>([
  ['a deleted product', ['item-deleted'], line, ['no-longer-sold']],
  ['a deleted product at a closed location', ['item-deleted', 'location-closed'], line, ['no-longer-sold']],
  ['a closed location', ['location-closed'], onOrder, ['to-move']],
  ['a deleted location, with units that were covered there', ['location-deleted'], ready, ['to-move']],
  ['a closed location, with nothing left to ship', ['location-closed'], { ...ready, state: 'closed' }, []],
  ['an order that cannot be read', ['not-read'], line, ['to-order', 'no-date']],
  ['an item that is not tracked any more', ['not-tracked'], ready, ['ready']],
])('a line of %s is told nothing else', (_, reasons, numbers, shown) => {
  const obstacles = reasons.map((reason) => ({ reason }))
  expect(shownStatuses(numbers, null, '2026-11-22', obstacles)).toEqual(shown)
})
