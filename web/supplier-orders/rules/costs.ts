// What a supplier order costs. Lines of 20.00 and 10.00 with 3.00 of tax and shipping: 2.00 of that belongs to the first
// line and 1.00 to the second, so ten units of the first cost 2.20 each by the time they are here.
import { type Amount, decimalsOf, product, quotient, rounded, shares, sum } from '../../platform/values/money.ts'

export type PricedLine = { readonly units: number; readonly cancelled: number; readonly cost: Amount | null }

export type OrderMoney = {
  readonly currency: string
  readonly tax: Amount
  readonly shipping: Amount
  /** What one unit of the order's currency is worth in the shop's. */
  readonly exchangeRate: Amount | null
}

/** As precise as costs are kept. */
const landedDecimals = 6

/** What is not cancelled, in whole payable amounts; a line without a cost counts as nothing. */
export function lineTotal(line: PricedLine, currency: string): Amount {
  return lineTotalTo(line, decimalsOf(currency))
}

export function totals(lines: readonly PricedLine[], { currency, tax, shipping }: OrderMoney) {
  const decimals = decimalsOf(currency)
  const subtotal = sum(lines.map((line) => lineTotalTo(line, decimals)))
  return { subtotal, total: sum([subtotal, tax, shipping]) }
}

export function inShopCurrency(amount: Amount, rate: Amount | null, shopCurrency: string): Amount | null {
  return rate === null ? null : rounded(product(amount, rate), decimalsOf(shopCurrency))
}

/** Per line, what a unit costs with its share of tax and shipping, in the shop's currency; null without cost or rate. */
export function landedCosts(lines: readonly PricedLine[], order: OrderMoney): (Amount | null)[] {
  const decimals = decimalsOf(order.currency)
  const lineTotals = lines.map((line) => lineTotalTo(line, decimals))
  const parts = shares(sum([order.tax, order.shipping]), lineTotals, landedDecimals)
  return lines.map(({ units, cancelled, cost }, at) => {
    const left = units - cancelled
    if (cost === null || order.exchangeRate === null || left <= 0) return null
    const landed = sum([product(cost, left), parts[at] ?? '0'])
    return quotient(product(landed, order.exchangeRate), left, landedDecimals)
  })
}

function lineTotalTo({ units, cancelled, cost }: PricedLine, decimals: number): Amount {
  return cost === null ? '0' : rounded(product(cost, units - cancelled), decimals)
}
