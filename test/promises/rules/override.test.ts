import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Override, overridden } from '../../../web/promises/rules/override.ts'

const promise = {
  state: 'backorder' as const,
  from: '2026-12-01',
  to: '2026-12-09',
  room: 4,
  units: 6,
  at: '2026-11-25T09:00:00.000Z',
}
const nothing: Override = { day: null, note: null, hide: false }

describe('what the merchant has shoppers told', () => {
  test('a fixed day counts instead of the plan’s, for any number of units', () => {
    expect(overridden(promise, { ...nothing, day: '2026-12-20' })).toEqual({
      ...promise,
      from: '2026-12-20',
      to: '2026-12-20',
      units: null,
    })
  })

  test('a fixed day is told of what is delayed, and a text says it instead', () => {
    const { from: _, to: __, ...rest } = promise
    const delayed = { ...rest, from: null, to: null, units: null, delayed: true as const }
    const dated = overridden(delayed, { ...nothing, day: '2026-12-20' })
    expect(dated).toMatchObject({ from: '2026-12-20', to: '2026-12-20' })
    expect(dated).not.toHaveProperty('delayed')
    expect(overridden(delayed, { ...nothing, note: 'note-spring' })).toMatchObject({
      delayed: true,
      note: 'note-spring',
    })
  })

  test('a text and hiding are added, and the days stay', () => {
    expect(overridden(promise, { day: null, note: 'note-spring', hide: true })).toEqual({
      ...promise,
      note: 'note-spring',
      hide: true,
    })
  })

  test('what nothing is said of stays as it is', () => {
    expect(overridden(promise, null)).toBe(promise)
    expect(overridden(promise, undefined)).toBe(promise)
    expect(overridden(promise, nothing)).toEqual(promise)
  })

  test.each(['discontinued', 'limit-reached'] as const)('nothing that is %s is given a day or a text', (state) => {
    const gone = { ...promise, state, from: null, to: null, room: 0 }
    expect(overridden(gone, { day: '2026-12-20', note: 'note-spring', hide: false })).toEqual(gone)
    expect(overridden(gone, { ...nothing, hide: true })).toEqual({ ...gone, hide: true })
  })

  test('overriding what was overridden changes nothing', () => {
    const day = fc.option(fc.constantFrom('2026-12-01', '2027-02-28'))
    const override = fc.record({ day, note: fc.option(fc.constant('note-spring')), hide: fc.boolean() })
    const state = fc.constantFrom('backorder', 'made-to-order', 'discontinued', 'limit-reached')
    fc.assert(
      fc.property(
        fc.record({ state, from: day, to: day, room: fc.constant(null), units: fc.option(fc.nat()) }),
        override,
        (told, said) => {
          const once = overridden(told, said)
          expect(overridden(once, said)).toEqual(once)
          expect(once.state).toBe(told.state)
        },
      ),
    )
  })
})
