import { expect, test } from 'vitest'
import { cutRange } from '../../../web/checks/import/cut-range.ts'
import { withinRange } from '../../../web/platform/shopify/bulk/bulk-range.ts'
import { bulkQueryNames, loadBulkQuery } from '../../../web/platform/shopify/operations.ts'

const now = '2026-11-29T10:00:00.000Z'
const ever = { from: null, before: null }

test('what has no beginning is cut at the last month, and then ever twice as far back, to before there were shops', () => {
  const cuts: string[] = []
  let left: Parameters<typeof cutRange>[0] | undefined = ever
  for (let halves = cutRange(left, now); halves !== null; halves = cutRange(halves[0], now)) {
    expect(halves[0].before).toBe(halves[1].from)
    expect(halves[1].before).toBe(left?.before ?? null)
    left = halves[0]
    cuts.push(halves[1].from ?? '')
  }
  expect(cuts.slice(0, 3)).toEqual(['2026-10-30T10:00:00.000Z', '2026-09-30T10:00:00.000Z', '2026-08-01T10:00:00.000Z'])
  expect(cuts.at(-1)).toBe('2006-01-01T00:00:00.000Z')
})

test('anything else is cut in the middle, at a whole second, until it is a minute', () => {
  let left = { from: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }
  let cuts = 0
  for (let halves = cutRange(left, now); halves !== null; halves = cutRange(left, now)) {
    const [older, newer] = halves
    expect([older.from, newer.before, older.before]).toEqual([left.from, left.before, newer.from])
    expect(newer.from).toMatch(/\.000Z$/)
    left = { from: newer.from ?? '', before: newer.before ?? '' }
    cuts += 1
  }
  const spanMs = Date.parse(left.before) - Date.parse(left.from)
  expect(spanMs).toBeGreaterThanOrEqual(60_000)
  expect(spanMs).toBeLessThan(120_000)
  expect(cuts).toBe(10)
})

test('what has no end goes on for what is made from now on', () => {
  expect(cutRange({ from: '2026-11-29T08:00:00Z', before: null }, now)).toEqual([
    { from: '2026-11-29T08:00:00Z', before: '2026-11-29T09:00:00.000Z' },
    { from: '2026-11-29T09:00:00.000Z', before: null },
  ])
  expect(cutRange({ from: '2026-11-29T09:59:00Z', before: null }, now)).toBeNull()
})

test.each(bulkQueryNames)('the query of %s asks for a span of time, and else is what it was', (name) => {
  const text = loadBulkQuery(name)
  expect(withinRange(name, text, ever)).toBe(text)
  const field = name === 'catalogue' ? 'updated_at' : 'created_at'
  const range = { from: '2026-11-01T00:00:00.123Z', before: '2026-11-02T00:00:00Z' }
  const ranged = withinRange(name, text, range)
  const terms = `${field}:>='2026-11-01T00:00:00Z' AND ${field}:<'2026-11-02T00:00:00Z'`
  expect(ranged).toContain(terms)
  expect(ranged.split('\n').slice(2)).toEqual(text.split('\n').slice(2))
  expect(withinRange(name, text, { ...range, before: null })).not.toContain(':<')
})
