import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedLeft, type StockMove } from '../../../web/planning/rules/received-stock.ts'

const at = (second: number, units: number): StockMove => ({ units, at: new Date(second * 1000).toISOString() })

describe('what is left of what was received', () => {
  it('is what came, less what was sent since', () => {
    expect(receivedLeft([at(10, 10)], [at(20, 4)])).toBe(6)
    expect(receivedLeft([at(10, 10), at(30, 5)], [at(20, 4), at(40, 2)])).toBe(9)
  })

  it('owes nothing for goods that were sent before anything was received, or beyond it', () => {
    expect(receivedLeft([at(10, 10)], [at(5, 7)])).toBe(10)
    expect(receivedLeft([at(10, 6), at(30, 5)], [at(20, 9)])).toBe(5)
  })

  it('takes what was sent in the second in which goods came to be of them', () => {
    expect(receivedLeft([{ units: 3, at: '2026-11-29T10:00:05.900Z' }], [at(0, 1)])).toBe(3)
    const sent = { units: 2, at: '2026-11-29T10:00:05Z' }
    expect(receivedLeft([{ units: 3, at: '2026-11-29T10:00:05.900Z' }], [sent])).toBe(1)
  })

  it('is nothing where nothing came, and no part of a unit', () => {
    expect(receivedLeft([], [at(1, 3)])).toBe(0)
    expect(receivedLeft([at(1, 2.7)], [])).toBe(2)
    expect(receivedLeft([at(1, -2)], [])).toBe(0)
  })

  const moves = fc.array(fc.record({ second: fc.nat(20), units: fc.nat(9) }), { maxLength: 12 })
  const made = (wished: readonly { second: number; units: number }[]) => wished.map((one) => at(one.second, one.units))

  it('does not depend on the order in which moves were heard of, and is neither below zero nor more than came', () => {
    fc.assert(
      fc.property(moves, moves, (came, sent) => {
        const left = receivedLeft(made(came), made(sent))
        expect(receivedLeft(made(came.toReversed()), made(sent.toReversed()))).toBe(left)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left).toBeLessThanOrEqual(came.reduce((sum, { units }) => sum + units, 0))
      }),
    )
  })

  it('grows by exactly what comes last', () => {
    fc.assert(
      fc.property(moves, moves, fc.nat(9), (came, sent, units) => {
        const before = receivedLeft(made(came), made(sent))
        expect(receivedLeft([...made(came), at(99, units)], made(sent))).toBe(before + units)
      }),
    )
  })
})
