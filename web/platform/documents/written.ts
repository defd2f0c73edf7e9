import type { Day } from '../values/day.ts'
import type { Amount } from '../values/money.ts'

/** Dates, numbers and amounts as people of a language write them. */
export type Written = {
  day(day: Day): string
  units(units: number): string
  amount(amount: Amount): string
  /** With as many decimals as a cost has. */
  cost(cost: Amount): string
}

/** A language that is none is written as English, and an amount of a currency that is none without it. */
export function writtenIn(language: string, currency: string): Written {
  const locale = isLocale(language) ? language : 'en'
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const numbers = new Intl.NumberFormat(locale)
  const inCurrency = /^[A-Z]{3}$/.test(currency) ? { style: 'currency' as const, currency } : {}
  const amounts = new Intl.NumberFormat(locale, inCurrency)
  const costs = new Intl.NumberFormat(locale, { ...inCurrency, maximumFractionDigits: 6 })
  return {
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    units: (units) => numbers.format(units),
    amount: (amount) => amounts.format(decimal(amount)),
    cost: (cost) => costs.format(decimal(cost)),
  }
}

/** Formatted digit by digit: an amount is never a floating-point number. */
function decimal(amount: Amount): Intl.StringNumericLiteral {
  return amount as Intl.StringNumericLiteral
}

function isLocale(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
