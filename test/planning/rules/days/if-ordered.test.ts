import { describe, expect, it } from 'vitest'
import { arrivalIfOrdered, nextOrderDay } from '../../../../web/planning/rules/days/if-ordered.ts'
import { promiseLevel } from '../../../../web/planning/rules/days/promise-level.ts'
import { TODAY } from '../shop.ts'

describe('the next order day', () => {
  it('is today where any day is, or today’s weekday is one', () => {
    expect([nextOrderDay(TODAY), nextOrderDay(TODAY, []), nextOrderDay(TODAY, [1, 3])]).toEqual([TODAY, TODAY, TODAY])
  })

  it('is the next of the weekdays, and not yesterday', () => {
    expect(nextOrderDay(TODAY, [3])).toBe('2026-11-25')
    expect(nextOrderDay(TODAY, [7])).toBe('2026-11-29')
  })
})

describe('what is ordered now comes', () => {
  it('after what deliveries took, and where nobody knows that after what the supplier says', () => {
    expect(arrivalIfOrdered(TODAY, { said: 5, proven: 9 })).toBe('2026-12-02')
    expect(arrivalIfOrdered(TODAY, { said: 5, proven: null })).toBe('2026-11-28')
    expect(arrivalIfOrdered(TODAY, { said: 5, proven: 0, orderDays: [3] })).toBe('2026-11-25')
  })

  it('on no day that nobody knows', () => {
    expect(arrivalIfOrdered(TODAY, { said: null })).toBeNull()
    expect(arrivalIfOrdered('soon', { said: 5, orderDays: [3] })).toBeNull()
  })
})

it('nine in ten promises are to be kept', () => {
  expect(promiseLevel).toBe(0.9)
})
