// What is told of goods whose day has passed.
import { describe, expect, it } from 'vitest'
import { expectedDay } from '../../../web/domain/supplier-orders/lateness.ts'

const TODAY = '2026-11-25'
const days = (count: number, each: number) => Array.from({ length: count }, () => each)

describe('the day that may be told of an arrival', () => {
  it('is its own while that is to come, and today', () => {
    expect(expectedDay('2026-11-26', TODAY, undefined)).toBe('2026-11-26')
    expect(expectedDay(TODAY, TODAY, undefined)).toBe(TODAY)
  })

  it('is none where no day was given, or none of the calendar', () => {
    expect(expectedDay(null, TODAY, undefined)).toBeNull()
    expect(expectedDay('2026-02-30', TODAY, undefined)).toBeNull()
  })

  it('is none once it has passed and nobody knows how late the supplier gets', () => {
    expect(expectedDay('2026-11-24', TODAY, undefined)).toBeNull()
    expect(expectedDay('2026-11-24', TODAY, { came: days(4, 9), open: [] })).toBeNull()
  })

  it('is the one within which nine in ten came that were later than it is', () => {
    const came = [...days(50, 0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 30]
    expect(expectedDay('2026-11-25', TODAY, { came, open: [] })).toBe('2026-11-25')
    // Four days late: of six that were later, the last.
    expect(expectedDay('2026-11-21', TODAY, { came, open: [] })).toBe('2026-12-21')
    // One day late: of nine that were later, the last; of ten, the last but one.
    expect(expectedDay('2026-11-24', TODAY, { came, open: [] })).toBe('2026-12-24')
    expect(expectedDay('2026-11-24', TODAY, { came: [...came, 10], open: [] })).toBe('2026-12-04')
  })

  it('never is today: what was as late as this or less does not count', () => {
    expect(expectedDay('2026-11-23', TODAY, { came: days(20, 2), open: [] })).toBeNull()
    expect(expectedDay('2026-11-23', TODAY, { came: days(20, 3), open: [] })).toBe('2026-11-26')
  })

  it('counts what is later still and has not come: where much of that is, no day can be told', () => {
    const came = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    expect(expectedDay('2026-11-23', TODAY, { came, open: [2, 2] })).toBe('2026-12-04')
    expect(expectedDay('2026-11-23', TODAY, { came, open: [5, 8] })).toBe('2026-12-05')
    expect(expectedDay('2026-11-23', TODAY, { came, open: [40, 50] })).toBeNull()
  })
})
