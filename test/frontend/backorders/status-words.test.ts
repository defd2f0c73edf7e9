// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import type { BackorderRow } from '../../../web/backorders/contract/backorders.ts'
import { unitsSentence, unitsSummary } from '../../../web/frontend/src/backorders/words/detail-words.ts'
import { expectedWords, otherPromise, statusWords } from '../../../web/frontend/src/backorders/words/status-words.ts'
import { ago } from '../../../web/frontend/src/format/dates.ts'

type Line = Pick<BackorderRow, 'state' | 'shown' | 'readyOn'> & Partial<BackorderRow>

test.each<[string, Line, string[], string]>([
  ['to order', { state: 'open', shown: ['to-order', 'no-date'], readyOn: null }, ['To order'], 'No date'],
  [
    'to order and on a draft',
    { state: 'open', shown: ['to-order', 'no-date'], readyOn: null, uncovered: 2, inDrafts: 2 },
    ['To order'],
    'In a draft',
  ],
  [
    'to order and partly on a draft',
    { state: 'open', shown: ['to-order', 'no-date'], readyOn: null, uncovered: 2, inDrafts: 1 },
    ['To order'],
    'No date',
  ],
  ['on order', { state: 'open', shown: ['on-order'], readyOn: '2026-12-04' }, ['On order'], 'Dec 4, 2026'],
  ['on order without a day', { state: 'open', shown: ['on-order', 'no-date'], readyOn: null }, ['On order'], 'No date'],
  [
    'delayed',
    { state: 'open', shown: ['late', 'delayed', 'on-order', 'no-date'], readyOn: null, uncovered: 2, inDrafts: 2 },
    ['Late', 'On order'],
    'Delayed, new date to follow',
  ],
  ['late', { state: 'open', shown: ['late', 'on-order'], readyOn: '2026-12-04' }, ['Late', 'On order'], 'Dec 4, 2026'],
  ['ready', { state: 'ready', shown: ['ready'], readyOn: 'now' }, ['Ready'], 'Can ship now'],
  ['closed', { state: 'closed', shown: [], readyOn: null }, ['Closed'], 'Shipped'],
  ['cancelled', { state: 'cancelled', shown: [], readyOn: null }, ['Cancelled'], 'Cancelled'],
  [
    'unpaid',
    { state: 'cancelled', notCounted: 'unpaid', shown: [], readyOn: null },
    ['Waits for payment'],
    'Once it is paid',
  ],
  [
    'scheduled',
    { state: 'cancelled', notCounted: 'scheduled', shown: [], readyOn: null },
    ['Scheduled'],
    'On its scheduled date',
  ],
  [
    'not counted',
    { state: 'cancelled', notCounted: 'unclaimed', shown: [], readyOn: null },
    ['Not counted'],
    'Not counted',
  ],
  [
    'moved away',
    { state: 'cancelled', notCounted: 'moved', shown: [], readyOn: null },
    ['Moved'],
    'At another location',
  ],
])('a line that is %s says so, and when it can leave', (_, line, statuses, expected) => {
  expect(statusWords(line).map((status) => status.text)).toEqual(statuses)
  expect(expectedWords({ uncovered: 0, inDrafts: 0, ...line })).toBe(expected)
})

test.each<[string, Partial<BackorderRow> & Pick<BackorderRow, 'state' | 'readyOn'>, string | null]>([
  [
    'only another day was planned',
    { state: 'open', readyOn: null, firstEstimate: '2026-11-29' },
    'First estimate Nov 29, 2026',
  ],
  [
    'another was planned than was told',
    { state: 'open', readyOn: '2026-12-04', firstPromise: '2026-12-04', firstEstimate: '2026-11-29' },
    null,
  ],
  ['nothing is expected yet', { state: 'open', readyOn: null, firstPromise: '2026-11-29' }, 'Promised Nov 29, 2026'],
  [
    'another day is expected',
    { state: 'open', readyOn: '2026-12-04', firstPromise: '2026-11-29' },
    'Promised Nov 29, 2026',
  ],
  ['that day is expected', { state: 'open', readyOn: '2026-11-29', firstPromise: '2026-11-29' }, null],
  ['nothing was promised', { state: 'open', readyOn: null, firstPromise: null }, null],
  ['it can leave', { state: 'ready', readyOn: 'now', firstPromise: '2026-11-29' }, null],
])('the day promised first is told beside the expected one where %s', (_, line, words) => {
  expect(otherPromise({ firstPromise: null, firstEstimate: null, ...line })).toBe(words)
})

const now = Date.parse('2026-11-22T10:00:00Z')
test.each([
  ['2026-11-22T10:00:05Z', 'Just now'],
  ['2026-11-22T09:59:30Z', 'Just now'],
  ['2026-11-22T09:59:00Z', '1 minute ago'],
  ['2026-11-22T08:00:01Z', '1 hour ago'],
  ['2026-11-19T10:00:00Z', '3 days ago'],
  ['2026-11-01T10:00:00Z', '3 weeks ago'],
  ['2026-08-01T10:00:00Z', '3 months ago'],
  ['2024-08-01T10:00:00Z', '2 years ago'],
])('%s is %s', (instant, words) => {
  expect(ago(instant, now)).toBe(words)
})

describe('units', () => {
  const units = { units: 6, shipped: 1, covered: 1, pegged: 2, uncovered: 2 }

  test('are told in the order in which they move', () => {
    expect(unitsSentence(units)).toBe('6 units: 1 shipped, 1 in stock, 2 on order, 2 to order')
    expect(unitsSentence({ units: 6, shipped: 0, covered: 0, pegged: 0, uncovered: 0 })).toBe('No units are owed')
  })

  test.each([
    [{ ...units, state: 'open' }, '4 of 6 units backordered.'],
    [{ ...units, pegged: 0, uncovered: 0, state: 'ready' }, 'All 6 units in stock.'],
    [{ ...units, units: 4, state: 'open' }, 'All 4 units backordered.'],
    [{ ...units, units: 1, pegged: 0, uncovered: 1, state: 'open' }, '1 unit backordered.'],
    [{ ...units, state: 'closed' }, 'All 6 units shipped.'],
    [{ ...units, state: 'cancelled' }, 'Cancelled: nothing left to ship.'],
    [{ ...units, state: 'cancelled', notCounted: 'unpaid' }, '5 of 6 units are not counted until the order is paid.'],
    [{ ...units, shipped: 0, state: 'cancelled', notCounted: 'scheduled' }, 'All 6 units are scheduled for later.'],
    [{ ...units, units: 1, shipped: 0, state: 'cancelled', notCounted: 'unclaimed' }, '1 unit is not counted.'],
    [{ ...units, state: 'cancelled', notCounted: 'moved' }, 'Moved: these units ship from another location.'],
  ] as const)('are summed up in a sentence: %o', (line, sentence) => {
    expect(unitsSummary(line)).toBe(sentence)
  })
})
