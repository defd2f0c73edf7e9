import type { ShopSql } from '../platform/db/with-shop.ts'
import { type Amount, compareAmounts, decimalsOf, isPayable } from '../platform/values/money.ts'
import { loadShopCurrency } from '../shop/store/shop-currency.ts'
import type { Refusal } from './outcome.ts'

export type SaidMoney = {
  readonly costs: readonly (Amount | null | undefined)[]
  /** Tax and shipping. */
  readonly sums: readonly (Amount | undefined)[]
  readonly exchangeRate?: Amount | null | undefined
}

/**
 * Why these amounts cannot be of an order in this currency; null: they can. A unit may cost a fraction of a cent, but there
 * are no cents of what has none; tax and shipping are paid as they are. In the shop's own currency the rate is 1.
 */
export async function refusalOfMoney(
  tx: ShopSql,
  currency: string,
  { costs, sums, exchangeRate }: SaidMoney,
): Promise<Refusal | null> {
  const paid = decimalsOf(currency) === 0 ? [...sums, ...costs] : sums
  const amount = paid.find((one) => one != null && !isPayable(one, currency))
  if (amount != null) return { reason: 'not-payable', amount, currency }
  if (exchangeRate === undefined || (exchangeRate !== null && compareAmounts(exchangeRate, '1') === 0)) return null
  return currency === (await loadShopCurrency(tx)) ? { reason: 'own-currency', currency } : null
}
