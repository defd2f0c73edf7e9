import { afterEach, describe, expect, test, vi } from 'vitest'
import { moneyWords, readMoney, typedMoney } from '../../web/frontend/src/format/money.ts'

const inLanguage = (language: string) => vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
afterEach(() => vi.restoreAllMocks())

describe('an amount that is typed', () => {
  test.each([
    ['12', '12'],
    ['12.5', '12.5'],
    ['12,5', '12.5'],
    ['0012.50', '12.50'],
    ['1,234', '1234'],
    ['1,234,567.125', '1234567.125'],
    ['1.234,50', '1234.50'],
    ['1 234.50', '1234.50'],
    ['1’234.50', '1234.50'],
    ['1.234', '1.234'],
    ['0', '0'],
  ])('%s is %s in English', (typed, amount) => {
    inLanguage('en-GB')
    expect(readMoney(typed)).toBe(amount)
  })

  test.each([
    ['1.234', '1234'],
    ['1,234', '1.234'],
    ['12.5', '12.5'],
  ])('%s is %s in German', (typed, amount) => {
    inLanguage('de-DE')
    expect(readMoney(typed)).toBe(amount)
  })

  test.each(['', 'twelve', '-5', '12.', '.5', '1.2.3', '1,23,4', '12.1234567', '123456789012345', '€12', '1e5', '٣'])(
    '%j is none',
    (typed) => {
      expect(readMoney(typed)).toBeNull()
    },
  )

  test('stands in its field as the merchant would write it, and is read back', () => {
    inLanguage('de-DE')
    expect(typedMoney('1234.50')).toBe('1234,50')
    expect(readMoney(typedMoney('1234.50'))).toBe('1234.50')
    expect(typedMoney('1234.5')).toBe('1234,50')
    expect(typedMoney('1234')).toBe('1234')
    expect(readMoney(typedMoney('1.125'))).toBe('1.125')
  })
})

describe('an amount that is shown', () => {
  test('has the decimals of its currency, and more where it has more', () => {
    inLanguage('en-GB')
    expect(moneyWords('12.5', 'EUR')).toBe('€12.50')
    expect(moneyWords('0.125', 'EUR')).toBe('€0.125')
    expect(moneyWords('1234', 'JPY')).toBe('JP¥1,234')
  })

  test('keeps every digit of a large one', () => {
    inLanguage('en-GB')
    expect(moneyWords('99999999999999.123456', 'EUR')).toBe('€99,999,999,999,999.123456')
  })
})
