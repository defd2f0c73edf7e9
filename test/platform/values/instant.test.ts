import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../web/platform/values/instant.ts'

const NINE = Date.UTC(2026, 10, 22, 9)

describe('moments', () => {
  it.each([
    '2026-11-22T09:00:00Z',
    '2026-11-22T04:00:00-05:00',
    '2026-11-22T04:00:00-0500',
    '2026-11-22T04:00:00-05',
    '2026-11-22T09:00:00.000Z',
    '2026-11-22T09:00Z',
    '2026-11-22t09:00:00z',
    '2026-11-22 09:00:00+00:00',
  ])('are the same however they are written: %s', (text) => {
    expect(instantOf(text)).toBe(NINE)
  })

  it('are told apart below a millisecond', () => {
    expect(instantOf('2026-11-22T09:00:00.000250Z')).toBe(NINE + 0.25)
    expect(instantOf('2026-11-22T09:00:00,5Z')).toBe(NINE + 500)
  })

  it('do not depend on where the app runs', () => {
    expect(instantOf('2026-11-22T09:00:00')).toBe(NINE)
    expect(instantOf('2026-11-22')).toBe(NINE - 9 * 3_600_000)
  })

  it.each(['', 'yesterday', '22.11.2026', '2026-13-01T09:00:00Z', '2026-11-22T25:00:00Z', '1795338000', 'Nov 22 2026'])(
    'come after all others when they cannot be read: %j',
    (text) => {
      expect(instantOf(text)).toBe(Number.POSITIVE_INFINITY)
    },
  )
})
