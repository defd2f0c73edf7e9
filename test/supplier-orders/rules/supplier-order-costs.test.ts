import { describe, expect, it } from 'vitest'
import { inShopCurrency, landedCosts, lineTotal, totals } from '../../../web/supplier-orders/rules/costs.ts'

const line = (units: number, cost: string | null, cancelled = 0) => ({ units, cost, cancelled })
const inEuro = { currency: 'EUR', tax: '0', shipping: '0', exchangeRate: '1' }

describe('what a supplier order costs', () => {
  it('is the sum of its lines, tax and shipping, to the cent', () => {
    const lines = [line(3, '0.335'), line(10, '2.10'), line(5, null)]
    expect(lineTotal(line(3, '0.335'), 'EUR')).toBe('1.01')
    expect(totals(lines, { ...inEuro, tax: '4.18', shipping: '9.90' })).toEqual({ subtotal: '22.01', total: '36.09' })
  })

  it('has no fractions in a currency that has none', () => {
    expect(lineTotal(line(3, '33.5'), 'JPY')).toBe('101')
  })

  it('leaves out what was cancelled', () => {
    expect(totals([line(10, '2', 4)], inEuro).subtotal).toBe('12')
  })

  it('is told in the shop’s currency where the rate is known', () => {
    expect(inShopCurrency('36.09', '1.0843', 'USD')).toBe('39.13')
    expect(inShopCurrency('36.09', null, 'USD')).toBe(null)
  })
})

describe('the landed cost of a unit', () => {
  it('has its share of tax and shipping, by value, at the day’s rate', () => {
    const order = { currency: 'EUR', tax: '1', shipping: '2', exchangeRate: '2' }
    expect(landedCosts([line(10, '2'), line(1, '10')], order)).toEqual(['4.4', '22'])
  })

  it('is unknown without a cost or a rate, and for what was cancelled', () => {
    const order = { ...inEuro, shipping: '3' }
    expect(landedCosts([line(10, null), line(3, '1'), line(3, '1', 3)], order)).toEqual([null, '2', null])
    expect(landedCosts([line(3, '1')], { ...order, exchangeRate: null })).toEqual([null])
  })

  it('is precise where shares do not come out even', () => {
    expect(landedCosts([line(3, '1'), line(3, '1'), line(3, '1')], { ...inEuro, shipping: '10' })).toEqual([
      '2.111111',
      '2.111111',
      '2.111111',
    ])
  })
})
