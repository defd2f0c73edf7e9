import { describe, expect, it } from 'vitest'
import {
  moveRefusalOf,
  outstandingOf,
  progressOf,
  supplierOrderMoves,
  supplierOrderStates,
} from '../../../web/supplier-orders/rules/supplier-order.ts'

const line = (units: number, accepted = 0, rejected = 0, cancelled = 0) => ({ units, accepted, rejected, cancelled })

describe('the moves of a supplier order', () => {
  it.each([
    ['draft', 'edit correct order send cancel'],
    ['ordered', 'edit correct undo-order send receive cancel'],
    ['partly-received', 'edit correct send receive cancel'],
    ['received', 'correct receive close'],
    ['closed', ''],
    ['cancelled', ''],
  ] as const)('of one that is %s are: %s', (state, moves) => {
    expect(supplierOrderMoves.filter((move) => moveRefusalOf(state, move) === null).join(' ')).toBe(moves)
  })

  it('say why, wherever they are refused', () => {
    const said = supplierOrderStates.flatMap((state) => supplierOrderMoves.map((move) => moveRefusalOf(state, move)))
    expect(new Set(said)).toEqual(
      new Set([
        null,
        'not-ordered-yet',
        'already-ordered',
        'units-to-come',
        'nothing-to-come',
        'has-come',
        'some-came',
        'is-closed',
        'is-cancelled',
      ]),
    )
    expect(moveRefusalOf('ordered', 'close')).toBe('units-to-come')
    expect(moveRefusalOf('draft', 'receive')).toBe('not-ordered-yet')
  })
})

describe('how far a supplier order is', () => {
  it('has 3 to come where of 10 units 6 were accepted and 1 rejected (example 9)', () => {
    expect(outstandingOf(line(10, 6, 1))).toBe(3)
    expect(progressOf([line(10, 6, 1)])).toBe('partly-received')
  })

  it.each([
    ['nothing came', [line(10), line(5)], 'ordered'],
    ['a single unit is to come', [line(1)], 'ordered'],
    ['a single unit came', [line(10, 1)], 'partly-received'],
    ['one of two lines came', [line(10, 10), line(5)], 'partly-received'],
    ['everything came', [line(10, 10), line(5, 4, 1)], 'received'],
    ['more came than was ordered (F06)', [line(10, 12)], 'received'],
    ['what had not come was cancelled', [line(10, 6, 1, 3)], 'received'],
    ['all of it was cancelled', [line(10, 0, 0, 10)], 'cancelled'],
    ['all that came was rejected', [line(10, 0, 10)], 'received'],
  ] as const)('when %s', (_what, lines, progress) => {
    expect(progressOf(lines)).toBe(progress)
  })

  it('never has less than nothing to come', () => {
    expect(outstandingOf(line(10, 12))).toBe(0)
  })
})
