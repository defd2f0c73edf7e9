import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareAmounts,
  decimalsOf,
  difference,
  isAmount,
  product,
  quotient,
  rounded,
  shares,
  sum,
} from '../../../web/platform/values/money.ts'

const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, scale]) => {
    const text = String(digits).padStart(scale + 1, '0')
    return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
  })

describe('amounts of money', () => {
  it('add up to the cent where floating point would not', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3')
    expect(sum(Array.from({ length: 1000 }, () => '0.07'))).toBe('70')
    expect(sum([])).toBe('0')
    expect(difference('0.3', '0.1')).toBe('0.2')
    expect(difference('1', '2.50')).toBe('-1.5')
  })

  it('are multiplied exactly, however large', () => {
    expect(product('0.335', 3)).toBe('1.005')
    expect(product('99999999999999.999999', 1_000_000)).toBe('99999999999999999999')
    expect(product('10.50', '1.0843')).toBe('11.38515')
  })

  it.each([
    ['1.005', 2, '1.01'],
    ['1.0049999', 2, '1'],
    ['-1.005', 2, '-1.01'],
    ['12.5', 0, '13'],
    ['12.34', 4, '12.34'],
  ])('round half away from zero: %s to %i decimals is %s', (from, decimals, to) => {
    expect(rounded(from, decimals)).toBe(to)
  })

  it('are divided to as many decimals as are asked for', () => {
    expect(quotient('10', 3, 4)).toBe('3.3333')
    expect(quotient('20', 3, 0)).toBe('7')
    expect(quotient('-1', '0.3', 2)).toBe('-3.33')
    expect(() => quotient('1', 0, 2)).toThrow(RangeError)
  })

  it('are compared by what they are worth, not by how they are written', () => {
    expect(compareAmounts('12.50', '12.5')).toBe(0)
    expect(compareAmounts('9', '10')).toBeLessThan(0)
    expect(compareAmounts('-1', '-2')).toBeGreaterThan(0)
  })

  it('are split by weight without a cent getting lost', () => {
    expect(shares('10', ['1', '1', '1'], 2)).toEqual(['3.34', '3.33', '3.33'])
    expect(shares('7.50', ['20', '0', '10.00'], 2)).toEqual(['5', '0', '2.5'])
    expect(shares('1', ['0', '0'], 2)).toEqual(['0.5', '0.5'])
    expect(shares('1', [], 2)).toEqual([])
  })

  it('are told from other text', () => {
    for (const text of ['', '.5', '5.', '1e3', '1,5', '٣', 'NaN']) expect(isAmount(text), text).toBe(false)
    expect(() => sum(['1,5'])).toThrow(RangeError)
  })

  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['nonsense', 2],
  ])('in %s are paid with %i decimals', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals)
  })

  it('split into shares that add up, whatever the weights', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 20 }), (whole, weights) => {
        const parts = shares(whole, weights, 2)
        expect(sum(parts)).toBe(rounded(whole, 2))
        for (const part of parts) expect(compareAmounts(part, '0')).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('come back from a sum as they went in', () => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        expect(compareAmounts(difference(sum([one, other]), other), one)).toBe(0)
        expect(Math.sign(compareAmounts(one, other))).toBe(-Math.sign(compareAmounts(other, one)) + 0)
      }),
    )
  })
})
